package server

import (
	"net/http"
	"slices"
	"strings"
)

// cayleyError is an error as Cayley's clients know it, with a status that Cayley's own server never sets.
type cayleyError struct {
	Message   string `json:"error"`
	Type      string `json:"type" doc:"Stable name of the kind of error"`
	Hint      string `json:"hint,omitempty"`
	RequestID string `json:"requestId"`

	problem *Problem
}

func (p *Problem) asCayley() *cayleyError {
	message := p.Detail
	if message == "" {
		message = p.Title
	}
	for _, e := range p.Errors {
		message += "; " + strings.TrimSpace(e.Location+" "+e.Message)
	}
	return &cayleyError{Message: message, Type: p.Type, Hint: p.Hint, RequestID: p.RequestID, problem: p}
}

// Error is what the client reads in the field "error".
func (e *cayleyError) Error() string { return e.Message }

// GetStatus is the HTTP status.
func (e *cayleyError) GetStatus() int { return e.problem.Status }

// GetHeaders are the headers that go with it.
func (e *cayleyError) GetHeaders() http.Header { return e.problem.GetHeaders() }

// isCayleyPath reports whether path belongs to Cayley's interface, also where no route takes it.
func isCayleyPath(path string) bool {
	if strings.HasPrefix(path, "/api/v2/") {
		return true
	}
	v1 := []string{"/api/v1/query/", "/api/v1/shape/", "/api/v1/write", "/api/v1/delete"}
	return slices.ContainsFunc(v1, func(prefix string) bool { return strings.HasPrefix(path, prefix) })
}
