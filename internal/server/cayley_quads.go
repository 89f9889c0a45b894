package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/nquads"
	"graphd/internal/graph/view"
)

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
	if f.Reader == nil {
		return nil, fmt.Errorf("%s is only written: %w", f.Name, errMediaType)
	}
	r, err := b.open(s.limits.Quads)
	if err != nil {
		return nil, err
	}
	return quadsOf(r, f)
}

func quadsOf(r *limited, f *quad.Format) ([]quad.Quad, error) {
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
		quads = append(quads, wellLabelled(q))
	}
}

// wellLabelled is q with blank nodes that every format can write: node-cayley makes labels of whole IRIs.
func wellLabelled(q quad.Quad) quad.Quad {
	for _, d := range quad.Directions {
		if blank, ok := q.Get(d).(quad.BNode); ok {
			q.Set(d, quad.BNode(nquads.BlankLabel(string(blank))))
		}
	}
	return q
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
	return s.addQuads(ctx, &in.body, quadFormatByName("json"))
}

func (s *Server) deleteQuadsV1(ctx context.Context, in *quadsRequest) (*written, error) {
	return s.removeQuads(ctx, &in.body, quadFormatByName("json"))
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
	quads, err := s.quadsWith(ctx, value)
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

// quadsWith are all quads that a value stands in.
func (s *Server) quadsWith(ctx context.Context, value quad.Value) ([]quad.Quad, error) {
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
