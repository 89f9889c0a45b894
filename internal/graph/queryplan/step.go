// Package queryplan describes and measures the execution plans of queries.
//
// An optimised query is a tree of shapes. [Explain] describes that tree; [Measure] wraps each of its parts in a meter,
// so that the description has rows, calls and times when the query has run. A store describes its own shapes by
// implementing [ExplainedShape].
package queryplan

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// Step is one part of a plan. Its time includes that of its inputs.
type Step struct {
	Name     string        `json:"name"`
	Detail   string        `json:"detail,omitempty"`
	Estimate int64         `json:"estimate"`        // rows, by the planner's estimate
	Rows     int64         `json:"rows"`            // returned or confirmed; 0 if not measured
	Calls    int64         `json:"calls,omitempty"` // requests for a row, and tests of one
	Time     time.Duration `json:"nanoseconds,omitempty"`
	Inputs   []*Step       `json:"inputs,omitempty"`
}

// Add adds the figures of another run of the same plan.
func (s *Step) Add(other *Step) {
	s.Rows, s.Calls, s.Time = s.Rows+other.Rows, s.Calls+other.Calls, s.Time+other.Time
	for i := range min(len(s.Inputs), len(other.Inputs)) {
		s.Inputs[i].Add(other.Inputs[i])
	}
}

// ExplainedShape is a shape that describes itself as a step of a plan.
type ExplainedShape interface {
	shape.Shape
	PlanName() string                                // one lower-case word
	PlanDetail(context.Context) string               // for people: the index, the pattern; may be empty
	PlanInputs() []shape.Shape                       // the shapes whose results it reads or tests, in order
	WithPlanInputs(inputs []shape.Shape) shape.Shape // a copy with other inputs
}

// describe returns a description of a shape without its inputs, the inputs, and a function that replaces them; the
// function is nil if they cannot be replaced.
func describe(ctx context.Context, s shape.Shape) (step *Step, inputs []shape.Shape, with func([]shape.Shape) shape.Shape) {
	if n, ok := s.(ExplainedShape); ok {
		return &Step{Name: n.PlanName(), Detail: n.PlanDetail(ctx)}, n.PlanInputs(), n.WithPlanInputs
	}
	one := func(name, detail string, in shape.Shape, with func(shape.Shape) shape.Shape) (*Step, []shape.Shape, func([]shape.Shape) shape.Shape) {
		return &Step{Name: name, Detail: detail}, []shape.Shape{in}, func(in []shape.Shape) shape.Shape { return with(in[0]) }
	}
	switch s := s.(type) {
	case shape.Save:
		return one("tag", strings.Join(s.Tags, ", "), s.From, func(in shape.Shape) shape.Shape { s.From = in; return s })
	case shape.FixedTags:
		return one("tag", "", s.On, func(in shape.Shape) shape.Shape { s.On = in; return s })
	case shape.Filter:
		return one("filter", filters(s.Filters), s.From, func(in shape.Shape) shape.Shape { s.From = in; return s })
	case shape.Page:
		return one("page", page(s), s.From, func(in shape.Shape) shape.Shape { s.From = in; return s })
	case shape.Unique:
		return one("unique", "", s.From, func(in shape.Shape) shape.Shape { s.From = in; return s })
	case shape.Sort:
		return one("sort", "in memory", s.From, func(in shape.Shape) shape.Shape { s.From = in; return s })
	case shape.Count:
		return one("count", "", s.Values, func(in shape.Shape) shape.Shape { s.Values = in; return s })
	case shape.Materialize:
		return one("materialize", "in memory", s.Values, func(in shape.Shape) shape.Shape { s.Values = in; return s })
	case shape.NodesFrom:
		return one("nodes", s.Dir.String(), s.Quads, func(in shape.Shape) shape.Shape { s.Quads = in; return s })
	}
	return describeMany(s)
}

func describeMany(s shape.Shape) (*Step, []shape.Shape, func([]shape.Shape) shape.Shape) {
	switch s := s.(type) {
	case shape.Intersect:
		return &Step{Name: "intersect"}, s, func(in []shape.Shape) shape.Shape { return shape.Intersect(in) }
	case shape.Union:
		return &Step{Name: "union"}, s, func(in []shape.Shape) shape.Shape { return shape.Union(in) }
	case shape.IntersectOpt:
		n := len(s.Sub)
		return &Step{Name: "optional", Detail: fmt.Sprintf("the first %d must hold", n)}, append(s.Sub[:n:n], s.Opt...),
			func(in []shape.Shape) shape.Shape {
				return shape.IntersectOpt{Sub: shape.Intersect(in[:n]), Opt: in[n:]}
			}
	case shape.Except:
		if s.From == nil {
			return &Step{Name: "except"}, []shape.Shape{s.Exclude},
				func(in []shape.Shape) shape.Shape { return shape.Except{Exclude: in[0]} }
		}
		return &Step{Name: "except"}, []shape.Shape{s.From, s.Exclude},
			func(in []shape.Shape) shape.Shape { return shape.Except{From: in[0], Exclude: in[1]} }
	case shape.Quads:
		inputs := make([]shape.Shape, len(s))
		for i, f := range s {
			inputs[i] = f.Values
		}
		return &Step{Name: "quads", Detail: directions(s)}, inputs, func(in []shape.Shape) shape.Shape {
			out := make(shape.Quads, len(s))
			for i, f := range s {
				out[i] = shape.QuadFilter{Dir: f.Dir, Values: in[i]}
			}
			return out
		}
	}
	return leaf(s), nil, nil
}

// leaf describes a shape without inputs.
func leaf(s shape.Shape) *Step {
	switch s := s.(type) {
	case nil, shape.Null:
		return &Step{Name: "nothing"}
	case shape.AllNodes:
		return &Step{Name: "all", Detail: "every node"}
	case shape.Fixed:
		return &Step{Name: "fixed", Detail: count(len(s), "node")}
	case shape.Lookup:
		return &Step{Name: "fixed", Detail: count(len(s), "node")}
	case shape.QuadsAction:
		return &Step{Name: "quads", Detail: "result " + s.Result.String()}
	}
	name := fmt.Sprintf("%T", s)
	if strings.HasSuffix(name, "iteratorBuilder") {
		return &Step{Name: "recursion", Detail: "nodes seen are kept in memory"}
	}
	return &Step{Name: strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])}
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func directions(s shape.Quads) string {
	var names []string
	for _, f := range s {
		names = append(names, f.Dir.String())
	}
	return strings.Join(names, ", ")
}

func page(s shape.Page) string {
	var parts []string
	if s.Skip > 0 {
		parts = append(parts, fmt.Sprintf("skip %d", s.Skip))
	}
	if s.Limit > 0 {
		parts = append(parts, fmt.Sprintf("limit %d", s.Limit))
	}
	return strings.Join(parts, ", ")
}

func filters(list []shape.ValueFilter) string {
	var parts []string
	for _, f := range list {
		switch f := f.(type) {
		case shape.Comparison:
			parts = append(parts, f.Op.String()+" "+quad.StringOf(f.Val))
		case shape.Regexp:
			parts = append(parts, "matches "+f.Re.String())
		case shape.Wildcard:
			parts = append(parts, "like "+f.Pattern)
		default:
			parts = append(parts, fmt.Sprintf("%T", f))
		}
	}
	return strings.Join(parts, ", ")
}
