package rest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"graphd/api"
	"graphd/internal/graph/view"
	"graphd/internal/server/queryapi"
	"graphd/internal/server/web"
)

type attributionsRequest struct {
	web.ListRequest
	api.AttributionQuery
}

// ListAttributions returns a page of the attributions that match a filter, newest document first.
func (h *API) ListAttributions(ctx context.Context, in *attributionsRequest) (*web.Reply, error) {
	page, err := queryapi.Read(h.Store, func(v *view.View) (view.Listing[api.Attribution], error) {
		return v.Attributions(ctx, in.AttributionQuery, in.Limit, in.Cursor)
	})
	if err != nil {
		return nil, err
	}
	return web.List(h.Web, &in.ListRequest, page.Page, attributionColumns())
}

type attributionRequest struct {
	web.Condition
	ID string `path:"id" doc:"Short id, id without prefix, or IRI" example:"attr:77b0…"`
}

// GetAttribution returns one attribution with its exact words. The error is library.ErrRejected if a person has rejected it.
func (h *API) GetAttribution(ctx context.Context, in *attributionRequest) (*web.Reply, error) {
	a, err := queryapi.Read(h.Store, func(v *view.View) (api.Attribution, error) { return v.Attribution(ctx, in.ID) })
	if errors.Is(err, view.ErrNotFound) {
		err = cmp.Or(h.Library.Rejection(ctx, in.ID), err)
	}
	if err != nil {
		return nil, err
	}
	return h.Web.Tagged(in.Condition, a)
}

func attributionColumns() []web.Column[api.Attribution] {
	return []web.Column[api.Attribution]{
		{Name: "id", Cell: func(a api.Attribution) string { return a.ID }},
		{Name: "source", Cell: func(a api.Attribution) string { return nameOf(a.Entity) }},
		{Name: "source_id", Cell: func(a api.Attribution) string { return idOf(a.Entity) }},
		{Name: "on_behalf_of", Cell: func(a api.Attribution) string { return nameOf(a.OnBehalfOf) }},
		{Name: "act", Cell: func(a api.Attribution) string { return a.Act }},
		{Name: "form", Cell: func(a api.Attribution) string { return a.Form }},
		{Name: "polarity", Cell: func(a api.Attribution) string { return a.Polarity }},
		{Name: "text", Cell: func(a api.Attribution) string { return a.Text }},
		{Name: "source_words", Cell: func(a api.Attribution) string { return strings.Join(a.Words.Source, " … ") }},
		{Name: "cue_words", Cell: func(a api.Attribution) string { return strings.Join(a.Words.Cue, " … ") }},
		{Name: "content_spans", Cell: func(a api.Attribution) string { return spans(a.Normalised.Content) }},
		{Name: "confidence", Cell: func(a api.Attribution) string { return strconv.FormatFloat(a.Confidence, 'f', 2, 64) }},
		{Name: "issued", Cell: func(a api.Attribution) string { return a.Document.Issued }},
		{Name: "title", Cell: func(a api.Attribution) string { return a.Document.Title }},
		{Name: "document", Cell: func(a api.Attribution) string { return a.Document.ID }},
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
