package api

import (
	"cmp"
	"net/http"
	"strings"
	"time"
)

// Problem is an error of the API: a problem document (RFC 9457, application/problem+json). Its Type is stable, so programs
// may rely on it. A *Problem is an error.
type Problem struct {
	Type      string       `json:"type" format:"uri" example:"urn:graphd:problem:not-found"`
	Title     string       `json:"title"`
	Status    int          `json:"status" doc:"HTTP status"`
	Detail    string       `json:"detail,omitempty" doc:"What went wrong in this request"`
	Hint      string       `json:"hint,omitempty" doc:"What to do next"`
	RequestID string       `json:"requestId" doc:"Identifies the request in the server's log"`
	Errors    []InputFault `json:"errors,omitempty" doc:"Each fault of the input, with its place"`

	// RetryAfter is the time to wait before the next attempt, from the Retry-After header; 0 if the server does not say.
	RetryAfter time.Duration `json:"-"`
}

// InputFault is one fault of a request's input.
type InputFault struct {
	Location string `json:"location,omitempty" doc:"Where the fault is" example:"query.limit"`
	Message  string `json:"message"`
}

// Error returns the problem in one line: what went wrong, each fault that Detail does not state already, with its place,
// and the next step.
func (p *Problem) Error() string {
	var line strings.Builder
	line.WriteString(cmp.Or(p.Detail, p.Title, http.StatusText(p.Status)))
	for _, fault := range p.Errors {
		if fault.Message != "" && strings.Contains(p.Detail, fault.Message) {
			continue
		}
		line.WriteString("; ")
		if fault.Location != "" {
			line.WriteString(strings.TrimPrefix(fault.Location, "query.") + ": ")
		}
		line.WriteString(fault.Message)
	}
	if p.Hint != "" && len(p.Errors) == 0 {
		line.WriteString("; " + strings.ToLower(p.Hint[:1]) + strings.TrimSuffix(p.Hint[1:], "."))
	}
	return line.String()
}
