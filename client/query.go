package client

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"graphd/api"
)

// QueryOptions bound a query. Zero fields mean the server's defaults.
type QueryOptions struct {
	Limit   int           `query:"limit"`   // most rows; -1 for as many as the server allows
	Cursor  string        `query:"cursor"`  // Next of the previous page of the same query
	Timeout time.Duration `query:"timeout"` // the server has a maximum
	Profile bool          `query:"profile"` // add the plan with the rows and the time of each step to the end
}

// SavedQueries returns a page of the queries that the server keeps, by name.
func (c *Client) SavedQueries(ctx context.Context, page api.PageQuery) (queries api.Page[api.SavedQuery], err error) {
	err = c.get(ctx, "/api/v1/queries", &queries, page)
	return queries, err
}

// Query runs a query and returns its rows, which the caller closes. Language is gizmo, graphql (Cayley's GraphQL-style
// language) or mql. In graphql, the rows are the objects of the query's only field; QueryObject returns the whole answer.
func (c *Client) Query(ctx context.Context, language, text string, options QueryOptions) (*RowStream, error) {
	values := parameters(options)
	values.Set("lang", language)
	return c.rows(ctx, exchange{
		method: http.MethodPost, path: address("/api/v2/query", values), body: strings.NewReader(text), bodyType: textType,
	})
}

// QueryObject runs a query in Cayley's GraphQL-style language, whose answer is one object: the Data of the result.
func (c *Client) QueryObject(ctx context.Context, text string, options QueryOptions) (result api.CayleyResult, err error) {
	values := parameters(options)
	values.Set("lang", "graphql")
	err = c.call(ctx, exchange{
		method: http.MethodPost, path: address("/api/v2/query", values), body: strings.NewReader(text), bodyType: textType,
	}, &result)
	return result, err
}

// RunSavedQuery runs a saved query with its parameters and returns its rows, which the caller closes.
func (c *Client) RunSavedQuery(ctx context.Context, name string, params url.Values, options QueryOptions) (*RowStream, error) {
	values := parameters(options)
	maps.Copy(values, params)
	return c.rows(ctx, exchange{method: http.MethodGet, path: address("/api/v1/queries/"+url.PathEscape(name), values)})
}

// GraphQL runs a request to the GraphQL endpoint and decodes its data into out. Errors of single fields are joined in the
// error; out then holds the other fields.
func (c *Client) GraphQL(ctx context.Context, query string, variables map[string]any, out any) error {
	body, err := jsonBody(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return err
	}
	var answer struct {
		Data   json.RawMessage `json:"data"`
		Errors []fieldError    `json:"errors"`
	}
	if err := c.call(ctx, exchange{method: http.MethodPost, path: "/graphql", body: body, bodyType: jsonType}, &answer); err != nil {
		return err
	}
	if len(answer.Data) > 0 {
		if err := json.Unmarshal(answer.Data, out); err != nil {
			return fmt.Errorf("/graphql: %w: %w", ErrForeignAnswer, err)
		}
	}
	return joinGraphQL(answer.Errors)
}
