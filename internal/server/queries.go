package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"graphd/internal/graph"
	"graphd/internal/graph/view"
)

// savedQuery is a saved query with the address that runs it.
type savedQuery struct {
	graph.Saved
	Href string `json:"href" doc:"Runs it; its parameters go into the address"`
}

type queriesAnswer struct{ Body view.Page[savedQuery] }

func (s *Server) listQueries(context.Context, *struct{}) (*queriesAnswer, error) {
	out := &queriesAnswer{view.Page[savedQuery]{Items: []savedQuery{}, Complete: true}}
	for _, saved := range s.queries.List() {
		out.Body.Items = append(out.Body.Items, savedQuery{saved, "/api/v1/queries/" + saved.Name})
	}
	return out, nil
}

// reserved are the parameters of every saved query's address; a query cannot declare one of them itself.
var reserved = []string{"limit", "format"}

func checkReserved(queries *graph.SavedQueries) error {
	var faults []error
	for _, saved := range queries.List() {
		for _, p := range saved.Params {
			if slices.Contains(reserved, p.Name) {
				faults = append(faults, fmt.Errorf("saved query %s: its parameter %q has a name that HTTP uses: give it another", saved.Name, p.Name))
			}
		}
	}
	return errors.Join(faults...)
}

type savedRequest struct {
	Preference
	Name  string `path:"name" doc:"Name of the query" example:"statements-of"`
	Limit int    `query:"limit" minimum:"-1" default:"1000" doc:"Most rows; -1 for as many as the server gives at all"`
	given url.Values
}

// Resolve takes the query's own parameters out of the address. It is a huma.Resolver.
func (r *savedRequest) Resolve(ctx huma.Context) []error {
	u := ctx.URL()
	r.given = u.Query()
	for _, name := range reserved {
		r.given.Del(name)
	}
	return nil
}

func (s *Server) runQuery(ctx context.Context, in *savedRequest) (*reply, error) {
	f, err := in.choose()
	if err != nil {
		return nil, err
	}
	request, err := s.queries.Request(in.Name, in.given)
	if err != nil {
		return nil, err
	}
	if in.Limit > s.limits.Rows {
		return nil, fmt.Errorf("limit %d: %w: at most %d rows", in.Limit, errParameter, s.limits.Rows)
	}
	request.Limit = in.Limit
	rows, err := s.ask(ctx, func(ctx context.Context) (*graph.Rows, error) { return s.session.Query(ctx, request) })
	if err != nil {
		return nil, err
	}
	rows.spread = request.Language == graph.GraphQL
	switch f {
	case formatJSON:
		return s.streamed(f, func(w io.Writer) error { return rows.writeList(ctx, w, "items", "[]") }), nil
	case formatNDJSON:
		return s.streamed(f, func(w io.Writer) error { return rows.writeLines(ctx, w) }), nil
	}
	return s.tabular(ctx, rows, f)
}

func (s *Server) streamed(f format, write func(io.Writer) error) *reply {
	return &reply{Body: s.stream(http.StatusOK, f.mediaType(), write)}
}

// tabular answers rows as CSV or a table: their columns are known when all have come.
func (s *Server) tabular(ctx context.Context, rows *asked, f format) (*reply, error) {
	items := []row{}
	err := rows.each(ctx, func(v any) error {
		items = append(items, rowOf(v))
		return nil
	})
	if err != nil {
		return nil, err
	}
	end := rows.rows.Completeness()
	page := view.Page[row]{Items: items, Complete: end.Complete, Reason: end.Reason}
	columns := rowColumns(items)
	answer := s.streamed(f, func(w io.Writer) error { return writeCSV(w, items, columns) })
	if f == formatTable {
		answer = s.streamed(f, func(w io.Writer) error { return writeTable(w, page, columns) })
	}
	answer.Complete = completeHeader(end.Complete)
	return answer, nil
}

// savedAnswers documents what a saved query takes and answers.
func savedAnswers(op *huma.Operation, schemas huma.Registry) {
	listOf[row]()(op, schemas)
	op.RejectUnknownQueryParameters = false // each query checks its own
	explode := true
	op.Parameters = append(op.Parameters, &huma.Param{
		Name: "parameters", In: "query", Style: "form", Explode: &explode,
		Description: "The query's own parameters by their names; /api/v1/queries declares them",
		Schema:      &huma.Schema{Type: huma.TypeObject, AdditionalProperties: &huma.Schema{Type: huma.TypeString}},
	})
}
