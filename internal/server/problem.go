package server

import (
	"context"
	"errors"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

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
	"graphd/internal/server/graphql"
)

// problemReply is a problem as huma sends it.
type problemReply struct{ *api.Problem }

// GetStatus returns the HTTP status.
func (p problemReply) GetStatus() int { return p.Status }

// ContentType returns the media type of problems, whichever the client asked for.
func (p problemReply) ContentType(string) string { return problemType }

// GetHeaders returns the headers that go with the problem.
func (p problemReply) GetHeaders() http.Header { return problemHeaders(p.Problem) }

const problemType = "application/problem+json"

func problemHeaders(p *api.Problem) http.Header {
	h := http.Header{}
	if p.RetryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(int(p.RetryAfter.Seconds())))
	}
	return h
}

// Sentinel errors of the server itself.
var (
	errMediaType  = errors.New("media type not supported")
	errAcceptable = errors.New("no acceptable format")
	errEncoding   = errors.New("content encoding not supported")
	errBody       = errors.New("body cannot be read")
	errParameter  = errors.New("parameter cannot be used")
	errCrossSite  = errors.New("request from another site's page")
	errNotReady   = errors.New("store does not answer")
)

// kind is a kind of problem: its status, the end of its type, and what to do about it.
type kind struct {
	status int
	name   string
	hint   string
}

// The one table from errors to problems. The first that fits is taken.
var kinds = []struct {
	err error
	kind
}{
	{view.ErrNotFound, kind{http.StatusNotFound, "not-found", "List what there is at /api/v1/documents, /api/v1/attributions or /api/v1/entities."}},
	{library.ErrNoDocument, kind{http.StatusNotFound, "not-found", "List the documents at /api/v1/documents."}},
	{savedquery.ErrNotFound, kind{http.StatusNotFound, "not-found", "List the saved queries at /api/v1/queries."}},
	{query.ErrLanguage, kind{http.StatusBadRequest, "unknown-language", "Use gizmo, graphql or mql."}},
	{query.ErrTimeout, kind{http.StatusGatewayTimeout, "timeout", "Narrow the query, or ask for less with limit."}},
	{query.ErrLimit, kind{http.StatusUnprocessableEntity, "query-too-expensive", "Narrow the query, or ask for less with limit."}},
	{rowtable.ErrTooWide, kind{http.StatusUnprocessableEntity, "query-too-expensive", "Narrow the query, or ask for less with limit."}},
	{query.ErrInvalid, kind{http.StatusBadRequest, "faulty-query", "The message says where; the saved queries at /api/v1/queries are examples."}},
	{query.ErrParam, kind{http.StatusBadRequest, "bad-parameter", "The parameters of each saved query stand at /api/v1/queries."}},
	{graph.ErrInvalid, kind{http.StatusBadRequest, "invalid-quad", "Subjects and predicates are IRIs; see the message for the quad."}},
	{graph.ErrReadOnly, kind{http.StatusForbidden, "read-only", "The store is open for reading alone."}},
	{graph.ErrDiskFull, kind{http.StatusInsufficientStorage, "disk-full", "Make room on the server's disk."}},
	{rowtable.ErrDiskFull, kind{http.StatusInsufficientStorage, "disk-full", "Make room on the server's disk."}},
	{graph.ErrClosed, kind{http.StatusServiceUnavailable, "draining", "The server is shutting down; try again when it is back."}},
	{document.ErrBinary, kind{http.StatusUnsupportedMediaType, "not-a-text", "Send text, Markdown, HTML or JSON."}},
	{document.ErrUnknownType, kind{http.StatusUnsupportedMediaType, "unsupported-media-type", "Set Content-Type to one of the types described at /docs."}},
	{document.ErrTooLarge, kind{http.StatusRequestEntityTooLarge, "too-large", "Send it in parts."}},
	{document.ErrEmpty, kind{http.StatusUnprocessableEntity, "no-text", "Send a document that says something."}},
	{document.ErrNoText, kind{http.StatusUnprocessableEntity, "no-text", "Send a document that says something."}},
	{document.ErrMalformed, kind{http.StatusBadRequest, "bad-body", "What a body may be is described at /docs."}},
	{document.ErrDate, kind{http.StatusUnprocessableEntity, "bad-date", "Write 2020, 2020-07, 2020-07-21 or an RFC 3339 time."}},
	{view.ErrCursor, kind{http.StatusBadRequest, "bad-cursor", "Begin the list again without a cursor, or follow its \"next\"."}},
	{view.ErrFilter, kind{http.StatusBadRequest, "bad-parameter", "The parameters are described at /docs."}},
	{errCursor, kind{http.StatusBadRequest, "bad-cursor", "Give the cursor with the query that it came from, or begin again without."}},
	{errExpired, kind{http.StatusGone, "cursor-expired", "Ask again without a cursor, and read on sooner."}},
	{graphql.ErrCost, kind{http.StatusUnprocessableEntity, "query-too-expensive", "Ask for fewer entries (first), or for fewer fields at a time."}},
	{subgraph.ErrNoRoot, kind{http.StatusNotFound, "no-such-root", "Find entities at /api/v1/entities?q=…; a root may be any IRI that stands in the graph."}},
	{subgraph.ErrSelection, kind{http.StatusUnprocessableEntity, "bad-subgraph", "The parameters are described at /docs."}},
	{errFormat, kind{http.StatusUnprocessableEntity, "unknown-format", "Give one of these names as format, or leave it out."}},
	{errForms, kind{http.StatusNotAcceptable, "not-acceptable", "Ask for one of these media types, or give a format by its name."}},
	{errParameter, kind{http.StatusBadRequest, "bad-parameter", "The parameters are described at /docs."}},
	{errBody, kind{http.StatusBadRequest, "bad-body", "What a body may be is described at /docs."}},
	{errMediaType, kind{http.StatusUnsupportedMediaType, "unsupported-media-type", "Set Content-Type to one of the types described at /docs."}},
	{errEncoding, kind{http.StatusUnsupportedMediaType, "unsupported-encoding", "Send the body as it is, or with Content-Encoding: gzip."}},
	{errAcceptable, kind{http.StatusNotAcceptable, "not-acceptable", "Ask for application/json, or give format=json."}},
	{errCrossSite, kind{http.StatusForbidden, "cross-site", "Pages of other sites may read nothing and change nothing here."}},
	{admission.ErrBusy, kind{http.StatusTooManyRequests, "busy", "Wait as long as Retry-After says, then try again."}},
	{errNotReady, kind{http.StatusServiceUnavailable, "not-ready", "The server's log has the cause."}},
	{context.DeadlineExceeded, kind{http.StatusGatewayTimeout, "timeout", "Narrow the request, or ask for less with limit."}},
	{os.ErrDeadlineExceeded, kind{http.StatusRequestTimeout, "slow-body", "The body came too slowly; send it again."}},
	{context.Canceled, kind{statusClientGone, "cancelled", ""}},
}

// statusClientGone goes to the log alone: nobody is there to read it.
const statusClientGone = 499

// byStatus names the problems that the router and the check of input make themselves.
var byStatus = map[int]kind{
	http.StatusNotFound:              {http.StatusNotFound, "no-such-path", "What there is stands at / and /docs."},
	http.StatusMethodNotAllowed:      {http.StatusMethodNotAllowed, "method-not-allowed", "The Allow header says which methods the path takes."},
	http.StatusUnprocessableEntity:   {http.StatusUnprocessableEntity, "invalid-input", "See errors for each place; the parameters are described at /docs."},
	http.StatusRequestEntityTooLarge: {http.StatusRequestEntityTooLarge, "too-large", "Send it in parts."},
	http.StatusUnsupportedMediaType:  {http.StatusUnsupportedMediaType, "unsupported-media-type", "Set Content-Type to one of the types described at /docs."},
	http.StatusRequestTimeout:        {http.StatusRequestTimeout, "slow-body", "The body came too slowly; send it again."},
	http.StatusBadRequest:            {http.StatusBadRequest, "bad-request", "What a request may be is described at /docs."},
	http.StatusInternalServerError:   {http.StatusInternalServerError, "internal", "The server's log has the cause under the request id."},
}

func kindOf(err error) kind {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return byStatus[http.StatusRequestEntityTooLarge]
	}
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return k.kind
		}
	}
	var routing *echo.HTTPError
	if errors.As(err, &routing) {
		if k, ok := byStatus[routing.Code]; ok {
			return k
		}
		return kind{status: routing.Code, name: strings.ToLower(strings.ReplaceAll(http.StatusText(routing.Code), " ", "-"))}
	}
	return byStatus[http.StatusInternalServerError]
}

// problem is err's document. An error that no table knows is logged, and only its request id goes out.
func (s *Server) problem(ctx context.Context, err error) *api.Problem {
	var ready *api.Problem
	if errors.As(err, &ready) {
		return ready
	}
	k := kindOf(err)
	p := k.problem(ctx, err.Error())
	switch k.status {
	case http.StatusInternalServerError:
		s.log.ErrorContext(ctx, "request failed", "request", p.RequestID, "error", err)
		p.Detail = "The server could not do this."
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		p.RetryAfter = time.Second + s.limits.Wait.Truncate(time.Second)
	}
	var faults placedFaults
	if errors.As(err, &faults) {
		p.Errors = faults.details()
	}
	var routing *echo.HTTPError
	if errors.As(err, &routing) {
		p.Detail = ""
	}
	return p
}

func (k kind) problem(ctx context.Context, detail string) *api.Problem {
	title := http.StatusText(k.status)
	if title == "" {
		title = "Client closed the request"
	}
	return &api.Problem{
		Type: "urn:graphd:problem:" + k.name, Title: title, Status: k.status,
		Detail: detail, Hint: k.hint, RequestID: requestID(ctx),
	}
}

// translate turns the errors that huma makes itself into ours. It is a huma.Transformer.
func (s *Server) translate(ctx huma.Context, _ string, v any) (any, error) {
	model, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	k, known := byStatus[model.Status]
	if !known {
		k = kind{status: model.Status, name: "bad-request"}
	}
	p := k.problem(ctx.Context(), model.Detail)
	for _, e := range model.Errors {
		p.Errors = append(p.Errors, api.InputFault{Location: e.Location, Message: e.Message})
	}
	if isCayley(ctx.Operation()) {
		ctx.SetHeader("Content-Type", "application/json")
		return asCayley(p, nil), nil
	}
	return p, nil
}
