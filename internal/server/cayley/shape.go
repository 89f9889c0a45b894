package cayley

import (
	"context"

	"graphd/internal/graph/algebra"
	"graphd/internal/graph/query"
	"graphd/internal/server/web"
)

type shapeRequest struct {
	web.Payload
	Lang string `path:"lang" doc:"gizmo or mql"`
}

type shapeReply struct{ Body algebra.Diagram }

// ShapeV1 returns a diagram of the last path of a query, which is not run.
func (h *Handlers) ShapeV1(ctx context.Context, in *shapeRequest) (*shapeReply, error) {
	text, err := h.queryText(&in.Payload)
	if err != nil {
		return nil, err
	}
	slot, err := h.Gate.Enter(ctx)
	if err != nil {
		return nil, err
	}
	defer slot.Leave()
	diagram, err := h.Session.Diagram(slot.Context(), query.Request{Language: languageOf(in.Lang), Text: text})
	return &shapeReply{diagram}, slot.Err(err)
}
