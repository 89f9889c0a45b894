package server

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"

	"graphd/api"
	"graphd/internal/graph/query/qlang"
)

// cayleyError is an error as Cayley's clients know it, with a status that Cayley's own server never sets.
type cayleyError struct {
	Message   string `json:"error"`
	Type      string `json:"type" doc:"Stable name of the kind of error"`
	Hint      string `json:"hint,omitempty"`
	RequestID string `json:"requestId"`

	Data   json.RawMessage `json:"data,omitempty" doc:"null, of a query in GraphQL"`
	Errors []cayleyFault   `json:"errors,omitempty" doc:"The same error as GraphQL has it, of a query in GraphQL"`

	problem *api.Problem
}

// cayleyFault is an error in GraphQL's form.
type cayleyFault struct {
	Message   string        `json:"message"`
	Locations []cayleyPlace `json:"locations" nullable:"true" doc:"null where the place is not known"`
}

type cayleyPlace struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// graphqlFault is what is wrong with a query in Cayley's GraphQL-style language.
type graphqlFault struct{ error }

// Unwrap is the error without its language.
func (f graphqlFault) Unwrap() error { return f.error }

// asCayley returns p in the form that Cayley's clients read; err is its cause, or nil.
func asCayley(p *api.Problem, err error) *cayleyError {
	message := p.Detail
	if message == "" {
		message = p.Title
	}
	for _, e := range p.Errors {
		message += "; " + strings.TrimSpace(e.Location+" "+e.Message)
	}
	e := &cayleyError{Message: message, Type: p.Type, Hint: p.Hint, RequestID: p.RequestID, problem: p}
	if errors.As(err, &graphqlFault{}) {
		e.Data, e.Errors = json.RawMessage("null"), []cayleyFault{{message, placesOf(err)}}
	}
	return e
}

func placesOf(err error) []cayleyPlace {
	var fault *qlang.TextError
	if errors.As(err, &fault) && fault.Line > 0 {
		return []cayleyPlace{{fault.Line, fault.Column}}
	}
	return nil
}

// Error is what the client reads in the field "error".
func (e *cayleyError) Error() string { return e.Message }

// GetStatus is the HTTP status.
func (e *cayleyError) GetStatus() int { return e.problem.Status }

// GetHeaders are the headers that go with it.
func (e *cayleyError) GetHeaders() http.Header { return problemHeaders(e.problem) }

// isCayleyPath reports whether path belongs to Cayley's interface, also where no route takes it.
func isCayleyPath(path string) bool {
	if strings.HasPrefix(path, "/api/v2/") || strings.HasPrefix(path, "/gephi/") {
		return true
	}
	v1 := []string{"/api/v1/query/", "/api/v1/shape/", "/api/v1/write", "/api/v1/delete"}
	return slices.ContainsFunc(v1, func(prefix string) bool { return strings.HasPrefix(path, prefix) })
}
