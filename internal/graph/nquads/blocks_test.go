package nquads

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/cayleygraph/quad"
)

func TestBlocksAreTheFile(t *testing.T) {
	for _, file := range []string{"", "one", "one\n", "one\n\nthree", "\n\n", strings.Repeat("a line\n", 40000), strings.Repeat("long ", 50000) + "\nend"} {
		var joined strings.Builder
		lines := 0
		blocks := NewBlocks(iotest.HalfReader(strings.NewReader(file)))
		for {
			b, err := blocks.Next(make([]byte, 100))
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil || b.First != lines+1 {
				t.Fatalf("a block begins with line %d after %d, %v", b.First, lines, err)
			}
			seen := 0
			_ = b.Each(func(_ []byte, number int) error { seen++; return nil })
			if seen != b.Lines {
				t.Errorf("%d lines of %d", seen, b.Lines)
			}
			joined.Write(b.Text)
			lines += b.Lines
		}
		if want := len(strings.Split(strings.TrimSuffix(file, "\n"), "\n")); joined.String() != file || file != "" && lines != want {
			t.Errorf("%d lines of %d, %d bytes of %d", lines, want, joined.Len(), len(file))
		}
	}
}

func TestBlocksTellWhereReadingFailed(t *testing.T) {
	failing := io.MultiReader(strings.NewReader("one\ntwo\nthr"), iotest.ErrReader(errors.New("broken")))
	if _, err := NewBlocks(failing).Next(nil); err == nil || err.Error() != "after line 2: broken" {
		t.Errorf("%v", err)
	}
}

// FuzzTerms checks that the terms of a line, parsed one by one, are those that ParseLine returns.
func FuzzTerms(f *testing.F) {
	for _, line := range []string{
		`<a> <b> "c\n\u00e9"@en <g> .`, `_:a <b> "1.5E0"^^<http://www.w3.org/2001/XMLSchema#double> .`, `<a><b>"\\"."`, `<a> <b> "x\\\"y" <g>.`,
		`# c`, `_:a.b <b> "c"^^<d>. # e`, `<a> <b> "c" @en .`, "<a>\t<b> _:x\t.", `<a\u0020b> <b> "" .`, "<a> <b> <c> .\r",
	} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		if bytes.IndexByte(line, '\n') >= 0 {
			return
		}
		want, isQuad, err := ParseLine(line)
		terms, n, ok := Terms(line)
		if !ok {
			return
		}
		if n == 0 {
			if isQuad || err != nil {
				t.Fatalf("%q is taken for blank: %v, %v", line, want, err)
			}
			return
		}
		var got [4]quad.Value
		for i, term := range terms[:n] {
			v, termErr := ParseTerm(term)
			if termErr != nil {
				if err == nil {
					t.Fatalf("%q: term %q: %v", line, term, termErr)
				}
				return
			}
			if text, plain := PlainIRI(term); plain && quad.IRI(text) != v {
				t.Fatalf("%q is not plain: %v", term, v)
			}
			if text, plain := PlainString(term); plain && quad.String(text) != v {
				t.Fatalf("%q is not plain: %v", term, v)
			}
			got[i] = v
		}
		if all := [4]quad.Value{want.Subject, want.Predicate, want.Object, want.Label}; err != nil || got != all {
			if got[2] == got[2] || err != nil { //nolint:gocritic // NaN differs from itself
				t.Fatalf("%q: terms %v, line %v, %v", line, got, all, err)
			}
		}
	})
}
