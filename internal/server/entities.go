package server

import (
	"context"
	"strconv"
	"strings"

	"graphd/api"
	"graphd/internal/graph/view"
)

type entitiesRequest struct {
	ListRequest
	Q        string `query:"q" maxLength:"1000" doc:"Words in one of its names, in any case"`
	Kind     string `query:"kind" enum:"person,body,office,group,document,unnamed,topic"`
	Document string `query:"document" doc:"Id of a document that mentions it"`
}

func (s *Server) listEntities(ctx context.Context, in *entitiesRequest) (*reply, error) {
	page, err := read(s, func(v *view.View) (view.Listing[api.Entity], error) {
		return v.Entities(ctx, view.EntityFilter{Q: in.Q, Kind: in.Kind, Document: in.Document}, in.Limit, in.Cursor)
	})
	if err != nil {
		return nil, err
	}
	return list(s, &in.ListRequest, page.Page, entityColumns())
}

type entityRequest struct {
	Condition
	ID string `path:"id" doc:"Short or whole id" example:"actor:jane-doe"`
}

func (s *Server) getEntity(ctx context.Context, in *entityRequest) (*reply, error) {
	e, err := read(s, func(v *view.View) (api.FullEntity, error) { return v.Entity(ctx, in.ID) })
	if err != nil {
		return nil, err
	}
	return s.tagged(in.Condition, e)
}

func entityColumns() []column[api.Entity] {
	return []column[api.Entity]{
		{"id", func(e api.Entity) string { return e.ID }},
		{"name", func(e api.Entity) string { return e.Name }},
		{"kind", func(e api.Entity) string { return e.Kind }},
		{"names", func(e api.Entity) string { return strings.Join(e.Names, "; ") }},
		{"attributions", func(e api.Entity) string { return strconv.Itoa(e.Attributions) }},
	}
}
