package graph

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/pebblestore"
)

// Graph is a named graph: all quads with one label.
type Graph struct {
	Label quad.Value
	Quads []quad.Quad // each with this label or none
}

// Edit is an atomic change of the store. It first makes every graph in Replace hold exactly its quads, where no quads
// means that the graph is withdrawn. Then it removes the quads in Remove and adds those in Add. Adding a quad that the
// store has and removing one that it does not have do nothing.
type Edit struct {
	Replace     []Graph
	Add, Remove []quad.Quad
}

// Change counts the quads that an edit added and removed. Unchanged counts the quads of the edit that the store held
// before and after it.
type Change struct{ Added, Removed, Unchanged int }

// Apply performs an edit as a whole or not at all, and returns once it is durable. A quad that N-Quads cannot represent
// is ErrInvalid.
func (s *Store) Apply(ctx context.Context, e Edit) (Change, error) {
	edit, err := e.engine()
	if err != nil {
		return Change{}, err
	}
	change, err := s.quads.Apply(ctx, edit)
	return Change(change), err
}

// Replace makes the graph with this label hold exactly these quads. It is idempotent.
func (s *Store) Replace(ctx context.Context, label quad.Value, quads []quad.Quad) (Change, error) {
	return s.Apply(ctx, Edit{Replace: []Graph{{label, quads}}})
}

// Withdraw removes the graph with this label. The same statements in other graphs remain.
func (s *Store) Withdraw(ctx context.Context, label quad.Value) (Change, error) {
	return s.Replace(ctx, label, nil)
}

// engine converts the edit to the storage engine's form, with all values normalised.
func (e Edit) engine() (pebblestore.DeltaBatch, error) {
	edit := pebblestore.DeltaBatch{Ignore: graph.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true}}
	for _, g := range e.Replace {
		label, err := nquads.NormalizeValue(g.Label)
		if err != nil {
			return edit, fmt.Errorf("%w: the label of a graph to replace %w", ErrInvalid, err)
		}
		edit.Clear = append(edit.Clear, label)
	}
	for _, g := range e.Replace {
		labelled, err := g.labelled()
		if err != nil {
			return edit, err
		}
		if edit.Deltas, err = appendDeltas(edit.Deltas, labelled, graph.Add); err != nil {
			return edit, err
		}
	}
	var err error
	if edit.Deltas, err = appendDeltas(edit.Deltas, e.Remove, graph.Delete); err != nil {
		return edit, err
	}
	edit.Deltas, err = appendDeltas(edit.Deltas, e.Add, graph.Add)
	return edit, err
}

// labelled returns the quads of the graph, each with its label.
func (g Graph) labelled() ([]quad.Quad, error) {
	quads := make([]quad.Quad, len(g.Quads))
	for i, q := range g.Quads {
		if q.Label != nil && q.Label != g.Label {
			return nil, fmt.Errorf("%w: quad %d of graph %v has the label %v", ErrInvalid, i, g.Label, q.Label)
		}
		q.Label = g.Label
		quads[i] = q
	}
	return quads, nil
}

// appendDeltas appends an action for each of the normalised quads.
func appendDeltas(deltas []graph.Delta, quads []quad.Quad, action graph.Procedure) ([]graph.Delta, error) {
	for _, q := range quads {
		normal, err := nquads.Normalize(q)
		if err != nil {
			return nil, fmt.Errorf("%w: %.200s: %w", ErrInvalid, q.String(), err)
		}
		deltas = append(deltas, graph.Delta{Quad: normal, Action: action})
	}
	return deltas, nil
}
