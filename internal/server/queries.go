package server

import (
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
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

// listQueries lists by name; a cursor holds the last name that was given out.
func (s *Server) listQueries(_ context.Context, in *ListRequest) (*reply, error) {
	after, err := base64.RawURLEncoding.DecodeString(in.Cursor)
	if err != nil {
		return nil, fmt.Errorf("cursor %q of the queries: %w", in.Cursor, view.ErrCursor)
	}
	page := view.Page[savedQuery]{Items: []savedQuery{}, Complete: true}
	for _, saved := range s.queries.List() {
		if in.Cursor != "" && saved.Name <= string(after) {
			continue
		}
		if len(page.Items) == in.Limit {
			last := page.Items[in.Limit-1].Name
			page.Complete, page.Reason, page.Next = false, "limit", base64.RawURLEncoding.EncodeToString([]byte(last))
			break
		}
		page.Items = append(page.Items, savedQuery{saved, "/api/v1/queries/" + saved.Name})
	}
	return list(s, in, page, savedColumns())
}

func savedColumns() []column[savedQuery] {
	return []column[savedQuery]{
		{"name", func(q savedQuery) string { return q.Name }},
		{"title", func(q savedQuery) string { return q.Title }},
		{"language", func(q savedQuery) string { return q.Language }},
		{"href", func(q savedQuery) string { return q.Href }},
	}
}

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
	RowsRequest
	Name  string `path:"name" doc:"Name of the query" example:"statements-of"`
	given url.Values
}

// savedRows is how many rows a saved query has if nobody says.
const savedRows = 1000

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
	request.Limit = cmp.Or(in.Limit, savedRows)
	rows, err := s.ask(ctx, &in.RowsRequest, request)
	if err != nil {
		return nil, err
	}
	rows.spread = request.Language == graph.GraphQL
	return s.answerRows(f, rows, "items", "[]")
}

// savedAnswers documents what a saved query takes and answers.
func savedAnswers(op *huma.Operation, schemas huma.Registry) {
	var others []string
	for _, f := range formats[1:] {
		others = append(others, f.mediaType)
	}
	answers(rowsPage{}, others...)(op, schemas)
	op.RejectUnknownQueryParameters = false // each query checks its own
	explode := true
	op.Parameters = append(op.Parameters, &huma.Param{
		Name: "parameters", In: "query", Style: "form", Explode: &explode,
		Description: "The query's own parameters by their names; /api/v1/queries declares them",
		Schema:      &huma.Schema{Type: huma.TypeObject, AdditionalProperties: &huma.Schema{Type: huma.TypeString}},
	})
}
