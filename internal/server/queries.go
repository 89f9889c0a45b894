package server

import (
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"graphd/api"
	"graphd/internal/graph/query"
	"graphd/internal/graph/savedquery"
	"graphd/internal/graph/view"
)

// listQueries lists by name; a cursor holds the last name that was given out.
func (s *Server) listQueries(_ context.Context, in *ListRequest) (*reply, error) {
	after, err := base64.RawURLEncoding.DecodeString(in.Cursor)
	if err != nil {
		return nil, fmt.Errorf("cursor %q of the queries: %w", in.Cursor, view.ErrCursor)
	}
	page := api.Page[api.SavedQuery]{Items: []api.SavedQuery{}, Complete: true}
	for _, saved := range s.queries.List() {
		if in.Cursor != "" && saved.Name <= string(after) {
			continue
		}
		if len(page.Items) == in.Limit {
			last := page.Items[in.Limit-1].Name
			page.Complete, page.Reason, page.Next = false, "limit", base64.RawURLEncoding.EncodeToString([]byte(last))
			break
		}
		wire := saved.Wire()
		wire.Schema, wire.Href = plainSchema(saved), savedPath(saved)
		page.Items = append(page.Items, wire)
	}
	return list(s, in, page, savedColumns())
}

func savedColumns() []column[api.SavedQuery] {
	return []column[api.SavedQuery]{
		{"name", func(q api.SavedQuery) string { return q.Name }},
		{"title", func(q api.SavedQuery) string { return q.Title }},
		{"language", func(q api.SavedQuery) string { return q.Language }},
		{"href", func(q api.SavedQuery) string { return q.Href }},
	}
}

// checkReserved refuses parameters that the address of a query needs itself.
func checkReserved(queries *savedquery.Catalog) error {
	var faults []error
	for _, saved := range queries.List() {
		for _, p := range saved.Params {
			if slices.Contains(reserved, p.Name) {
				faults = append(faults, fmt.Errorf("%s:%d: parameter %s has a name that HTTP uses: give it another", saved.File, p.Line, p.Name))
			}
		}
	}
	return errors.Join(faults...)
}

// SavedRequest is what every request for a saved query takes.
type SavedRequest struct {
	RowsRequest
	Name  string `path:"name" doc:"Name of the query" example:"statements-of"`
	given url.Values
}

// savedRows is how many rows a saved query has if nobody says.
const savedRows = 1000

// Resolve takes the query's own parameters out of the address. It is a huma.Resolver.
func (r *SavedRequest) Resolve(ctx huma.Context) []error {
	u := ctx.URL()
	r.given = u.Query()
	for _, name := range reserved {
		r.given.Del(name)
	}
	return nil
}

func (s *Server) runQuery(ctx context.Context, in *SavedRequest) (*reply, error) {
	return s.answerSaved(ctx, in, "query")
}

type savedPost struct {
	body
	SavedRequest
}

// Resolve takes hold of both the body and the address. It is a huma.Resolver.
func (r *savedPost) Resolve(ctx huma.Context) []error {
	return append(r.body.Resolve(ctx), r.SavedRequest.Resolve(ctx)...)
}

// runQueryPost takes the query's own parameters from the body; one that the body does not have may stand in the address.
func (s *Server) runQueryPost(ctx context.Context, in *savedPost) (*reply, error) {
	given, err := in.parameters(in.Name, s.limits.Query)
	if err != nil {
		return nil, err
	}
	maps.Copy(in.given, given)
	return s.answerSaved(ctx, &in.SavedRequest, "body")
}

func (s *Server) answerSaved(ctx context.Context, in *SavedRequest, place string) (*reply, error) {
	f, err := in.choose()
	if err != nil {
		return nil, err
	}
	request, err := s.queries.Request(in.Name, in.given)
	if err != nil {
		return nil, placed(err, place)
	}
	request.Limit = cmp.Or(in.Limit, savedRows)
	rows, err := s.ask(ctx, &in.RowsRequest, request)
	if err != nil {
		return nil, err
	}
	rows.spread = request.Language == query.CayleyQL
	return s.answerRows(f, rows, "items", "[]")
}
