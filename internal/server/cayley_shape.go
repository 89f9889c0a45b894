package server

import (
	"context"

	"graphd/internal/graph/algebra"
	"graphd/internal/graph/query"
)

type shapeRequest struct {
	body
	Lang string `path:"lang" doc:"gizmo or mql"`
}

type shapeAnswer struct{ Body algebra.Diagram }

// shapeV1 answers how the last path of a query hangs together. The query's paths are not run.
func (s *Server) shapeV1(ctx context.Context, in *shapeRequest) (*shapeAnswer, error) {
	text, err := s.queryText(&in.body)
	if err != nil {
		return nil, err
	}
	slot, err := s.queryGate.Enter(ctx)
	if err != nil {
		return nil, err
	}
	defer slot.Leave()
	shape, err := s.session.Diagram(slot.Context(), query.Request{Language: languageOf(in.Lang), Text: text})
	return &shapeAnswer{shape}, slot.Err(err)
}
