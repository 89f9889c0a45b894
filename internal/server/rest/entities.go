package rest

import (
	"context"
	"strconv"
	"strings"

	"graphd/api"
	"graphd/internal/graph/view"
	"graphd/internal/server/queryapi"
	"graphd/internal/server/web"
)

type entitiesRequest struct {
	web.ListRequest
	api.EntityQuery
}

// ListEntities returns a page of the entities that match a filter, by name.
func (h *API) ListEntities(ctx context.Context, in *entitiesRequest) (*web.Reply, error) {
	page, err := queryapi.Read(h.Store, func(v *view.View) (view.Listing[api.Entity], error) {
		return v.Entities(ctx, in.EntityQuery, in.Limit, in.Cursor)
	})
	if err != nil {
		return nil, err
	}
	return web.List(h.Web, &in.ListRequest, page.Page, entityColumns())
}

type entityRequest struct {
	web.Condition
	ID string `path:"id" doc:"Short id or IRI" example:"actor:jane-doe"`
}

// GetEntity returns one entity with its names, roles and counts.
func (h *API) GetEntity(ctx context.Context, in *entityRequest) (*web.Reply, error) {
	e, err := queryapi.Read(h.Store, func(v *view.View) (api.FullEntity, error) { return v.Entity(ctx, in.ID) })
	if err != nil {
		return nil, err
	}
	return h.Web.Tagged(in.Condition, e)
}

func entityColumns() []web.Column[api.Entity] {
	return []web.Column[api.Entity]{
		{Name: "id", Cell: func(e api.Entity) string { return e.ID }},
		{Name: "name", Cell: func(e api.Entity) string { return e.Name }},
		{Name: "kind", Cell: func(e api.Entity) string { return e.Kind }},
		{Name: "names", Cell: func(e api.Entity) string { return strings.Join(e.Names, "; ") }},
		{Name: "attributions", Cell: func(e api.Entity) string { return strconv.Itoa(e.Attributions) }},
	}
}
