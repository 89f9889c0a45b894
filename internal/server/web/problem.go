package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"graphd/api"
)

// Errors of requests. Wrap them with the place in the request and with what to send instead.
var (
	ErrMediaType  = errors.New("media type not supported")
	ErrAcceptable = errors.New("no acceptable format")
	ErrEncoding   = errors.New("content encoding not supported")
	ErrBody       = errors.New("body cannot be read")
	ErrParameter  = errors.New("parameter cannot be used")
)

// ProblemMediaType is the media type of problem documents.
const ProblemMediaType = "application/problem+json"

// StatusClientClosed is the status that the log gives to requests whose client has gone.
const StatusClientClosed = 499

// A ProblemKind is a kind of problem document.
type ProblemKind struct {
	Status int
	Name   string // the end of the problem's type
	Hint   string // what the client can do next
}

// A ProblemRule maps the errors that wrap Err to a kind of problem.
type ProblemRule struct {
	Err error
	ProblemKind
}

// statusKinds are the problems that the router and the validation of input report by a status alone.
var statusKinds = map[int]ProblemKind{
	http.StatusNotFound:              {http.StatusNotFound, "no-such-path", "The paths are listed at / and described at /docs."},
	http.StatusMethodNotAllowed:      {http.StatusMethodNotAllowed, "method-not-allowed", "The Allow header lists the methods of this path."},
	http.StatusUnprocessableEntity:   {http.StatusUnprocessableEntity, "invalid-input", "See errors for each place; the parameters are described at /docs."},
	http.StatusRequestEntityTooLarge: {http.StatusRequestEntityTooLarge, "too-large", "Send it in parts."},
	http.StatusUnsupportedMediaType:  {http.StatusUnsupportedMediaType, "unsupported-media-type", "Set Content-Type to one of the types described at /docs."},
	http.StatusRequestTimeout:        {http.StatusRequestTimeout, "slow-body", "The body arrived too slowly; send it again."},
	http.StatusBadRequest:            {http.StatusBadRequest, "bad-request", "Requests are described at /docs."},
	http.StatusInternalServerError:   {http.StatusInternalServerError, "internal", "The server's log has the cause under the request id."},
}

// InputFaultError is an error that consists of faults of the request's input, each with its place.
type InputFaultError interface {
	error
	InputFaults() []api.InputFault
}

// kindOf returns the kind of problem that err is, by the first rule that matches.
func (r *Responder) kindOf(err error) ProblemKind {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return statusKinds[http.StatusRequestEntityTooLarge]
	}
	for _, rule := range r.Rules {
		if errors.Is(err, rule.Err) {
			return rule.ProblemKind
		}
	}
	var routing *echo.HTTPError
	if errors.As(err, &routing) {
		if k, ok := statusKinds[routing.Code]; ok {
			return k
		}
		return ProblemKind{Status: routing.Code, Name: strings.ToLower(strings.ReplaceAll(http.StatusText(routing.Code), " ", "-"))}
	}
	return statusKinds[http.StatusInternalServerError]
}

// Problem returns the problem document of err. It logs an error that no rule knows and discloses only the request id.
func (r *Responder) Problem(ctx context.Context, err error) *api.Problem {
	var ready *api.Problem
	if errors.As(err, &ready) {
		return ready
	}
	k := r.kindOf(err)
	p := k.problem(ctx, err.Error())
	switch k.Status {
	case http.StatusInternalServerError:
		r.Log.ErrorContext(ctx, "request failed", "request", p.RequestID, "error", err)
		p.Detail = "The server failed to answer the request."
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		p.RetryAfter = r.RetryAfter
	}
	var input InputFaultError
	if errors.As(err, &input) {
		p.Errors = input.InputFaults()
	}
	var routing *echo.HTTPError
	if errors.As(err, &routing) {
		p.Detail = ""
	}
	return p
}

func (k ProblemKind) problem(ctx context.Context, detail string) *api.Problem {
	title := http.StatusText(k.Status)
	if title == "" {
		title = "Client closed the request"
	}
	return &api.Problem{
		Type: "urn:graphd:problem:" + k.Name, Title: title, Status: k.Status,
		Detail: detail, Hint: k.Hint, RequestID: RequestID(ctx),
	}
}

// problemReply is a problem document as huma sends it.
type problemReply struct{ *api.Problem }

// GetStatus returns the HTTP status.
func (p problemReply) GetStatus() int { return p.Status }

// ContentType returns the media type of problem documents, whichever the client asked for.
func (p problemReply) ContentType(string) string { return ProblemMediaType }

// GetHeaders returns the headers that go with the problem.
func (p problemReply) GetHeaders() http.Header { return ProblemHeaders(p.Problem) }

// ProblemHeaders returns the headers that go with a problem.
func ProblemHeaders(p *api.Problem) http.Header {
	h := http.Header{}
	if p.RetryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(int(p.RetryAfter/time.Second)))
	}
	return h
}

// StatusError returns err, whose problem document is p, in the form that clients of path expect.
func (r *Responder) StatusError(path string, p *api.Problem, err error) huma.StatusError {
	if r.ErrorFormat != nil {
		if formatted := r.ErrorFormat(path, p, err); formatted != nil {
			return formatted
		}
	}
	return problemReply{p}
}

// Error writes an error that routing, middleware or a handler has returned. It is echo's HTTPErrorHandler.
func (r *Responder) Error(err error, c echo.Context) {
	ctx := c.Request().Context()
	if c.Response().Committed {
		r.Log.ErrorContext(ctx, "reply aborted", "request", RequestID(ctx), "error", err)
		return
	}
	reply := r.StatusError(c.Request().URL.Path, r.Problem(ctx, err), err)
	if h, ok := reply.(huma.HeadersError); ok {
		for name, values := range h.GetHeaders() {
			c.Response().Header()[name] = values
		}
	}
	mediaType := echo.MIMEApplicationJSON
	if f, ok := reply.(huma.ContentTypeFilter); ok {
		mediaType = f.ContentType(mediaType)
	}
	c.Response().Header().Set(echo.HeaderContentType, mediaType)
	c.Response().WriteHeader(reply.GetStatus())
	if err := WriteJSON(c.Response(), reply); err != nil {
		r.Log.DebugContext(ctx, "error not delivered", "error", err)
	}
}

// Translate replaces the errors that huma itself makes by problem documents. It is a huma.Transformer.
func (r *Responder) Translate(ctx huma.Context, _ string, v any) (any, error) {
	model, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	k, known := statusKinds[model.Status]
	if !known {
		k = ProblemKind{Status: model.Status, Name: "bad-request"}
	}
	p := k.problem(ctx.Context(), model.Detail)
	for _, e := range model.Errors {
		p.Errors = append(p.Errors, api.InputFault{Location: e.Location, Message: e.Message})
	}
	reply := r.StatusError(ctx.Operation().Path, p, nil)
	if _, ok := reply.(problemReply); ok {
		return p, nil
	}
	ctx.SetHeader("Content-Type", "application/json")
	return reply, nil
}
