package query

import (
	"time"

	"graphd/internal/graph"
	"graphd/internal/graph/queryplan"
)

// Query languages.
const (
	Gizmo    = "gizmo"
	CayleyQL = "graphql" // Cayley's GraphQL-style language; GraphQL itself is served at /graphql
	MQL      = "mql"
)

// Request is a query with its parameters and options.
type Request struct {
	Language string // Gizmo where empty
	Text     string

	// Params holds the values that the text refers to by name: params.name in Gizmo, $name in CayleyQL. MQL has no
	// parameters. Values are bound and never become part of the text. A value is a string, bool, int64, float64,
	// time.Time, quad.Value (a quad.IRI for instance), or a []any of these.
	Params map[string]any

	// NameTerms writes the terms of closed lists by their names, with companion columns for their IRIs; see
	// vocab.NameTerms. Saved queries set it.
	NameTerms bool

	Linked  bool              // write nodes as in JSON-LD: {"@id": iri}, {"@value": …, "@type": …}; Gizmo only
	Explain bool              // plan paths without running them: they produce no rows
	Report  *queryplan.Report // receives the plan of each path, with measurements if it runs; may be nil
	On      *graph.Snapshot   // the snapshot to query, which the caller closes; nil for the current version
	Skip    int               // number of leading rows to leave out

	Limit   int           // number of rows; 0 for the session's default, -1 for its maximum
	Timeout time.Duration // 0 for the session's default; at most the session's maximum
}
