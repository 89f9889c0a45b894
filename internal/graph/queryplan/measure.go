package queryplan

import (
	"context"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// Explain describes an optimised shape, with the number of rows that its iterators estimate. It runs nothing.
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

// Measure returns a shape with the same results, and a description that has the figures of the run once the shape has
// run. A description belongs to one run: the goroutine that runs the shape writes its figures.
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
			return s, step // Cayley and the store recognise these by their type
		}
		return meteredShape{s, step}, step
	}
	return meteredShape{with(measured), step}, step
}

// meteredShape is a shape whose iterators count their calls and rows.
type meteredShape struct {
	shape.Shape
	step *Step
}

// Unwrap returns the measured shape.
func (m meteredShape) Unwrap() shape.Shape { return m.Shape }

// Optimize returns m: the measured shape has been optimised.
func (m meteredShape) Optimize(shape.Optimizer) (shape.Shape, bool) { return m, false }

// BuildIterator returns an iterator that counts.
func (m meteredShape) BuildIterator(qs graph.QuadStore) graph.Iterator {
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

// counted adds a call that began at start, and whether it returned a row.
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
