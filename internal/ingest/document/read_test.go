package document

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"graphd/internal/ingest/text"
)

func TestReadErrors(t *testing.T) {
	folder := t.TempDir()
	unreadable := filepath.Join(folder, "missing.txt")
	for _, c := range []struct {
		name    string
		in      Input
		want    error
		message string
	}{
		{"empty", Input{Name: "a.txt"}, ErrEmpty, "a.txt: empty; leave it out"},
		{"white space", Input{Name: "a.txt", Content: strings.NewReader(" \n\u00A0\r\n")}, ErrEmpty, "a.txt: empty"},
		{"PDF, whatever its name", Input{Name: "a.txt", Content: strings.NewReader("%PDF-1.7 …")}, ErrBinary, "a.txt: not a text but a PDF; extract its text first"},
		{"Word", Input{Name: "a.docx", Content: strings.NewReader("PK\x03\x04…")}, ErrBinary, "zip archive, as Word"},
		{"zero bytes", Input{Name: "a", Content: strings.NewReader("abc\x00\x00\x01def")}, ErrBinary, "zero byte"},
		{"control characters", Input{Name: "a", Content: strings.NewReader(strings.Repeat("a\x01\x02\x03", 9))}, ErrBinary, "control characters"},
		{"media type", Input{Name: "a", MediaType: "application/pdf", Content: strings.NewReader("x")}, ErrUnknownType, `"application/pdf"`},
		{"extension", Input{Name: "a.csv", Content: strings.NewReader("a,b")}, ErrUnknownType, ".csv; supported are text, Markdown, HTML"},
		{"XML", Input{Name: "a", Content: strings.NewReader("<?xml version='1.0'?><rss/>")}, ErrUnknownType, "XML"},
		{"charset", Input{Name: "a", MediaType: "text/plain; charset=klingon", Content: strings.NewReader("x")}, ErrUnknownType, `"klingon"`},
		{"too large", Input{Name: "a.txt", Content: strings.NewReader(strings.Repeat("a", testLimit+1))}, ErrTooLarge, "a.txt: too large: more than 2000 bytes; split it"},
		{"page of scripts", Input{Name: "a.html", Content: strings.NewReader("<html><body><div id=root></div><noscript>Enable JavaScript.</noscript><script>x()</script>")}, ErrNoText, "a.html: no text found"},
		{"image in Markdown", Input{Name: "a.md", Content: strings.NewReader("![quay](quay.jpg)")}, ErrNoText, "a.md: no text found"},
		{"broken JSON", Input{Name: "a.json", Content: strings.NewReader("{\n\"text\": \"x\",\n}")}, ErrMalformed, "at character"},
		{"JSON without text", Input{Name: "a.json", Content: strings.NewReader(`{"title":"x"}`)}, ErrNoText, `put the text into the field "text"`},
		{"JSON with an empty text", Input{Name: "a.json", Content: strings.NewReader(`{"text":" "}`)}, ErrEmpty, `a.json, field "text": empty`},
		{"JSON with another text", Input{Name: "a.json", Content: strings.NewReader(`{"text":7}`)}, ErrMalformed, `field "text"`},
		{"JSON with a doubtful date", Input{Name: "a.json", Content: strings.NewReader(`{"text":"x","date":"3/5/2024"}`)}, ErrDate, `a.json, field "date": not a date: "3/5/2024"; write it as 2024-03-05`},
		{"JSON with no address", Input{Name: "a.json", Content: strings.NewReader(`{"text":"x","url":"javascript:1"}`)}, ErrMalformed, `field "url"`},
		{"folder", Input{Name: folder}, ErrFolder, "a directory"},
		{"no file", Input{Name: unreadable}, os.ErrNotExist, unreadable + ": no such file or directory; check the path"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.in.Content == nil && !filepath.IsAbs(c.in.Name) {
				c.in.Content = strings.NewReader("")
			}
			docs, errs := readAll(c.in)
			if len(docs) != 0 || len(errs) != 1 {
				t.Fatalf("%d documents and errors %v, want one error", len(docs), errs)
			}
			var e *ReadError
			if !errors.Is(errs[0], c.want) || !errors.As(errs[0], &e) || !strings.Contains(errs[0].Error(), c.message) {
				t.Errorf("%v, want %v with %q", errs[0], c.want, c.message)
			}
		})
	}
}

const testLimit = 2000

func readAll(in Input) (docs []Document, errs []error) {
	for doc, err := range Read(context.Background(), in, ReadLimits{Bytes: testLimit}) {
		if err != nil {
			errs = append(errs, err)
		} else {
			docs = append(docs, doc)
		}
	}
	return docs, errs
}

func TestReadLines(t *testing.T) {
	lines := strings.Join([]string{
		`{"id":"one","text":"He said so.","title":"First","author":["Ann Lee",{"name":"Bo Ray"}],"date":"2016-09-12","extra":{"x":[1]}}`,
		``,
		`{"id":7,"text":"cafe` + "\u0301" + `\r\nopen","issued":"2020-02","publisher":"Courier","language":"fr"}`,
		`not json`,
		`{"text":"` + strings.Repeat("long ", testLimit) + `"}`,
		`{"html":"<html><title>T</title><p>She said no to all of it.</p></html>","url":"https://a.example/x"}`,
		`{"text":"last, without a line end"}`,
	}, "\n")
	docs, errs := readAll(Input{Name: "batch.jsonl", Content: strings.NewReader("\ufeff" + lines), Identifier: "batch"})
	var got []string
	for _, d := range docs {
		got = append(got, fmt.Sprintf("%s|%s|%s|%s|%q", d.Meta.Name, d.Meta.Identifier, strings.Join(d.Meta.Authors, "+"), d.Meta.Issued, d.Text))
	}
	want := []string{
		`one|one|Ann Lee+Bo Ray|2016-09-12|"He said so."`,
		`7|7||2020-02|"café\nopen"`,
		`batch.jsonl:6|https://a.example/x|||"T\n\nShe said no to all of it."`,
		`batch.jsonl:7|batch#7|||"last, without a line end"`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("read\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(errs) != 2 || !errors.Is(errs[0], ErrMalformed) || !errors.Is(errs[1], ErrTooLarge) {
		t.Fatalf("errors %v, want a malformed and a long line", errs)
	}
	for i, place := range []string{"batch.jsonl, line 4: ", "batch.jsonl, line 5: "} {
		if !strings.HasPrefix(errs[i].Error(), place) {
			t.Errorf("%v does not begin with %q", errs[i], place)
		}
	}
	if back := docs[1].Text.Given(text.Span{Start: 3, End: 5}); back != (text.Span{Start: 3, End: 7}) {
		t.Errorf("“é” and the line end map to %v", back)
	}
}

func TestReadLinesInUTF16(t *testing.T) {
	lines, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("{\"text\":\"“one”\"}\r\n{\"text\":\"two\"}\r\n")
	if err != nil {
		t.Fatal(err)
	}
	docs, errs := readAll(Input{Name: "a.jsonl", Content: strings.NewReader(lines)})
	if len(errs) > 0 || len(docs) != 2 || docs[0].Text.String() != "“one”" {
		t.Errorf("read %v, %v", docs, errs)
	}
}

func TestReadJSONList(t *testing.T) {
	docs, errs := readAll(Input{Name: "list.json", Content: strings.NewReader(`[{"text":"a b"},{"title":"x"},{"text":"c d"}]`)})
	if len(docs) != 2 || docs[1].Meta.Name != "list.json:3" || docs[1].Meta.Identifier != "" {
		t.Errorf("read %+v", docs)
	}
	if len(errs) != 1 || !strings.HasPrefix(errs[0].Error(), "list.json, item 2: no text found") {
		t.Errorf("errors %v", errs)
	}
}

func TestReadStops(t *testing.T) {
	in := Input{Name: "a.jsonl", Content: strings.NewReader(strings.Repeat("{\"text\":\"x\"}\n{}\n", 5))}
	n := 0
	for _, err := range Read(context.Background(), in, ReadLimits{}) {
		if n++; err != nil {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d yields after a break at 2", n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	in.Content = strings.NewReader(strings.Repeat("{\"text\":\"x\"}\n", 5))
	var last error
	for _, err := range Read(ctx, in, ReadLimits{}) {
		cancel()
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("the last error after a cancellation is %v", last)
	}
}

// An endless is a stream without an end.
type endless struct{ given int64 }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	e.given += int64(len(p))
	return len(p), nil
}

func TestTooLargeIsNotReadWhole(t *testing.T) {
	stream := &endless{}
	if _, err := readOne(Input{Name: "stream.txt", Content: stream}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("an endless stream: %v", err)
	}
	if stream.given > 2*defaultBytes {
		t.Errorf("%d bytes were read for a limit of %d", stream.given, defaultBytes)
	}
	path := filepath.Join(t.TempDir(), "large.txt")
	if err := os.WriteFile(path, []byte(strings.Repeat("He said so.\n", headLen)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 200<<20); err != nil {
		t.Fatal(err)
	}
	_, err := readOne(Input{Name: path})
	if !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "large.txt: too large: 200.0 MiB, the limit is 32.0 MiB") {
		t.Errorf("a file of 200 MiB: %v", err)
	}
}

func TestDecode(t *testing.T) {
	const words = "“Café”, he said"
	encoded := func(e interface{ String(string) (string, error) }) string {
		s, err := e.String(words)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	cp1252 := encoded(charmap.Windows1252.NewEncoder())
	for _, c := range []struct{ name, media, content string }{
		{"UTF-8", "text/plain", words},
		{"UTF-8, wrongly declared", "text/plain; charset=iso-8859-1", words},
		{"UTF-8 with a byte order mark", "text/plain", "\ufeff" + words},
		{"windows-1252, not declared", "text/plain", cp1252},
		{"windows-1252, declared as Latin-1", "text/plain; charset=iso-8859-1", cp1252},
		{"Mac Roman, declared", "text/plain; charset=macintosh", encoded(charmap.Macintosh.NewEncoder())},
		{"UTF-16 little-endian", "", encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder())},
		{"UTF-16 big-endian", "text/plain", encoded(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder())},
		{"UTF-16 without a mark", "", encoded(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder())},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := readOne(Input{Name: "a", MediaType: c.media, Content: strings.NewReader(c.content)})
			if err != nil || doc.Text.String() != words {
				t.Errorf("read %q, %v", doc.Text, err)
			}
		})
	}
	page := "<meta charset=windows-1251><p>" + mustEncode(t, charmap.Windows1251, "Он сказал")
	if doc, err := readOne(Input{Name: "a.html", Content: strings.NewReader(page)}); err != nil || doc.Text.String() != "Он сказал" {
		t.Errorf("a page in windows-1251: %q, %v", doc.Text, err)
	}
	if doc, err := readOne(Input{Name: "a.txt", Content: strings.NewReader("“a” é\xff")}); err != nil || doc.Text.String() != "“a” é\uFFFD" {
		t.Errorf("UTF-8 with a bad byte: %q, %v", doc.Text, err)
	}
}

func mustEncode(t *testing.T, e *charmap.Charmap, s string) string {
	t.Helper()
	encoded, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

func TestStatedMediaType(t *testing.T) {
	for stated, want := range map[string]string{"text/html": "text/html", "Text/X-Markdown": "text/markdown", "image/png": "application/json", "": "application/json"} {
		content := `{"text": "He said so.", "mediaType": "` + stated + `"}`
		doc, err := readOne(Input{Name: "-", MediaType: "application/json", Content: strings.NewReader(content)})
		if err != nil || doc.Meta.MediaType != want {
			t.Errorf("%q stated: %q, %v; want %s", stated, doc.Meta.MediaType, err, want)
		}
	}
}

func TestSniff(t *testing.T) {
	for content, want := range map[string]string{
		"He said so.": "text/plain",
		"\n <!DOCTYPE HTML><title>x</title><p>He said so": "text/html",
		"{\"text\":\"a\"}\n{\"text\":\"b\"}\n":            "application/x-ndjson",
		"{\n \"text\": \"a\"\n}":                          "application/json",
	} {
		doc, err := readOne(Input{Name: "-", Content: strings.NewReader(content)})
		if err != nil || doc.Meta.MediaType != want {
			t.Errorf("%q was read as %q, %v; want %s", content, doc.Meta.MediaType, err, want)
		}
	}
}

func TestUntyped(t *testing.T) {
	in := Input{Name: "a.md", MediaType: "application/octet-stream", Content: strings.NewReader("He *said* so.")}
	if doc, err := readOne(in); err != nil || doc.Meta.MediaType != "text/markdown" {
		t.Errorf("read as %q, %v", doc.Meta.MediaType, err)
	}
}

func TestIdentity(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte("He said\u00A0so.\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := readOne(Input{Name: path})
	if err != nil {
		t.Fatal(err)
	}
	stream, err := readOne(Input{Name: "standard input", Content: io.NopCloser(strings.NewReader("He said so.\n"))})
	if err != nil {
		t.Fatal(err)
	}
	if file.ID != stream.ID || len(file.ID) != idLen || string(file.ID) != file.Text.Hash()[:idLen] {
		t.Errorf("the same text has the IDs %s and %s", file.ID, stream.ID)
	}
	if file.Meta.Identifier != FileIdentifier(path) || strings.Contains(file.Meta.Identifier, "/") || stream.Meta.Identifier != "" {
		t.Errorf("identifiers %q and %q", file.Meta.Identifier, stream.Meta.Identifier)
	}
}
