package document

import (
	"bytes"
	"fmt"
	"mime"
	"path/filepath"
	"strings"
)

// An inputFormat is a format that can be read.
type inputFormat uint8

const (
	plainText inputFormat = iota + 1
	markdown
	htmlPage
	jsonDocument
	jsonLines
)

func (f inputFormat) mediaType() string {
	return [...]string{"", "text/plain", "text/markdown", "text/html", "application/json", "application/x-ndjson"}[f]
}

// byMediaType holds the formats by their media types.
var byMediaType = map[string]inputFormat{
	"text/plain":                plainText,
	"text/markdown":             markdown,
	"text/x-markdown":           markdown,
	"text/html":                 htmlPage,
	"application/xhtml+xml":     htmlPage,
	"application/json":          jsonDocument,
	"text/json":                 jsonDocument,
	"application/x-ndjson":      jsonLines,
	"application/ndjson":        jsonLines,
	"application/jsonl":         jsonLines,
	"application/x-jsonl":       jsonLines,
	"application/jsonlines":     jsonLines,
	"application/x-jsonlines":   jsonLines,
	"application/json-seq":      jsonLines,
	"application/jsonlines+txt": jsonLines,
}

// byExtension holds the formats by file name extensions in lower case.
var byExtension = map[string]inputFormat{
	".txt": plainText, ".text": plainText,
	".md": markdown, ".markdown": markdown,
	".html": htmlPage, ".htm": htmlPage, ".xhtml": htmlPage,
	".json":  jsonDocument,
	".jsonl": jsonLines, ".ndjson": jsonLines,
}

// otherExtensions holds extensions of text formats that must not be read as plain text.
var otherExtensions = map[string]bool{
	".csv": true, ".tsv": true, ".xml": true, ".rss": true, ".atom": true, ".yaml": true, ".yml": true, ".toml": true,
	".tex": true, ".eml": true, ".mbox": true, ".svg": true, ".css": true, ".js": true, ".nq": true, ".nt": true, ".ttl": true,
}

// untyped is the media type of senders that do not know the type. It counts as none.
const untyped = "application/octet-stream"

const typesHint = "supported are text, Markdown, HTML, JSON and JSON Lines: convert it, or set its media type"

// detect returns the format of an input from its media type, or else its extension, or else its first bytes. Binary
// content is an error whatever the media type and the extension are.
func detect(in Input, head []byte) (inputFormat, error) {
	if kind, hint := binaryKind(head); kind != "" {
		return 0, withHint(fmt.Errorf("%w but %s", ErrBinary, kind), hint)
	}
	media, _, err := mime.ParseMediaType(in.MediaType)
	if in.MediaType != "" && media != untyped {
		if f, ok := byMediaType[media]; ok && err == nil {
			return f, nil
		}
		return 0, withHint(fmt.Errorf("%w: media type %q", ErrUnknownType, in.MediaType), typesHint)
	}
	extension := strings.ToLower(filepath.Ext(in.Name))
	if f, ok := byExtension[extension]; ok {
		return f, nil
	}
	if otherExtensions[extension] {
		return 0, withHint(fmt.Errorf("%w: %s", ErrUnknownType, extension), typesHint)
	}
	return sniff(head)
}

// sniff returns the format of a text from its first bytes.
func sniff(head []byte) (inputFormat, error) {
	start := bytes.ToLower(bytes.TrimLeft(head[:min(len(head), 1024)], "\ufeff \t\r\n"))
	switch {
	case bytes.HasPrefix(start, []byte("<!doctype html")), bytes.HasPrefix(start, []byte("<html")), bytes.HasPrefix(start, []byte("<head")):
		return htmlPage, nil
	case bytes.HasPrefix(start, []byte("<?xml")) && bytes.Contains(start, []byte("<html")):
		return htmlPage, nil
	case bytes.HasPrefix(start, []byte("<?xml")):
		return 0, withHint(fmt.Errorf("%w: XML", ErrUnknownType), typesHint)
	case bytes.HasPrefix(start, []byte("{")):
		return sniffJSON(head), nil
	}
	return plainText, nil
}

// signatures holds the first bytes of other kinds of files.
var signatures = []struct{ start, kind, hint string }{
	{"%PDF-", "a PDF", "extract its text first"},
	{"PK\x03\x04", "a zip archive, as Word, OpenDocument and EPUB files are", "save it as text or HTML"},
	{"\xd0\xcf\x11\xe0", "an old Office file", "save it as text or HTML"},
	{"{\\rtf", "Rich Text", "save it as text or HTML"},
	{"%!PS", "PostScript", "extract its text first"},
	{"\x1f\x8b", "compressed by gzip", "decompress it first"},
	{"BZh", "compressed by bzip2", "decompress it first"},
	{"\xfd7zXZ", "compressed by xz", "decompress it first"},
	{"\x28\xb5\x2f\xfd", "compressed by zstd", "decompress it first"},
	{"7z\xbc\xaf", "a 7z archive", "unpack it first"},
	{"\x89PNG", "a PNG image", imageHint},
	{"\xff\xd8\xff", "a JPEG image", imageHint},
	{"GIF8", "a GIF image", imageHint},
	{"II*\x00", "a TIFF image", imageHint},
	{"MM\x00*", "a TIFF image", imageHint},
	{"\x7fELF", "a program", "leave it out"},
	{"SQLite format 3\x00", "an SQLite database", "export its texts as JSON Lines"},
}

const imageHint = "leave it out, or run text recognition (OCR) first"

// binaryKind returns the kind of an input that is not text, and the next step. For text, both are empty.
func binaryKind(head []byte) (kind, hint string) {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.start)) {
			return s.kind, s.hint
		}
	}
	if detectUTF16(head) != nil {
		return "", ""
	}
	controls := 0
	for _, b := range head {
		if b == 0 {
			return "binary data (it contains a zero byte)", "leave it out"
		}
		if b < ' ' && !bytes.ContainsRune([]byte("\t\n\v\f\r\x1b"), rune(b)) {
			controls++
		}
	}
	if controls*20 > len(head) {
		return "binary data (it contains many control characters)", "leave it out"
	}
	return "", ""
}
