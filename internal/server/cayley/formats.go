package cayley

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"

	"github.com/cayleygraph/quad"
	_ "github.com/cayleygraph/quad/dot"     // registers Graphviz
	_ "github.com/cayleygraph/quad/gml"     // registers GML
	_ "github.com/cayleygraph/quad/graphml" // registers GraphML
	_ "github.com/cayleygraph/quad/json"    // registers JSON
	"github.com/cayleygraph/quad/jsonld"
	_ "github.com/cayleygraph/quad/pquads"  // registers the binary format of Cayley's Go client
	_ "github.com/cayleygraph/quad/voc/xsd" // registers the prefix xsd
	"github.com/danielgtaylor/huma/v2"

	"graphd/internal/graph/nquads"
	"graphd/internal/server/apidoc"
)

// quadFormats lists the formats of quads that the server reads or writes; the first is the default.
var quadFormats = []*quad.Format{
	nquadsFormat, registered("json"), registered("json-stream"), jsonldFormat, registered("pquads"),
	registered("graphviz"), registered("gml"), registered("graphml"),
}

func registered(name string) *quad.Format { return quad.FormatByName(name) }

// nquadsFormat is lossless N-Quads; the format of package quad changes literals.
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

// nquadsReader implements quad.ReadCloser.
type nquadsReader struct {
	in    io.Reader
	lines *nquads.LineReader
}

// ReadQuad returns the next quad, or io.EOF.
func (r *nquadsReader) ReadQuad() (q quad.Quad, err error) {
	if r.lines == nil {
		if r.lines, err = nquads.NewReader(r.in); err != nil {
			return quad.Quad{}, err
		}
	}
	q, err = r.lines.Next()
	if literal, ok := q.Object.(quad.TypedString); ok {
		q.Object = normalizeNumber(literal)
	}
	return q, err
}

// normalizeNumber returns a literal in the form that graphd stores. Cayley's writers shorten types, as in <xsd:integer>,
// and write 0.72 as 7.2E-01.
func normalizeNumber(literal quad.TypedString) quad.Value {
	if literal.Type = literal.Type.Full(); literal.Type == "http://www.w3.org/2001/XMLSchema#double" {
		if number, err := literal.ParseValue(); err == nil {
			return number
		}
	}
	return literal
}

// Close does nothing: the caller closes the body.
func (*nquadsReader) Close() error { return nil }

// nquadsWriter implements quad.WriteCloser.
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

// WriteQuads writes one line for each quad.
func (w *nquadsWriter) WriteQuads(quads []quad.Quad) (int, error) {
	for i, q := range quads {
		if err := w.WriteQuad(q); err != nil {
			return i, err
		}
	}
	return len(quads), nil
}

// Close does nothing: every quad has been written already.
func (*nquadsWriter) Close() error { return nil }

// jsonldFormat is JSON-LD of package quad without remote contexts: a client must not make the server send requests.
var jsonldFormat = &quad.Format{
	Name: "jsonld", Ext: []string{".jsonld"}, Mime: []string{"application/ld+json"},
	Writer: func(w io.Writer) quad.WriteCloser { return jsonld.NewWriter(w) },
	Reader: func(r io.Reader) quad.ReadCloser { return &jsonldReader{in: r} },
}

var errRemoteContext = errors.New("remote contexts are not fetched: include the context in the document")

// jsonldReader implements quad.ReadCloser.
type jsonldReader struct {
	in   io.Reader
	from *jsonld.Reader
}

// ReadQuad returns the next quad, or io.EOF. The first call reads the whole document.
func (r *jsonldReader) ReadQuad() (quad.Quad, error) {
	if r.from == nil {
		var document any
		if err := json.NewDecoder(r.in).Decode(&document); err != nil {
			return quad.Quad{}, err
		}
		if hasRemoteContext(document, false) {
			return quad.Quad{}, errRemoteContext
		}
		r.from = jsonld.NewReaderFromMap(document)
	}
	return r.from.ReadQuad()
}

// Close does nothing: the caller closes the body.
func (*jsonldReader) Close() error { return nil }

// hasRemoteContext reports whether a JSON-LD value contains the URL of a context. isContext is set if v itself is a context.
func hasRemoteContext(v any, isContext bool) bool {
	switch v := v.(type) {
	case string:
		return isContext
	case []any:
		return slices.ContainsFunc(v, func(item any) bool { return hasRemoteContext(item, isContext) })
	case map[string]any:
		for key, item := range v {
			if hasRemoteContext(item, key == "@context" || key == "@import") {
				return true
			}
		}
	}
	return false
}

// buffers reports whether writing f keeps all quads in memory until the end.
func buffers(f *quad.Format) bool { return f == jsonldFormat }

// mediaTypeOf returns the media type of replies in a format.
func mediaTypeOf(f *quad.Format) string {
	switch {
	case f.Name == "graphviz":
		return "text/vnd.graphviz"
	case len(f.Mime) == 0:
		return "text/plain; charset=utf-8"
	}
	return f.Mime[0]
}

// quadFormatByName returns the format with a name, or nil.
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

// quadMediaTypes returns the media types of the formats that has reports.
func quadMediaTypes(has func(*quad.Format) bool) []string {
	var all []string
	for _, f := range quadFormats {
		if has(f) {
			all = append(all, mediaTypeOf(f))
		}
	}
	return all
}

// ReadMediaTypes returns the media types of the formats that the server reads.
func ReadMediaTypes() []string {
	return quadMediaTypes(func(f *quad.Format) bool { return f.Reader != nil })
}

// QuadResponses documents a response of quads in the formats that the server writes.
func QuadResponses(op *huma.Operation, _ huma.Registry) {
	writable := quadMediaTypes(func(f *quad.Format) bool { return f.Writer != nil })
	apidoc.AddResponse(op, http.StatusOK, nil, writable...)
}

// quadFormat describes a format in the form that Cayley uses.
type quadFormat struct {
	ID     string   `json:"id"`
	Read   bool     `json:"read,omitempty"`
	Write  bool     `json:"write,omitempty"`
	Nodes  bool     `json:"nodes,omitempty" doc:"Whether single values can have this format"`
	Ext    []string `json:"ext,omitempty"`
	Mime   []string `json:"mime,omitempty"`
	Binary bool     `json:"binary,omitempty"`
}

type formatsReply struct{ Body []quadFormat }

// ListFormats returns the formats of quads.
func (h *Handlers) ListFormats(context.Context, *struct{}) (*formatsReply, error) {
	out := &formatsReply{}
	for _, f := range quadFormats {
		out.Body = append(out.Body, quadFormat{
			ID: f.Name, Read: f.Reader != nil, Write: f.Writer != nil, Nodes: f.UnmarshalValue != nil,
			Ext: f.Ext, Mime: f.Mime, Binary: f.Binary,
		})
	}
	return out, nil
}

// formatOf returns the format with a media type, or N-Quads if it is empty or unknown, as Cayley does.
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
