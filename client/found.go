package client

import (
	"context"
	"net/url"

	"graphd/api"
)

// Attributions returns a page of the attributions that match the query, those of the newest document first, in text order.
func (c *Client) Attributions(ctx context.Context, query api.AttributionQuery, page api.PageQuery) (attributions api.Page[api.Attribution], err error) {
	err = c.get(ctx, "/api/v1/attributions", &attributions, query, page)
	return attributions, err
}

// Attribution returns one attribution.
func (c *Client) Attribution(ctx context.Context, id string) (attribution api.Attribution, err error) {
	err = c.get(ctx, "/api/v1/attributions/"+url.PathEscape(id), &attribution)
	return attribution, err
}

// Entities returns a page of the entities that match the query, by name.
func (c *Client) Entities(ctx context.Context, query api.EntityQuery, page api.PageQuery) (entities api.Page[api.Entity], err error) {
	err = c.get(ctx, "/api/v1/entities", &entities, query, page)
	return entities, err
}

// Entity returns one entity with its relations and counts.
func (c *Client) Entity(ctx context.Context, id string) (entity api.FullEntity, err error) {
	err = c.get(ctx, "/api/v1/entities/"+url.PathEscape(id), &entity)
	return entity, err
}
