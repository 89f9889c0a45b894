package library

import (
	"context"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/curation"
	"graphd/internal/graph"
	"graphd/internal/graph/vocab"
)

// Check verifies every invariant of a snapshot: those of the store, see [graph.Snapshot.Check], and those of corrections.
func Check(ctx context.Context, snapshot *graph.Snapshot, progress func(done, total uint64)) (graph.CheckReport, error) {
	report, err := snapshot.Check(ctx, progress)
	if err != nil || report.Found > 0 {
		return report, err // what is broken cannot be compared
	}
	problems, err := CheckCorrections(ctx, snapshot)
	report.Found += len(problems)
	report.Problems = append(report.Problems, problems...)
	return report, err
}

// CheckCorrections verifies that each named graph is what the corrections of the log make of what extraction wrote, and
// returns a problem for each one that is not.
func CheckCorrections(ctx context.Context, snapshot *graph.Snapshot) (problems []string, err error) {
	c := curator{ctx, machineGraph{snapshot}}
	log, err := c.log()
	if err != nil {
		return []string{err.Error()}, nil //nolint:nilerr // a damaged log is what the check is for
	}
	labels, err := c.curatedLabels()
	if err != nil {
		return nil, err
	}
	if log.Version() > 0 {
		typed, err := snapshot.Quads(ctx, quad.Quad{Predicate: vocab.Type, Object: vocab.Document})
		if err != nil {
			return nil, err
		}
		labels = append(append(labels, iris(typed, quad.Label)...), vocab.ReferenceGraph)
	}
	slices.Sort(labels)
	for _, label := range slices.Compact(labels) {
		edit, err := c.correct(log, graph.Edit{}, []quad.IRI{label})
		if err != nil {
			return nil, err
		}
		for _, g := range edit.Replace {
			stored, err := snapshot.Quads(ctx, quad.Quad{Label: g.Label})
			if err != nil {
				return nil, err
			}
			if missing, extra := len(without(g.Quads, stored)), len(without(stored, g.Quads)); missing+extra > 0 {
				problems = append(problems, fmt.Sprintf("%v is not what the corrections make of %v: %d quads are missing, %d are too many", g.Label, label, missing, extra))
			}
		}
	}
	return problems, nil
}

// curatedLabels returns the labels of the graphs that have a curated graph.
func (c curator) curatedLabels() ([]quad.IRI, error) {
	var labels []quad.IRI
	for _, predicate := range []quad.IRI{vocab.Withheld, vocab.CorrectedBy} {
		stated, err := c.snapshot.Snapshot.Quads(c.ctx, quad.Quad{Predicate: predicate})
		if err != nil {
			return nil, err
		}
		for _, q := range stated {
			if label, ok := c.snapshot.Base().CuratedFrom(q.Label); ok {
				labels = append(labels, label)
			}
		}
	}
	return labels, nil
}

// Uncorrected returns the quads that corrections withhold from all named graphs, in no particular order.
func Uncorrected(ctx context.Context, snapshot *graph.Snapshot) ([]quad.Quad, error) {
	stated, err := snapshot.Quads(ctx, quad.Quad{Predicate: vocab.Withheld})
	if err != nil {
		return nil, err
	}
	return curation.Withheld(stated)
}
