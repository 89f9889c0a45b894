package library

import (
	"slices"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/vocab"
	"graphd/internal/ingest"
)

// addition plans how a result comes into the graph.
type addition struct {
	shelf
	result ingest.Result
	now    time.Time
}

func (a addition) plan() (graph.Edit, Outcome, error) {
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

// kept is what the graph says of the version that its text does not: the documents that have it, and what it revises.
func (a addition) kept(version quad.IRI, superseded []quad.IRI) ([]quad.Quad, error) {
	identifiers, err := a.identifiers(version)
	if err != nil {
		return nil, err
	}
	revisions, err := a.revisions(version, superseded)
	return append(identifiers, revisions...), err
}
