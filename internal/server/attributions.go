package server

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"graphd/api"
	"graphd/internal/graph/view"
)

type attributionsRequest struct {
	ListRequest
	api.AttributionQuery
}

func (s *Server) listAttributions(ctx context.Context, in *attributionsRequest) (*reply, error) {
	page, err := read(s, func(v *view.View) (view.Listing[api.Attribution], error) {
		return v.Attributions(ctx, in.AttributionQuery, in.Limit, in.Cursor)
	})
	if err != nil {
		return nil, err
	}
	return list(s, &in.ListRequest, page.Page, attributionColumns())
}

type attributionRequest struct {
	Condition
	ID string `path:"id" doc:"Short, bare or whole id" example:"attr:77b0…"`
}

func (s *Server) getAttribution(ctx context.Context, in *attributionRequest) (*reply, error) {
	a, err := read(s, func(v *view.View) (api.Attribution, error) { return v.Attribution(ctx, in.ID) })
	if err != nil {
		return nil, err
	}
	return s.tagged(in.Condition, a)
}

func attributionColumns() []column[api.Attribution] {
	return []column[api.Attribution]{
		{"id", func(a api.Attribution) string { return a.ID }},
		{"source", func(a api.Attribution) string { return nameOf(a.Entity) }},
		{"source_id", func(a api.Attribution) string { return idOf(a.Entity) }},
		{"on_behalf_of", func(a api.Attribution) string { return nameOf(a.OnBehalfOf) }},
		{"act", func(a api.Attribution) string { return a.Act }},
		{"form", func(a api.Attribution) string { return a.Form }},
		{"polarity", func(a api.Attribution) string { return a.Polarity }},
		{"text", func(a api.Attribution) string { return a.Text }},
		{"source_words", func(a api.Attribution) string { return strings.Join(a.Words.Source, " … ") }},
		{"cue_words", func(a api.Attribution) string { return strings.Join(a.Words.Cue, " … ") }},
		{"content_spans", func(a api.Attribution) string { return spans(a.Normalised.Content) }},
		{"confidence", func(a api.Attribution) string { return strconv.FormatFloat(a.Confidence, 'f', 2, 64) }},
		{"issued", func(a api.Attribution) string { return a.Document.Issued }},
		{"title", func(a api.Attribution) string { return a.Document.Title }},
		{"document", func(a api.Attribution) string { return a.Document.ID }},
	}
}

func nameOf(e *api.EntityRef) string {
	if e == nil {
		return ""
	}
	return e.Name
}

func idOf(e *api.EntityRef) string {
	if e == nil {
		return ""
	}
	return e.ID
}

func spans(list []api.TextRange) string {
	parts := make([]string, len(list))
	for i, s := range list {
		parts[i] = fmt.Sprintf("%d-%d", s[0], s[1])
	}
	return strings.Join(parts, " ")
}
