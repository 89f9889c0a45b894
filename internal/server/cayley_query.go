package server

import (
	"context"
	"fmt"
	"io"
	"net/http"

	"graphd/internal/graph"
)

// Cayley's usual number of rows, which its clients count on.
const cayleyRows = 100

type queryV2Request struct {
	Lang  string `query:"lang" default:"gizmo" doc:"gizmo, graphql or mql"`
	Limit int    `query:"limit" default:"100" minimum:"-1" doc:"Most rows; -1 for as many as the server gives at all"`
	Query string `query:"qu" doc:"The query"`
}

func (s *Server) queryV2(ctx context.Context, in *queryV2Request) (*reply, error) {
	return s.answerCayley(ctx, in.Lang, in.Query, in.Limit)
}

type queryV2Body struct {
	body
	Lang  string `query:"lang" default:"gizmo" doc:"gizmo, graphql or mql"`
	Limit int    `query:"limit" default:"100" minimum:"-1" doc:"Most rows; -1 for as many as the server gives at all"`
}

func (s *Server) queryV2Post(ctx context.Context, in *queryV2Body) (*reply, error) {
	text, err := in.all(s.limits.Query)
	if err != nil {
		return nil, err
	}
	return s.answerCayley(ctx, in.Lang, string(text), in.Limit)
}

type queryV1Request struct {
	body
	Lang  string `path:"lang" doc:"gizmo, graphql or mql"`
	Limit int    `query:"limit" default:"100" minimum:"-1" doc:"Most rows; -1 for as many as the server gives at all"`
}

func (s *Server) queryV1(ctx context.Context, in *queryV1Request) (*reply, error) {
	return s.queryV2Post(ctx, &queryV2Body{body: in.body, Lang: in.Lang, Limit: in.Limit})
}

// cayleyResult documents what a query answers.
type cayleyResult struct {
	Result   []any  `json:"result,omitempty" nullable:"true" doc:"The rows; null where there are none"`
	Data     any    `json:"data,omitempty" doc:"The answer of GraphQL, instead of result"`
	Complete bool   `json:"complete" doc:"Whether these are all rows"`
	Reason   string `json:"reason,omitempty" doc:"Why not"`
	Error    string `json:"error,omitempty" doc:"What ended the query after its first rows"`
}

func (s *Server) answerCayley(ctx context.Context, language, text string, limit int) (*reply, error) {
	if text == "" {
		return nil, fmt.Errorf("%w: there is none", graph.ErrQuery)
	}
	if limit == 0 {
		limit = cayleyRows
	}
	rows, err := s.ask(ctx, func(ctx context.Context) (*graph.Rows, error) {
		return s.session.Query(ctx, graph.Request{Language: language, Text: text, Limit: limit})
	})
	if err != nil {
		return nil, err
	}
	write := func(ctx context.Context, w io.Writer) error { return rows.writeList(ctx, w, "result", "null") }
	if language == graph.GraphQL {
		write = rows.writeData
	}
	return &reply{Body: s.stream(http.StatusOK, "application/json", func(w io.Writer) error { return write(ctx, w) })}, nil
}

// writeData writes {"data": {...}}: GraphQL answers with one object.
func (a *asked) writeData(ctx context.Context, w io.Writer) error {
	var data any
	err := a.each(ctx, func(row any) error {
		data = row
		return nil
	})
	if _, err := io.WriteString(w, `{"data":`); err != nil {
		return err
	}
	if err := writeJSON(w, data); err != nil {
		return err
	}
	return a.writeEnd(w, err)
}
