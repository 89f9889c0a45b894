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
	Actor    string `query:"actor" doc:"Id of the source" example:"actor:jane-doe"`
	OfBody   string `query:"body" doc:"Id of the source, or of whom the source speaks for" example:"body:un"`
	Topic    string `query:"topic" doc:"Id of an entity or topic that the content mentions"`
	Act      string `query:"act" enum:"assert,deny,confirm,recommend,demand,reject,accept,promise,warn,ask,accuse,praise,estimate,believe,decline"`
	Form     string `query:"form" enum:"direct,indirect,mixed"`
	Document string `query:"document" doc:"Id of the document"`
	Q        string `query:"q" maxLength:"1000" doc:"Words in the content, in any case"`
	From     string `query:"from" doc:"Issued then or later: 2020, 2020-07, 2020-07-21, or an RFC 3339 time" example:"2020-07-21"`
	To       string `query:"to" doc:"Issued then or earlier, inclusive" example:"2020-07"`
}

func (s *Server) listAttributions(ctx context.Context, in *attributionsRequest) (*reply, error) {
	filter := view.Filter{
		Actor: in.Actor, Body: in.OfBody, Topic: in.Topic, Act: in.Act, Form: in.Form,
		Document: in.Document, Q: in.Q, From: in.From, To: in.To,
	}
	page, err := read(s, func(v *view.View) (view.Listing[api.Attribution], error) {
		return v.Attributions(ctx, filter, in.Limit, in.Cursor)
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
