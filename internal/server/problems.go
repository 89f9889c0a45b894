package server

import (
	"context"
	"errors"
	"net/http"
	"os"

	"github.com/danielgtaylor/huma/v2"

	"graphd/api"
	"graphd/internal/admission"
	"graphd/internal/graph"
	"graphd/internal/graph/query"
	"graphd/internal/graph/savedquery"
	"graphd/internal/graph/subgraph"
	"graphd/internal/graph/view"
	"graphd/internal/ingest/document"
	"graphd/internal/library"
	"graphd/internal/rowtable"
	"graphd/internal/server/cayley"
	"graphd/internal/server/graphql"
	"graphd/internal/server/queryapi"
	"graphd/internal/server/rest"
	"graphd/internal/server/web"
)

// errCrossSite reports a request that a page of another site has sent.
var errCrossSite = errors.New("request from another site's page")

// problemRules is the one table from errors to problems. The first rule that matches applies.
var problemRules = []web.ProblemRule{
	rule(view.ErrNotFound, http.StatusNotFound, "not-found", "List what exists at /api/v1/documents, /api/v1/attributions or /api/v1/entities."),
	rule(library.ErrNoDocument, http.StatusNotFound, "not-found", "List the documents at /api/v1/documents."),
	rule(library.ErrNoPublication, http.StatusNotFound, "not-found", "The publications of a document are at /api/v1/documents/{id}."),
	rule(library.ErrRejected, http.StatusGone, "rejected", "The correction that rejects it is at /api/v1/curation/{id}, and can be undone there."),
	rule(library.ErrNoCorrection, http.StatusNotFound, "not-found", "List the corrections at /api/v1/curation."),
	rule(library.ErrCorrection, http.StatusUnprocessableEntity, "bad-correction", "The actions and what each needs are described at /docs."),
	rule(library.ErrContradiction, http.StatusConflict, "contradiction", "The corrections that it names are at /api/v1/curation/{id}."),
	rule(library.ErrLogMoved, http.StatusPreconditionFailed, "log-moved", "Read the log again at /api/v1/curation, then decide again."),
	rule(savedquery.ErrNotFound, http.StatusNotFound, "not-found", "List the saved queries at /api/v1/queries."),
	rule(query.ErrLanguage, http.StatusBadRequest, "unknown-language", "Use gizmo, graphql or mql."),
	rule(query.ErrTimeout, http.StatusGatewayTimeout, "timeout", "Narrow the query, or ask for less with limit."),
	rule(query.ErrLimit, http.StatusUnprocessableEntity, "query-too-expensive", "Narrow the query, or ask for less with limit."),
	rule(rowtable.ErrTooWide, http.StatusUnprocessableEntity, "query-too-expensive", "Narrow the query, or ask for less with limit."),
	rule(query.ErrInvalid, http.StatusBadRequest, "faulty-query", "The message gives the place; the saved queries at /api/v1/queries are examples."),
	rule(query.ErrParam, http.StatusBadRequest, "bad-parameter", "The parameters of each saved query are listed at /api/v1/queries."),
	rule(graph.ErrInvalid, http.StatusBadRequest, "invalid-quad", "Subjects and predicates are IRIs; see the message for the quad."),
	rule(graph.ErrReadOnly, http.StatusForbidden, "read-only", "The store is open for reading only."),
	rule(graph.ErrDiskFull, http.StatusInsufficientStorage, "disk-full", "Free space on the server's disk."),
	rule(rowtable.ErrDiskFull, http.StatusInsufficientStorage, "disk-full", "Free space on the server's disk."),
	rule(graph.ErrClosed, http.StatusServiceUnavailable, "draining", "The server is shutting down; try again when it is back."),
	rule(document.ErrBinary, http.StatusUnsupportedMediaType, "not-a-text", "Send text, Markdown, HTML or JSON."),
	rule(document.ErrUnknownType, http.StatusUnsupportedMediaType, "unsupported-media-type", "Set Content-Type to one of the types described at /docs."),
	rule(document.ErrTooLarge, http.StatusRequestEntityTooLarge, "too-large", "Send it in parts."),
	rule(document.ErrEmpty, http.StatusUnprocessableEntity, "no-text", "Send a document that contains text."),
	rule(document.ErrNoText, http.StatusUnprocessableEntity, "no-text", "Send a document that contains text."),
	rule(document.ErrMalformed, http.StatusBadRequest, "bad-body", "The bodies of requests are described at /docs."),
	rule(document.ErrDate, http.StatusUnprocessableEntity, "bad-date", "Write 2020, 2020-07, 2020-07-21 or an RFC 3339 time."),
	rule(view.ErrCursor, http.StatusBadRequest, "bad-cursor", "Start the list again without a cursor, or follow its \"next\"."),
	rule(view.ErrFilter, http.StatusBadRequest, "bad-parameter", "The parameters are described at /docs."),
	rule(queryapi.ErrCursor, http.StatusBadRequest, "bad-cursor", "Send the cursor with the query that it belongs to, or start again without one."),
	rule(queryapi.ErrExpired, http.StatusGone, "cursor-expired", "Run the query again without a cursor, and fetch its pages sooner."),
	rule(graphql.ErrCost, http.StatusUnprocessableEntity, "query-too-expensive", "Ask for fewer entries (first), or for fewer fields at a time."),
	rule(subgraph.ErrNoRoot, http.StatusNotFound, "no-such-root", "Find entities at /api/v1/entities?q=…; a root may be any IRI in the graph."),
	rule(subgraph.ErrSelection, http.StatusUnprocessableEntity, "bad-subgraph", "The parameters are described at /docs."),
	rule(rest.ErrSubgraphFormat, http.StatusUnprocessableEntity, "unknown-format", "Use one of these names as format, or leave it out."),
	rule(rest.ErrSubgraphAccept, http.StatusNotAcceptable, "not-acceptable", "Ask for one of these media types, or name a format."),
	rule(web.ErrParameter, http.StatusBadRequest, "bad-parameter", "The parameters are described at /docs."),
	rule(web.ErrBody, http.StatusBadRequest, "bad-body", "The bodies of requests are described at /docs."),
	rule(web.ErrMediaType, http.StatusUnsupportedMediaType, "unsupported-media-type", "Set Content-Type to one of the types described at /docs."),
	rule(web.ErrEncoding, http.StatusUnsupportedMediaType, "unsupported-encoding", "Send the body uncompressed, or with Content-Encoding: gzip."),
	rule(web.ErrAcceptable, http.StatusNotAcceptable, "not-acceptable", "Ask for application/json, or set format=json."),
	rule(errCrossSite, http.StatusForbidden, "cross-site", "Pages of other sites can neither read nor change anything here."),
	rule(admission.ErrBusy, http.StatusTooManyRequests, "busy", "Wait for the time in Retry-After, then try again."),
	rule(rest.ErrNotReady, http.StatusServiceUnavailable, "not-ready", "The server's log has the cause."),
	rule(context.DeadlineExceeded, http.StatusGatewayTimeout, "timeout", "Narrow the request, or ask for less with limit."),
	rule(os.ErrDeadlineExceeded, http.StatusRequestTimeout, "slow-body", "The body arrived too slowly; send it again."),
	rule(context.Canceled, web.StatusClientClosed, "cancelled", ""),
}

func rule(err error, status int, name, hint string) web.ProblemRule {
	return web.ProblemRule{Err: err, ProblemKind: web.ProblemKind{Status: status, Name: name, Hint: hint}}
}

// errorFormat returns errors on the paths of Cayley's API in the form that its clients read.
func errorFormat(path string, p *api.Problem, err error) huma.StatusError {
	if cayley.IsPath(path) {
		return cayley.NewError(p, err)
	}
	return nil
}
