package query

import (
	"time"

	"graphd/internal/graph"
	"graphd/internal/graph/queryplan"
)

// Languages of queries.
const (
	Gizmo    = "gizmo"
	CayleyQL = "graphql" // Cayley's GraphQL-style language
	MQL      = "mql"
)

// Request is one question to the graph.
type Request struct {
	Language string // Gizmo where empty
	Text     string

	// Params are values that the text refers to by name: params.name in Gizmo, $name in GraphQL; MQL has none. They are
	// bound as values and never become part of the text. A value is a string, bool, int64, float64, time.Time,
	// quad.Value (IRIs among them), or a []any of these.
	Params map[string]any

	// NameTerms writes the terms of closed lists by their names, with companion columns for their IRIs; see
	// vocab.NameTerms. Saved queries set it.
	NameTerms bool

	Linked  bool              // nodes are written as in JSON-LD: {"@id": iri}, {"@value": …, "@type": …}; Gizmo's alone
	Explain bool              // paths are planned and not run: the answer has no rows of theirs
	Report  *queryplan.Report // gets the plan of each path, with its figures where it is run; nil for none
	On      *graph.Snapshot   // the state to ask, which stays the caller's to close; nil for the present one
	Skip    int               // rows to leave out at the beginning

	Limit   int           // rows; 0 is the session's usual number, -1 its maximum
	Timeout time.Duration // 0 is the session's usual time; never more than its maximum
}
