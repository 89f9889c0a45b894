package rest

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
	"graphd/internal/server/queryapi"
	"graphd/internal/server/web"
)

// ListQueries returns a page of the saved queries by name. A cursor encodes the last name of the page before.
func (h *API) ListQueries(_ context.Context, in *web.ListRequest) (*web.Reply, error) {
	after, err := base64.RawURLEncoding.DecodeString(in.Cursor)
	if err != nil {
		return nil, fmt.Errorf("cursor %q of the saved queries: %w", in.Cursor, view.ErrCursor)
	}
	page := api.Page[api.SavedQuery]{Items: []api.SavedQuery{}, Complete: true}
	for _, saved := range h.Queries.List() {
		if in.Cursor != "" && saved.Name <= string(after) {
			continue
		}
		if len(page.Items) == in.Limit {
			last := page.Items[in.Limit-1].Name
			page.Complete, page.Reason, page.Next = false, "limit", base64.RawURLEncoding.EncodeToString([]byte(last))
			break
		}
		wire := saved.Wire()
		wire.Schema, wire.Href = decodedSchema(saved), savedQueryURL(saved)
		page.Items = append(page.Items, wire)
	}
	return web.List(h.Web, in, page, savedQueryColumns())
}

func savedQueryColumns() []web.Column[api.SavedQuery] {
	return []web.Column[api.SavedQuery]{
		{Name: "name", Cell: func(q api.SavedQuery) string { return q.Name }},
		{Name: "title", Cell: func(q api.SavedQuery) string { return q.Title }},
		{Name: "language", Cell: func(q api.SavedQuery) string { return q.Language }},
		{Name: "href", Cell: func(q api.SavedQuery) string { return q.Href }},
	}
}

// CheckReserved returns an error for each parameter of a saved query whose name the HTTP API reserves.
func CheckReserved(queries *savedquery.Catalog) error {
	var faults []error
	for _, saved := range queries.List() {
		for _, p := range saved.Params {
			if slices.Contains(queryapi.Reserved, p.Name) {
				faults = append(faults, fmt.Errorf("%s:%d: parameter %s has a name that the HTTP API reserves; rename it", saved.File, p.Line, p.Name))
			}
		}
	}
	return errors.Join(faults...)
}

// SavedQueryRequest is the part of a request that every run of a saved query takes.
type SavedQueryRequest struct {
	queryapi.RowsRequest
	Name  string `path:"name" doc:"Name of the query" example:"statements-of"`
	given url.Values
}

// savedQueryRows is the number of rows of a saved query if the request sets no limit; chosen by hand.
const savedQueryRows = 1000

// Resolve takes the query's own parameters from the URL. It implements huma.Resolver.
func (r *SavedQueryRequest) Resolve(ctx huma.Context) []error {
	u := ctx.URL()
	r.given = u.Query()
	for _, name := range queryapi.Reserved {
		r.given.Del(name)
	}
	return nil
}

// RunQuery runs a saved query with parameters from the URL.
func (h *API) RunQuery(ctx context.Context, in *SavedQueryRequest) (*web.Reply, error) {
	return h.runSaved(ctx, in, "query")
}

type savedQueryPost struct {
	web.Payload
	SavedQueryRequest
}

// Resolve takes the body and the URL. It implements huma.Resolver.
func (r *savedQueryPost) Resolve(ctx huma.Context) []error {
	return append(r.Payload.Resolve(ctx), r.SavedQueryRequest.Resolve(ctx)...)
}

// RunQueryPost runs a saved query with parameters from the body; those that the body lacks may be in the URL.
func (h *API) RunQueryPost(ctx context.Context, in *savedQueryPost) (*web.Reply, error) {
	given, err := parametersOf(&in.Payload, in.Name, h.MaxQuery)
	if err != nil {
		return nil, err
	}
	maps.Copy(in.given, given)
	return h.runSaved(ctx, &in.SavedQueryRequest, "body")
}

// runSaved runs a saved query. place is the part of the request that faulty parameters are reported in.
func (h *API) runSaved(ctx context.Context, in *SavedQueryRequest, place string) (*web.Reply, error) {
	f, err := in.Choose()
	if err != nil {
		return nil, err
	}
	request, err := h.Queries.Request(in.Name, in.given)
	if err != nil {
		return nil, withPlace(err, place)
	}
	request.Limit = cmp.Or(in.Limit, savedQueryRows)
	execution, err := h.Runner.Start(ctx, &in.RowsRequest, request)
	if err != nil {
		return nil, err
	}
	execution.Spread = request.Language == query.CayleyQL
	return execution.Reply(f, "items", "[]")
}
