package client

import (
	"context"
	"io"
	"net/http"

	"graphd/api"
)

// SubgraphStream is a subgraph in the format that was asked for. The caller closes it.
type SubgraphStream struct {
	io.ReadCloser
	MediaType string
	Complete  bool // whether nothing was left out
}

// Subgraph returns the part of the graph that the query selects, as node-link JSON where query.Format is "".
func (c *Client) Subgraph(ctx context.Context, query api.SubgraphQuery) (*SubgraphStream, error) {
	response, err := c.send(ctx, exchange{ //nolint:bodyclose // the caller closes the SubgraphStream
		method: http.MethodGet, path: address("/api/v1/subgraph", parameters(query)), accept: "*/*",
	})
	if err != nil {
		return nil, err
	}
	return &SubgraphStream{
		ReadCloser: response.Body,
		MediaType:  response.Header.Get("Content-Type"),
		Complete:   response.Header.Get("Graphd-Complete") == "true",
	}, nil
}
