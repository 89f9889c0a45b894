package cayley

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
	"graphd/internal/server/queryapi"
	"graphd/internal/server/web"
)

// written reports how many quads or nodes a change has affected.
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

// readQuads returns all quads of a body, since a change is applied as a whole or not at all.
func (h *Handlers) readQuads(b *web.Payload, f *quad.Format) ([]quad.Quad, error) {
	if f.Reader == nil {
		return nil, fmt.Errorf("%s can be written but not read: %w", f.Name, web.ErrMediaType)
	}
	r, err := b.Open(h.MaxQuads)
	if err != nil {
		return nil, err
	}
	return quadsOf(r, f)
}

func quadsOf(r *web.LimitedReader, f *quad.Format) ([]quad.Quad, error) {
	reader := f.Reader(r)
	defer reader.Close()
	var quads []quad.Quad
	for {
		q, err := reader.ReadQuad()
		switch {
		case r.Err() != nil:
			return nil, web.BodyError("body", r.Err())
		case errors.Is(err, io.EOF):
			return quads, nil
		case err != nil:
			return nil, web.BodyError(fmt.Sprintf("quad %d as %s", len(quads)+1, f.Name), err)
		}
		quads = append(quads, withValidLabels(q))
	}
}

// withValidLabels returns q with labels of blank nodes that every format can write: node-cayley uses whole IRIs as labels.
func withValidLabels(q quad.Quad) quad.Quad {
	for _, d := range quad.Directions {
		if blank, ok := q.Get(d).(quad.BNode); ok {
			q.Set(d, quad.BNode(nquads.BlankLabel(string(blank))))
		}
	}
	return q
}

type quadsRequest struct{ web.Payload }

// WriteQuads adds the quads of the body.
func (h *Handlers) WriteQuads(ctx context.Context, in *quadsRequest) (*written, error) {
	return h.addQuads(ctx, &in.Payload, formatOf(in.MediaType()))
}

func (h *Handlers) addQuads(ctx context.Context, b *web.Payload, f *quad.Format) (*written, error) {
	quads, err := h.readQuads(b, f)
	if err != nil {
		return nil, err
	}
	if _, err := h.Store.Apply(ctx, graph.Edit{Add: quads}); err != nil {
		return nil, err
	}
	return writtenQuads("wrote", len(quads)), nil
}

// DeleteQuads removes the quads of the body.
func (h *Handlers) DeleteQuads(ctx context.Context, in *quadsRequest) (*written, error) {
	return h.removeQuads(ctx, &in.Payload, formatOf(in.MediaType()))
}

// removeQuads removes the quads of a body and counts those that existed. Removing a quad that does not exist is no error.
func (h *Handlers) removeQuads(ctx context.Context, b *web.Payload, f *quad.Format) (*written, error) {
	quads, err := h.readQuads(b, f)
	if err != nil {
		return nil, err
	}
	change, err := h.Store.Apply(ctx, graph.Edit{Remove: quads})
	if err != nil {
		return nil, err
	}
	return writtenQuads("deleted", change.Removed), nil
}

// WriteQuadsV1 adds the quads of a JSON body. Version 1 of the API takes JSON whatever the Content-Type is.
func (h *Handlers) WriteQuadsV1(ctx context.Context, in *quadsRequest) (*written, error) {
	return h.addQuads(ctx, &in.Payload, quadFormatByName("json"))
}

// DeleteQuadsV1 removes the quads of a JSON body.
func (h *Handlers) DeleteQuadsV1(ctx context.Context, in *quadsRequest) (*written, error) {
	return h.removeQuads(ctx, &in.Payload, quadFormatByName("json"))
}

// maxNode is the largest value, or form that selects quads, in bytes; chosen by hand.
const maxNode = 128 << 10

// DeleteNode removes every quad that contains the value in the body.
func (h *Handlers) DeleteNode(ctx context.Context, in *quadsRequest) (*written, error) {
	content, err := in.ReadAll(maxNode)
	if err != nil {
		return nil, err
	}
	f := formatOf(in.MediaType())
	if f.UnmarshalValue == nil {
		return nil, fmt.Errorf("a value as %s: %w", f.Name, web.ErrMediaType)
	}
	value, err := f.UnmarshalValue([]byte(strings.TrimSpace(string(content))))
	if err != nil || value == nil {
		return nil, fmt.Errorf("value %.100q as %s: %w", content, f.Name, errors.Join(web.ErrBody, err))
	}
	quads, err := h.quadsWith(ctx, value)
	if err != nil {
		return nil, err
	}
	if len(quads) == 0 {
		return nil, fmt.Errorf("node %v does not exist: %w", value, view.ErrNotFound)
	}
	if _, err := h.Store.Apply(ctx, graph.Edit{Remove: quads}); err != nil {
		return nil, err
	}
	w := &written{}
	w.Body.Result, w.Body.Count = "Successfully deleted 1 nodes.", 1
	return w, nil
}

// quadsWith returns all quads that contain a value in any position.
func (h *Handlers) quadsWith(ctx context.Context, value quad.Value) ([]quad.Quad, error) {
	return queryapi.Read(h.Store, func(v *view.View) ([]quad.Quad, error) {
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
