package algebra

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"

	"graphd/internal/graph/queryplan"
)

// PlanReporting configures what Prepare reports about a plan.
type PlanReporting struct {
	Report      *queryplan.Report // receives the plan; nil for none
	ExplainOnly bool              // with a Report: estimate the plan and do not run it
	Place       queryplan.Place   // where the query runs the path
}

// Prepare optimizes s for qs and returns its iterator tree, which adds the current node to the tags of each path under every
// name in tags.
//
// With a report, the iterators measure themselves, and done, which is never nil, adds the measured plan to the report;
// call it once the tree has been read. With ExplainOnly as well, Prepare adds the estimated plan and returns a nil tree.
func Prepare(ctx context.Context, qs graph.QuadStore, s shape.Shape, reporting PlanReporting, tags ...string) (tree graph.IteratorShape, done func()) {
	optimized := Optimize(s, qs)
	done = func() {}
	switch report := reporting.Report; {
	case report == nil:
	case reporting.ExplainOnly:
		report.Add(reporting.Place, queryplan.Explain(ctx, qs, optimized))
		return nil, done
	default:
		var step *queryplan.Step
		optimized, step = queryplan.Measure(ctx, optimized)
		done = func() { report.Add(reporting.Place, step) }
	}
	it := optimized.BuildIterator(qs)
	for _, tag := range tags {
		it = iterator.Tag(it, tag)
	}
	tree, _ = graph.AsShape(it).Optimize(ctx)
	return tree, done
}
