package library

import (
	"slices"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/vocab"
	"graphd/internal/ingest"
)

// An additionPlanner plans the edit that adds a result to the graph.
type additionPlanner struct {
	storedVersions
	result ingest.Result
	now    time.Time
}

// plan returns the edit. It replaces the graph of the version, keeps the time at which the version was first recorded, and
// removes the versions that it supersedes. A superseded version that another document shares only loses the identifier.
func (a additionPlanner) plan() (graph.Edit, Outcome, error) {
	label, identifier := a.result.Label(), a.result.Document.Meta.Identifier
	recorded, known, err := a.recorded(label)
	if err != nil {
		return graph.Edit{}, Outcome{}, err
	}
	if !known {
		recorded = a.now
	}
	alone, shared, err := a.superseded(label, identifier)
	if err != nil {
		return graph.Edit{}, Outcome{}, err
	}
	superseded := slices.Concat(alone, shared)
	kept, err := a.kept(label, superseded)
	if err != nil {
		return graph.Edit{}, Outcome{}, err
	}
	reference := a.result.Reference()
	orphans, err := a.orphans(append([]quad.IRI{label}, alone...), iris(reference, quad.Subject))
	if err != nil {
		return graph.Edit{}, Outcome{}, err
	}
	edit := graph.Edit{
		Replace: []graph.Graph{{Label: label, Quads: append(a.result.Quads(recorded), kept...)}},
		Remove:  orphans,
		Add:     reference,
	}
	for _, version := range alone {
		edit.Replace = append(edit.Replace, graph.Graph{Label: version})
	}
	for _, version := range shared {
		edit.Remove = append(edit.Remove, quad.Quad{Subject: version, Predicate: vocab.Identifier, Object: quad.String(identifier), Label: version})
	}
	status := Added
	if known || len(superseded) > 0 {
		status = Replaced
	}
	return edit, Outcome{Result: a.result, Status: status, Superseded: superseded}, nil
}

// kept returns the quads of a version that do not come from its text: the identifiers of its documents, and the versions
// that it revises.
func (a additionPlanner) kept(version quad.IRI, superseded []quad.IRI) ([]quad.Quad, error) {
	identifiers, err := a.identifiers(version)
	if err != nil {
		return nil, err
	}
	revisions, err := a.revisions(version, superseded)
	return append(identifiers, revisions...), err
}
