// Package cayley answers Cayley's own HTTP API, versions 1 and 2, and its stream for Gephi, so that Cayley's clients work
// with graphd.
//
// Where Cayley answers every error with the status 200 or 400, graphd sends the right status and keeps the field "error".
// docs/LANGUAGES.md lists the differences.
package cayley

import (
	"graphd/internal/admission"
	"graphd/internal/graph"
	"graphd/internal/graph/query"
	"graphd/internal/server/queryapi"
	"graphd/internal/server/web"
)

// Handlers hold what the handlers depend on. All fields are required.
type Handlers struct {
	Store   *graph.Store
	Session *query.Session
	Runner  *queryapi.Runner
	Gate    *admission.Gate // of queries
	Web     *web.Responder

	MaxQuery int64 // bytes of a query's text
	MaxQuads int64 // bytes of a request that brings quads, compressed or decompressed
	MaxRows  int   // quads or nodes of a stream for Gephi
}
