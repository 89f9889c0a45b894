package server

import (
	"context"
	"strconv"
	"strings"

	"graphd/api"
	"graphd/internal/graph"
	"graphd/internal/graph/view"
)

// read lets f look at one snapshot of the store.
func read[T any](s *Server, f func(*view.View) (T, error)) (T, error) {
	snapshot, err := s.store.Snapshot()
	if err != nil {
		var none T
		return none, err
	}
	defer snapshot.Close()
	return f(view.New(snapshot, s.store.Base()))
}

type documentsRequest struct {
	ListRequest
	Mentions string `query:"mentions" doc:"Id of an entity that the document mentions" example:"actor:jane-doe"`
	Q        string `query:"q" maxLength:"1000" doc:"Words in the title, in any case"`
	From     string `query:"from" doc:"Issued then or later: 2020, 2020-07, 2020-07-21, or an RFC 3339 time" example:"2020-07-21"`
	To       string `query:"to" doc:"Issued then or earlier, inclusive" example:"2020-07"`
}

func (s *Server) listDocuments(ctx context.Context, in *documentsRequest) (*reply, error) {
	filter := view.DocumentFilter{Mentions: in.Mentions, Q: in.Q, From: in.From, To: in.To}
	page, err := read(s, func(v *view.View) (view.Listing[api.Document], error) {
		return v.Documents(ctx, filter, in.Limit, in.Cursor)
	})
	if err != nil {
		return nil, err
	}
	return list(s, &in.ListRequest, page.Page, documentColumns())
}

type documentRequest struct {
	Condition
	ID string `path:"id" doc:"Short, bare or whole id" example:"doc:0c5a…"`
}

func (s *Server) getDocument(ctx context.Context, in *documentRequest) (*reply, error) {
	d, err := read(s, func(v *view.View) (api.FullDocument, error) { return v.Document(ctx, in.ID) })
	if err != nil {
		return nil, err
	}
	return s.tagged(in.Condition, d)
}

type withdrawRequest struct {
	ID string `path:"id" doc:"Short, bare or whole id"`
}

type withdrawal struct{ Body api.Withdrawal }

func changeOf(c graph.Change) api.QuadChange {
	return api.QuadChange{Added: c.Added, Removed: c.Removed, Unchanged: c.Unchanged}
}

func (s *Server) withdrawDocument(ctx context.Context, in *withdrawRequest) (*withdrawal, error) {
	version := view.Instance(s.store.Base(), "doc", in.ID)
	change, err := s.library.Withdraw(ctx, version)
	if err != nil {
		return nil, err
	}
	return &withdrawal{api.Withdrawal{Document: s.store.Base().Shorten(version), Quads: changeOf(change)}}, nil
}

func documentColumns() []column[api.Document] {
	return []column[api.Document]{
		{"id", func(d api.Document) string { return d.ID }},
		{"title", func(d api.Document) string { return d.Title }},
		{"publisher", func(d api.Document) string { return d.Publisher }},
		{"issued", func(d api.Document) string { return d.Issued }},
		{"authors", func(d api.Document) string { return strings.Join(d.Authors, "; ") }},
		{"url", func(d api.Document) string { return d.URL }},
		{"attributions", func(d api.Document) string { return strconv.Itoa(d.Attributions) }},
		{"entities", func(d api.Document) string { return strconv.Itoa(d.Entities) }},
		{"subjects", func(d api.Document) string { return entityNames(d.Subjects) }},
	}
}

func entityNames(entities []api.EntityRef) string {
	names := make([]string, len(entities))
	for i, e := range entities {
		names[i] = e.Name
	}
	return strings.Join(names, "; ")
}
