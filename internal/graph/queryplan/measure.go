package queryplan

import (
	"context"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// Explain describes an optimised shape with the rows that its iterators expect. Nothing of it is run.
func Explain(ctx context.Context, qs graph.QuadStore, s shape.Shape) *Step {
	step, inputs, _ := describe(ctx, s)
	if s != nil {
		it := s.BuildIterator(qs)
		if costs, err := graph.AsShape(it).Stats(ctx); err == nil {
			step.Estimate = costs.Size.Size
		}
		it.Close()
	}
	for _, in := range inputs {
		step.Inputs = append(step.Inputs, Explain(ctx, qs, in))
	}
	return step
}

// Measure gives a shape of the same results, and the description that has their figures once it has run. A description
// belongs to one run: its figures are written from the goroutine that runs the shape.
func Measure(ctx context.Context, s shape.Shape) (shape.Shape, *Step) {
	step, inputs, with := describe(ctx, s)
	measured := make([]shape.Shape, len(inputs))
	for i, in := range inputs {
		m, below := Measure(ctx, in)
		measured[i], step.Inputs = m, append(step.Inputs, below)
	}
	if with == nil {
		switch s.(type) {
		case nil, shape.Null, shape.AllNodes, shape.Fixed, shape.Lookup:
			return s, step // what Cayley and stores look for by its kind
		}
		return meter{s, step}, step
	}
	return meter{with(measured), step}, step
}

// meter is a shape whose iterators count.
type meter struct {
	shape.Shape
	step *Step
}

// Unwrap is the shape that is measured.
func (m meter) Unwrap() shape.Shape { return m.Shape }

// Optimize has nothing to improve: what is measured has been optimised.
func (m meter) Optimize(shape.Optimizer) (shape.Shape, bool) { return m, false }

// BuildIterator builds an iterator that counts.
func (m meter) BuildIterator(qs graph.QuadStore) graph.Iterator {
	return graph.NewLegacy(metered{graph.AsShape(m.Shape.BuildIterator(qs)), m.step}, nil)
}

type metered struct {
	graph.IteratorShape
	step *Step
}

func (m metered) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	costs, err := m.IteratorShape.Stats(ctx)
	m.step.Estimate = costs.Size.Size
	return costs, err
}

func (m metered) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	better, changed := m.IteratorShape.Optimize(ctx)
	return metered{better, m.step}, changed
}

func (m metered) Iterate() graph.Scanner {
	return &scanMeter{m.IteratorShape.Iterate(), m.step}
}

func (m metered) Lookup() graph.Index {
	return &indexMeter{m.IteratorShape.Lookup(), m.step}
}

// counted is the outcome of one call that began at start.
func (s *Step) counted(start time.Time, row bool) bool {
	s.Time += time.Since(start)
	s.Calls++
	if row {
		s.Rows++
	}
	return row
}

type scanMeter struct {
	graph.Scanner
	step *Step
}

func (m *scanMeter) Next(ctx context.Context) bool {
	start := time.Now()
	return m.step.counted(start, m.Scanner.Next(ctx))
}

func (m *scanMeter) NextPath(ctx context.Context) bool {
	start := time.Now()
	return m.step.counted(start, m.Scanner.NextPath(ctx))
}

type indexMeter struct {
	graph.Index
	step *Step
}

func (m *indexMeter) Contains(ctx context.Context, ref graph.Ref) bool {
	start := time.Now()
	return m.step.counted(start, m.Index.Contains(ctx, ref))
}

func (m *indexMeter) NextPath(ctx context.Context) bool {
	start := time.Now()
	return m.step.counted(start, m.Index.NextPath(ctx))
}
