package rest

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"graphd/api"
	"graphd/internal/graph/view"
	"graphd/internal/server/apidoc"
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

const entitiesPath = "/api/v1/entities/"

// movedPermanently returns a redirection to another path.
func movedPermanently(path string) *web.Reply {
	return &web.Reply{Location: path, Body: func(ctx huma.Context) { ctx.SetStatus(http.StatusPermanentRedirect) }}
}

// EntityResponses documents the responses of GetEntity.
func EntityResponses(op *huma.Operation, schemas huma.Registry) {
	apidoc.JSON(api.FullEntity{})(op, schemas)
	apidoc.AddResponse(op, http.StatusPermanentRedirect, nil)
	op.Responses["308"].Description = "A person has merged it into the entity at Location"
}

// GetEntity returns one entity with its names, roles and counts. One that a person has merged into another is redirected.
func (h *API) GetEntity(ctx context.Context, in *entityRequest) (*web.Reply, error) {
	e, err := queryapi.Read(h.Store, func(v *view.View) (api.FullEntity, error) { return v.Entity(ctx, in.ID) })
	if errors.Is(err, view.ErrNotFound) {
		if keep, mergedErr := h.Library.MergedInto(ctx, in.ID); keep != "" || mergedErr != nil {
			return movedPermanently(entitiesPath + url.PathEscape(keep)), mergedErr
		}
	}
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
