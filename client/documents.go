package client

import (
	"context"
	"io"
	"net/http"
	"net/url"

	"graphd/api"
)

const documentsPath = "/api/v1/documents"

// IngestOptions are the options of a request that adds documents.
type IngestOptions struct {
	DryRun     bool   `query:"dry_run"`    // find everything, store nothing
	Name       string `query:"name"`       // what messages call the document
	Identifier string `query:"identifier"` // identifies the document across its versions, where it does not say itself
}

// AddDocument adds one document to the graph, and returns what was found in it.
func (c *Client) AddDocument(ctx context.Context, doc api.NewDocument, options IngestOptions) (api.Ingested, error) {
	body, err := jsonBody(doc)
	if err != nil {
		return api.Ingested{}, err
	}
	return c.Ingest(ctx, body, jsonType, options)
}

// Ingest adds the document that body contains. Its media type is text/plain, text/markdown, text/html or application/json.
func (c *Client) Ingest(ctx context.Context, body io.Reader, mediaType string, options IngestOptions) (added api.Ingested, err error) {
	path := address(documentsPath, parameters(options))
	err = c.call(ctx, exchange{method: http.MethodPost, path: path, body: body, bodyType: mediaType}, &added)
	return added, err
}

// IngestAll adds the documents that body contains, which is NDJSON: one api.NewDocument on each line. A document that
// fails has a Problem in the result; the others are stored.
func (c *Client) IngestAll(ctx context.Context, body io.Reader, options IngestOptions) (batch api.IngestedBatch, err error) {
	path := address(documentsPath, parameters(options))
	err = c.call(ctx, exchange{method: http.MethodPost, path: path, body: body, bodyType: ndjsonType}, &batch)
	return batch, err
}

// Documents returns a page of the documents that match the query, newest first.
func (c *Client) Documents(ctx context.Context, query api.DocumentQuery, page api.PageQuery) (documents api.Page[api.Document], err error) {
	err = c.get(ctx, documentsPath, &documents, query, page)
	return documents, err
}

// Document returns a document with its text and attributions.
func (c *Client) Document(ctx context.Context, id string) (document api.FullDocument, err error) {
	err = c.get(ctx, documentsPath+"/"+url.PathEscape(id), &document)
	return document, err
}

// DeletePublication withdraws one publication of a document version. The text stays in the graph as long as it has another
// publication.
func (c *Client) DeletePublication(ctx context.Context, id string) (withdrawn api.Withdrawal, err error) {
	err = c.call(ctx, exchange{method: http.MethodDelete, path: "/api/v1/publications/" + url.PathEscape(id)}, &withdrawn)
	return withdrawn, err
}

// DeleteDocument withdraws a document version: exactly what it supports leaves the graph.
func (c *Client) DeleteDocument(ctx context.Context, id string) (withdrawn api.Withdrawal, err error) {
	err = c.call(ctx, exchange{method: http.MethodDelete, path: documentsPath + "/" + url.PathEscape(id)}, &withdrawn)
	return withdrawn, err
}
