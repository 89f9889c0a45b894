package graph

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/pebblestore"
)

// Graph is a named graph: the quads with one label.
type Graph struct {
	Label quad.Value
	Quads []quad.Quad // each without a label, or with this one
}

// Edit is one atomic change. First every graph in Replace comes to hold exactly its quads (none: it is withdrawn), then
// Remove and Add are done in this order. What is there already is not added again, what is not there need not be removed.
type Edit struct {
	Replace     []Graph
	Add, Remove []quad.Quad
}

// Change is what an edit did to the store, in quads. Unchanged counts the quads that the edit named, in its graphs or
// one by one, and that stood before and after it.
type Change struct{ Added, Removed, Unchanged int }

// Apply makes the edit, all of it or nothing, and returns when it is safe on disk. A quad that cannot be written as
// N-Quads is refused with ErrInvalid.
func (s *Store) Apply(ctx context.Context, e Edit) (Change, error) {
	edit, err := e.engine()
	if err != nil {
		return Change{}, err
	}
	change, err := s.quads.Apply(ctx, edit)
	return Change(change), err
}

// Replace makes the graph with this label hold exactly these quads. Doing it twice changes nothing the second time.
func (s *Store) Replace(ctx context.Context, label quad.Value, quads []quad.Quad) (Change, error) {
	return s.Apply(ctx, Edit{Replace: []Graph{{label, quads}}})
}

// Withdraw removes the graph with this label. The same statements in other graphs stay.
func (s *Store) Withdraw(ctx context.Context, label quad.Value) (Change, error) {
	return s.Replace(ctx, label, nil)
}

func (e Edit) engine() (pebblestore.Edit, error) {
	edit := pebblestore.Edit{Ignore: graph.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true}}
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

// labelled is the graph's quads with its label on each.
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
