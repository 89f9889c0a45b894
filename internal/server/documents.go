package server

import (
	"context"
	"strconv"
	"strings"

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

func (s *Server) listDocuments(ctx context.Context, in *ListRequest) (*reply, error) {
	page, err := read(s, func(v *view.View) (view.Page[view.Document], error) {
		return v.Documents(ctx, in.Limit, in.Cursor)
	})
	if err != nil {
		return nil, err
	}
	return list(s, in, page, documentColumns())
}

type documentRequest struct {
	Condition
	ID string `path:"id" doc:"Short, bare or whole id" example:"doc:0c5a…"`
}

func (s *Server) getDocument(ctx context.Context, in *documentRequest) (*reply, error) {
	d, err := read(s, func(v *view.View) (view.FullDocument, error) { return v.Document(ctx, in.ID) })
	if err != nil {
		return nil, err
	}
	return s.tagged(in.Condition, d)
}

type withdrawRequest struct {
	ID string `path:"id" doc:"Short, bare or whole id"`
}

// withdrawal says what a withdrawal removed.
type withdrawal struct {
	Body struct {
		Document string      `json:"document"`
		Change   quadsChange `json:"quads"`
	}
}

// quadsChange counts quads.
type quadsChange struct {
	Added     int `json:"added"`
	Removed   int `json:"removed"`
	Unchanged int `json:"unchanged"`
}

func changeOf(c graph.Change) quadsChange { return quadsChange{c.Added, c.Removed, c.Unchanged} }

func (s *Server) withdrawDocument(ctx context.Context, in *withdrawRequest) (*withdrawal, error) {
	version := view.Instance(s.store.Base(), "doc", in.ID)
	change, err := s.library.Withdraw(ctx, version)
	if err != nil {
		return nil, err
	}
	out := &withdrawal{}
	out.Body.Document, out.Body.Change = s.store.Base().Shorten(version), changeOf(change)
	return out, nil
}

func documentColumns() []column[view.Document] {
	return []column[view.Document]{
		{"id", func(d view.Document) string { return d.ID }},
		{"title", func(d view.Document) string { return d.Title }},
		{"publisher", func(d view.Document) string { return d.Publisher }},
		{"issued", func(d view.Document) string { return d.Issued }},
		{"authors", func(d view.Document) string { return strings.Join(d.Authors, "; ") }},
		{"url", func(d view.Document) string { return d.URL }},
		{"attributions", func(d view.Document) string { return strconv.Itoa(d.Attributions) }},
		{"entities", func(d view.Document) string { return strconv.Itoa(d.Entities) }},
	}
}
