package server

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"

	"github.com/cayleygraph/quad"
	_ "github.com/cayleygraph/quad/dot"     // quads as Graphviz draws them
	_ "github.com/cayleygraph/quad/gml"     // quads as GML
	_ "github.com/cayleygraph/quad/graphml" // quads as GraphML
	_ "github.com/cayleygraph/quad/json"    // quads as JSON
	"github.com/cayleygraph/quad/jsonld"
	_ "github.com/cayleygraph/quad/pquads"  // quads as Cayley's Go client sends them
	_ "github.com/cayleygraph/quad/voc/xsd" // the types that Cayley shortens
	"github.com/danielgtaylor/huma/v2"

	"graphd/internal/graph/nquads"
)

// quadFormats are the formats of quads that the server reads and writes; the first is the default.
var quadFormats = []*quad.Format{
	nquadsFormat, registered("json"), registered("json-stream"), jsonldFormat, registered("pquads"),
	registered("graphviz"), registered("gml"), registered("graphml"),
}

func registered(name string) *quad.Format { return quad.FormatByName(name) }

// nquadsFormat is N-Quads without loss, where the library's own changes literals.
var nquadsFormat = &quad.Format{
	Name: "nquads", Ext: []string{".nq", ".nt"}, Mime: []string{"application/n-quads", "application/n-triples"},
	Reader: func(r io.Reader) quad.ReadCloser { return &nquadsReader{in: r} },
	Writer: func(w io.Writer) quad.WriteCloser { return &nquadsWriter{out: w} },
	MarshalValue: func(v quad.Value) ([]byte, error) {
		if v == nil {
			return nil, nil
		}
		return nquads.AppendTerm(nil, v), nil
	},
	UnmarshalValue: func(b []byte) (quad.Value, error) {
		q, _, err := nquads.ParseLine(slices.Concat([]byte("<s> <p> "), b, []byte(" .")))
		return q.Object, err
	},
}

type nquadsReader struct {
	in    io.Reader
	lines *nquads.LineReader
}

// ReadQuad is quad.Reader's.
func (r *nquadsReader) ReadQuad() (q quad.Quad, err error) {
	if r.lines == nil {
		if r.lines, err = nquads.NewReader(r.in); err != nil {
			return quad.Quad{}, err
		}
	}
	q, err = r.lines.Next()
	if literal, ok := q.Object.(quad.TypedString); ok {
		q.Object = asCayleyWrites(literal)
	}
	return q, err
}

// asCayleyWrites reads what Cayley's own writers make of numbers: <xsd:integer>, and 7.2E-01 for 0.72.
func asCayleyWrites(literal quad.TypedString) quad.Value {
	if literal.Type = literal.Type.Full(); literal.Type == "http://www.w3.org/2001/XMLSchema#double" {
		if number, err := literal.ParseValue(); err == nil {
			return number
		}
	}
	return literal
}

// Close does nothing: the body is not the reader's.
func (*nquadsReader) Close() error { return nil }

type nquadsWriter struct {
	out io.Writer
	buf []byte
}

// WriteQuad writes one line.
func (w *nquadsWriter) WriteQuad(q quad.Quad) error {
	w.buf = nquads.AppendQuad(w.buf[:0], q)
	_, err := w.out.Write(w.buf)
	return err
}

// WriteQuads writes a line each.
func (w *nquadsWriter) WriteQuads(quads []quad.Quad) (int, error) {
	for i, q := range quads {
		if err := w.WriteQuad(q); err != nil {
			return i, err
		}
	}
	return len(quads), nil
}

// Close does nothing: every line has been written.
func (*nquadsWriter) Close() error { return nil }

// jsonldFormat is the library's JSON-LD, but for contexts at other addresses: whoever sends quads must not make the
// server send requests.
var jsonldFormat = &quad.Format{
	Name: "jsonld", Ext: []string{".jsonld"}, Mime: []string{"application/ld+json"},
	Writer: func(w io.Writer) quad.WriteCloser { return jsonld.NewWriter(w) },
	Reader: func(r io.Reader) quad.ReadCloser { return &jsonldReader{in: r} },
}

var errRemoteContext = errors.New("a context at another address is not fetched: write it into the document")

type jsonldReader struct {
	in   io.Reader
	from *jsonld.Reader
}

// ReadQuad is quad.Reader's; the first call reads the whole document.
func (r *jsonldReader) ReadQuad() (quad.Quad, error) {
	if r.from == nil {
		var document any
		if err := json.NewDecoder(r.in).Decode(&document); err != nil {
			return quad.Quad{}, err
		}
		if fetches(document, false) {
			return quad.Quad{}, errRemoteContext
		}
		r.from = jsonld.NewReaderFromMap(document)
	}
	return r.from.ReadQuad()
}

// Close does nothing: the body is not the reader's.
func (*jsonldReader) Close() error { return nil }

// fetches reports whether a JSON-LD document names a context by its address.
func fetches(v any, context bool) bool {
	switch v := v.(type) {
	case string:
		return context
	case []any:
		return slices.ContainsFunc(v, func(item any) bool { return fetches(item, context) })
	case map[string]any:
		for key, item := range v {
			if fetches(item, key == "@context" || key == "@import") {
				return true
			}
		}
	}
	return false
}

// buffers reports whether writing f keeps all quads in memory to the end.
func buffers(f *quad.Format) bool { return f == jsonldFormat }

func mediaTypeOf(f *quad.Format) string {
	switch {
	case f.Name == "graphviz":
		return "text/vnd.graphviz"
	case len(f.Mime) == 0:
		return "text/plain; charset=utf-8"
	}
	return f.Mime[0]
}

func quadFormatByName(name string) *quad.Format {
	for _, f := range quadFormats {
		if f.Name == name {
			return f
		}
	}
	return nil
}

func quadFormatNames() []string {
	var names []string
	for _, f := range quadFormats {
		names = append(names, f.Name)
	}
	return names
}

// quadMediaTypes are the media types of the formats that have what is wanted: a reader, or a writer.
func quadMediaTypes(has func(*quad.Format) bool) []string {
	var all []string
	for _, f := range quadFormats {
		if has(f) {
			all = append(all, mediaTypeOf(f))
		}
	}
	return all
}

func isRead(f *quad.Format) bool    { return f.Reader != nil }
func isWritten(f *quad.Format) bool { return f.Writer != nil }

// quadAnswers documents an answer of quads.
func quadAnswers(op *huma.Operation, _ huma.Registry) {
	addAnswer(op, http.StatusOK, nil, quadMediaTypes(isWritten)...)
}

// quadFormat describes a format, as Cayley does.
type quadFormat struct {
	ID     string   `json:"id"`
	Read   bool     `json:"read,omitempty"`
	Write  bool     `json:"write,omitempty"`
	Nodes  bool     `json:"nodes,omitempty" doc:"Whether single values have this format too"`
	Ext    []string `json:"ext,omitempty"`
	Mime   []string `json:"mime,omitempty"`
	Binary bool     `json:"binary,omitempty"`
}

type formatsAnswer struct{ Body []quadFormat }

func (s *Server) listFormats(context.Context, *struct{}) (*formatsAnswer, error) {
	out := &formatsAnswer{}
	for _, f := range quadFormats {
		out.Body = append(out.Body, quadFormat{
			ID: f.Name, Read: f.Reader != nil, Write: f.Writer != nil, Nodes: f.UnmarshalValue != nil,
			Ext: f.Ext, Mime: f.Mime, Binary: f.Binary,
		})
	}
	return out, nil
}

// formatOf is the format with a media type; N-Quads where it is empty or unknown, as Cayley has it.
func formatOf(contentType string) *quad.Format {
	if mediaType, _, err := mime.ParseMediaType(contentType); err == nil {
		for _, f := range quadFormats {
			if slices.Contains(f.Mime, mediaType) {
				return f
			}
		}
	}
	return nquadsFormat
}
