package cayley

import (
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"graphd/api"
	"graphd/internal/graph/query/qlang"
	"graphd/internal/server/web"
)

// cayleyError is an error in the form that Cayley's clients read, with a status, which Cayley's own server does not set.
type cayleyError struct {
	Message   string `json:"error"`
	Type      string `json:"type" doc:"Stable name of the kind of error"`
	Hint      string `json:"hint,omitempty"`
	RequestID string `json:"requestId"`

	Data   json.RawMessage `json:"data,omitempty" doc:"null, for a query in Cayley's GraphQL"`
	Errors []cayleyFault   `json:"errors,omitempty" doc:"The same error in GraphQL's form, for a query in Cayley's GraphQL"`

	problem *api.Problem
}

// cayleyFault is an error in GraphQL's form.
type cayleyFault struct {
	Message   string        `json:"message"`
	Locations []cayleyPlace `json:"locations" nullable:"true" doc:"null if the place is unknown"`
}

type cayleyPlace struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// graphqlQueryError is an error of a query in Cayley's GraphQL-style language.
type graphqlQueryError struct{ error }

// Unwrap returns the error without its language.
func (f graphqlQueryError) Unwrap() error { return f.error }

// NewError returns a problem in the form that Cayley's clients read. err is its cause, or nil.
func NewError(p *api.Problem, err error) huma.StatusError {
	message := p.Detail
	if message == "" {
		message = p.Title
	}
	for _, e := range p.Errors {
		message += "; " + strings.TrimSpace(e.Location+" "+e.Message)
	}
	e := &cayleyError{Message: message, Type: p.Type, Hint: p.Hint, RequestID: p.RequestID, problem: p}
	if errors.As(err, &graphqlQueryError{}) {
		e.Data, e.Errors = json.RawMessage("null"), []cayleyFault{{message, placesOf(err)}}
	}
	return e
}

// ErrorType returns the type of errors for their schema.
func ErrorType() reflect.Type { return reflect.TypeFor[cayleyError]() }

// placesOf returns the place of an error in the text of its query, or nil if it is unknown.
func placesOf(err error) []cayleyPlace {
	var fault *qlang.TextError
	if errors.As(err, &fault) && fault.Line > 0 {
		return []cayleyPlace{{fault.Line, fault.Column}}
	}
	return nil
}

// Error returns what the client reads in the field "error".
func (e *cayleyError) Error() string { return e.Message }

// GetStatus returns the HTTP status.
func (e *cayleyError) GetStatus() int { return e.problem.Status }

// GetHeaders returns the headers that go with the error.
func (e *cayleyError) GetHeaders() http.Header { return web.ProblemHeaders(e.problem) }

// IsPath reports whether path belongs to Cayley's API, whether or not a route handles it.
func IsPath(path string) bool {
	if strings.HasPrefix(path, "/api/v2/") || strings.HasPrefix(path, "/gephi/") {
		return true
	}
	v1 := []string{"/api/v1/query/", "/api/v1/shape/", "/api/v1/write", "/api/v1/delete"}
	return slices.ContainsFunc(v1, func(prefix string) bool { return strings.HasPrefix(path, prefix) })
}
