package rest

import (
	"context"
	"strconv"
	"strings"

	"graphd/api"
	"graphd/internal/graph"
	"graphd/internal/graph/view"
	"graphd/internal/server/queryapi"
	"graphd/internal/server/web"
)

type documentsRequest struct {
	web.ListRequest
	api.DocumentQuery
}

// ListDocuments returns a page of the documents, newest first.
func (h *API) ListDocuments(ctx context.Context, in *documentsRequest) (*web.Reply, error) {
	page, err := queryapi.Read(h.Store, func(v *view.View) (view.Listing[api.Document], error) {
		return v.Documents(ctx, in.DocumentQuery, in.Limit, in.Cursor)
	})
	if err != nil {
		return nil, err
	}
	return web.List(h.Web, &in.ListRequest, page.Page, documentColumns())
}

type documentRequest struct {
	web.Condition
	api.LeastConfidence
	ID string `path:"id" doc:"Short id, id without prefix, or IRI" example:"doc:0c5a…"`
}

// GetDocument returns one document with its text and its likely attributions.
func (h *API) GetDocument(ctx context.Context, in *documentRequest) (*web.Reply, error) {
	d, err := queryapi.Read(h.Store, func(v *view.View) (api.FullDocument, error) { return v.Document(ctx, in.ID, in.LeastConfidence) })
	if err != nil {
		return nil, err
	}
	return h.Web.Tagged(in.Condition, d)
}

type withdrawRequest struct {
	ID string `path:"id" doc:"Short id, id without prefix, or IRI"`
}

type withdrawal struct{ Body api.Withdrawal }

// WithdrawDocument removes a version of a document and exactly the quads that it supports.
func (h *API) WithdrawDocument(ctx context.Context, in *withdrawRequest) (*withdrawal, error) {
	version := view.Instance(h.Store.Base(), "doc", in.ID)
	change, err := h.Library.Withdraw(ctx, version)
	if err != nil {
		return nil, err
	}
	return &withdrawal{api.Withdrawal{Document: h.Store.Base().Shorten(version), Quads: quadChange(change)}}, nil
}

type withdrawPublicationRequest struct {
	ID string `path:"id" doc:"Short id, id without prefix, or IRI"`
}

// WithdrawPublication removes one publication of a document. The text goes with the last one.
func (h *API) WithdrawPublication(ctx context.Context, in *withdrawPublicationRequest) (*withdrawal, error) {
	publication := view.Instance(h.Store.Base(), "publication", in.ID)
	version, gone, change, err := h.Library.WithdrawPublication(ctx, publication)
	if err != nil {
		return nil, err
	}
	shorten := h.Store.Base().Shorten
	return &withdrawal{api.Withdrawal{
		Document: shorten(version), Publication: shorten(publication), TextRemains: !gone, Quads: quadChange(change),
	}}, nil
}

func quadChange(c graph.Change) api.QuadChange {
	return api.QuadChange{Added: c.Added, Removed: c.Removed, Unchanged: c.Unchanged}
}

func documentColumns() []web.Column[api.Document] {
	return []web.Column[api.Document]{
		{Name: "id", Cell: func(d api.Document) string { return d.ID }},
		{Name: "title", Cell: func(d api.Document) string { return d.Title }},
		{Name: "publisher", Cell: func(d api.Document) string { return d.Publisher }},
		{Name: "issued", Cell: func(d api.Document) string { return d.Issued }},
		{Name: "authors", Cell: func(d api.Document) string { return strings.Join(d.Authors, "; ") }},
		{Name: "url", Cell: func(d api.Document) string { return d.URL }},
		{Name: "attributions", Cell: func(d api.Document) string { return strconv.Itoa(d.Attributions) }},
		{Name: "entities", Cell: func(d api.Document) string { return strconv.Itoa(d.Entities) }},
		{Name: "subjects", Cell: func(d api.Document) string { return entityNames(d.Subjects) }},
		{Name: "publications", Cell: func(d api.Document) string { return strconv.Itoa(len(d.Publications)) }},
	}
}

func entityNames(entities []api.EntityRef) string {
	names := make([]string, len(entities))
	for i, e := range entities {
		names[i] = e.Name
	}
	return strings.Join(names, "; ")
}
