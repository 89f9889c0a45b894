package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	_ "github.com/cayleygraph/quad/json"   // quads as JSON
	_ "github.com/cayleygraph/quad/nquads" // quads as N-Quads
	_ "github.com/cayleygraph/quad/pquads" // quads as Cayley's Go client sends them
	"github.com/danielgtaylor/huma/v2"

	"graphd/internal/graph"
	"graphd/internal/graph/view"
)

// quadFormats are the formats of quads that the server reads and writes, by their names in Cayley; the first is the default.
var quadFormats = []string{"nquads", "json", "json-stream", "pquads"}

func quadMediaTypes() []string {
	var all []string
	for _, name := range quadFormats {
		all = append(all, quad.FormatByName(name).Mime[0])
	}
	return all
}

// quadAnswers documents an answer of quads.
func quadAnswers(op *huma.Operation, _ huma.Registry) {
	addAnswer(op, http.StatusOK, nil, quadMediaTypes()...)
}

// quadFormat describes a format, as Cayley does.
type quadFormat struct {
	ID     string   `json:"id"`
	Read   bool     `json:"read"`
	Write  bool     `json:"write"`
	Nodes  bool     `json:"nodes" doc:"Whether single values have this format too"`
	Ext    []string `json:"ext"`
	Mime   []string `json:"mime"`
	Binary bool     `json:"binary"`
}

type formatsAnswer struct{ Body []quadFormat }

func (s *Server) listFormats(context.Context, *struct{}) (*formatsAnswer, error) {
	out := &formatsAnswer{}
	for _, name := range quadFormats {
		f := quad.FormatByName(name)
		out.Body = append(out.Body, quadFormat{
			ID: f.Name, Read: f.Reader != nil, Write: f.Writer != nil, Nodes: f.UnmarshalValue != nil,
			Ext: append([]string{}, f.Ext...), Mime: f.Mime, Binary: f.Binary,
		})
	}
	return out, nil
}

// formatOf is the format with a media type; N-Quads where it is empty or unknown, as Cayley has it.
func formatOf(contentType string) *quad.Format {
	mediaType, _, err := mime.ParseMediaType(contentType)
	if err == nil {
		for _, name := range quadFormats {
			if f := quad.FormatByName(name); slices.Contains(f.Mime, mediaType) {
				return f
			}
		}
	}
	return quad.FormatByName(quadFormats[0])
}

// written says how many quads or nodes a change named.
type written struct {
	Body struct {
		Result string `json:"result"`
		Count  int    `json:"count"`
	}
}

func writtenQuads(verb string, n int) *written {
	w := &written{}
	w.Body.Result, w.Body.Count = fmt.Sprintf("Successfully %s %d quads.", verb, n), n
	return w
}

// readQuads is all quads of a body: a change is made whole or not at all.
func (s *Server) readQuads(b *body, f *quad.Format) ([]quad.Quad, error) {
	r, err := b.open(s.limits.Quads)
	if err != nil {
		return nil, err
	}
	reader := f.Reader(r)
	defer reader.Close()
	var quads []quad.Quad
	for {
		q, err := reader.ReadQuad()
		switch {
		case r.err != nil:
			return nil, bodyError("body", r.err)
		case errors.Is(err, io.EOF):
			return quads, nil
		case err != nil:
			return nil, bodyError(fmt.Sprintf("quad %d as %s", len(quads)+1, f.Name), err)
		}
		quads = append(quads, q)
	}
}

type quadsRequest struct{ body }

func (s *Server) writeQuads(ctx context.Context, in *quadsRequest) (*written, error) {
	return s.addQuads(ctx, &in.body, formatOf(in.mediaType))
}

func (s *Server) addQuads(ctx context.Context, b *body, f *quad.Format) (*written, error) {
	quads, err := s.readQuads(b, f)
	if err != nil {
		return nil, err
	}
	if _, err := s.store.Apply(ctx, graph.Edit{Add: quads}); err != nil {
		return nil, err
	}
	return writtenQuads("wrote", len(quads)), nil
}

func (s *Server) deleteQuads(ctx context.Context, in *quadsRequest) (*written, error) {
	return s.removeQuads(ctx, &in.body, formatOf(in.mediaType))
}

// removeQuads counts the quads that were there: to remove a quad twice is no error.
func (s *Server) removeQuads(ctx context.Context, b *body, f *quad.Format) (*written, error) {
	quads, err := s.readQuads(b, f)
	if err != nil {
		return nil, err
	}
	change, err := s.store.Apply(ctx, graph.Edit{Remove: quads})
	if err != nil {
		return nil, err
	}
	return writtenQuads("deleted", change.Removed), nil
}

// The first version of Cayley's interface takes JSON alone, whatever the Content-Type says.
func (s *Server) writeQuadsV1(ctx context.Context, in *quadsRequest) (*written, error) {
	return s.addQuads(ctx, &in.body, quad.FormatByName("json"))
}

func (s *Server) deleteQuadsV1(ctx context.Context, in *quadsRequest) (*written, error) {
	return s.removeQuads(ctx, &in.body, quad.FormatByName("json"))
}

const maxNode = 128 << 10 // bytes of a value

// deleteNode removes every quad that the value in the body stands in.
func (s *Server) deleteNode(ctx context.Context, in *quadsRequest) (*written, error) {
	content, err := in.all(maxNode)
	if err != nil {
		return nil, err
	}
	f := formatOf(in.mediaType)
	if f.UnmarshalValue == nil {
		return nil, fmt.Errorf("a value as %s: %w", f.Name, errMediaType)
	}
	value, err := f.UnmarshalValue([]byte(strings.TrimSpace(string(content))))
	if err != nil || value == nil {
		return nil, fmt.Errorf("value %.100q as %s: %w", content, f.Name, errors.Join(errBody, err))
	}
	quads, err := s.quadsOf(ctx, value)
	if err != nil {
		return nil, err
	}
	if len(quads) == 0 {
		return nil, fmt.Errorf("node %v does not exist: %w", value, view.ErrNotFound)
	}
	if _, err := s.store.Apply(ctx, graph.Edit{Remove: quads}); err != nil {
		return nil, err
	}
	w := &written{}
	w.Body.Result, w.Body.Count = "Successfully deleted 1 nodes.", 1
	return w, nil
}

func (s *Server) quadsOf(ctx context.Context, value quad.Value) ([]quad.Quad, error) {
	return read(s, func(v *view.View) ([]quad.Quad, error) {
		var quads []quad.Quad
		for _, d := range quad.Directions {
			var pattern quad.Quad
			pattern.Set(d, value)
			err := v.Quads(ctx, pattern, func(q quad.Quad) error {
				quads = append(quads, q)
				return nil
			})
			if err != nil {
				return nil, err
			}
		}
		return quads, nil
	})
}
