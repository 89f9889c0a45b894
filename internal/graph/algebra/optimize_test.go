package algebra_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"graphd/internal/graph/algebra"
	"graphd/internal/graph/queryplan"
)

// chain returns a store in which a leads to b and c, and these to d.
func chain(t *testing.T) graph.QuadStore {
	t.Helper()
	var quads []quad.Quad
	for _, edge := range [][2]string{{"a", "b"}, {"a", "c"}, {"b", "d"}, {"c", "d"}} {
		quads = append(quads, quad.Quad{Subject: quad.IRI(edge[0]), Predicate: quad.IRI("to"), Object: quad.IRI(edge[1])})
	}
	return memstore.New(quads...)
}

// rows returns the results of an optimized shape with their tags, or the text of a panic.
func rows(t *testing.T, qs graph.QuadStore, optimize func() shape.Shape) (out []string) {
	t.Helper()
	defer func() {
		if fault := recover(); fault != nil {
			out = []string{fmt.Sprint("panic: ", fault)}
		}
	}()
	tree, _ := graph.AsShape(optimize().BuildIterator(qs)).Optimize(t.Context())
	scan := tree.Iterate()
	defer scan.Close()
	add := func() {
		tags := map[string]graph.Ref{}
		scan.TagResults(tags)
		row := []string{fmt.Sprint(qs.NameOf(scan.Result()))}
		for tag, ref := range tags {
			row = append(row, tag+"="+fmt.Sprint(nameOf(qs, ref)))
		}
		slices.Sort(row[1:])
		out = append(out, strings.Join(row, " "))
	}
	for scan.Next(t.Context()) {
		add()
		for scan.NextPath(t.Context()) {
			add()
		}
	}
	return out
}

func nameOf(qs graph.QuadStore, ref graph.Ref) quad.Value {
	if known, ok := ref.(graph.PreFetchedValue); ok {
		return known.NameOf()
	}
	return qs.NameOf(ref)
}

// TestCorrectsCayley checks paths for which Cayley's own optimizer returns other rows or panics.
func TestCorrectsCayley(t *testing.T) {
	qs := chain(t)
	from := func(names ...quad.Value) *path.Path { return path.StartPath(qs, names...) }
	a, b, none := quad.IRI("a"), quad.IRI("b"), quad.IRI("none")
	for _, test := range []struct {
		name         string
		path         *path.Path
		ours, cayley []string
	}{
		{"a probed union keeps the paths of every input", from(a, b).And(from(a).Tag("x").Or(from(a).Tag("y"))),
			[]string{"<a> x=<a>", "<a> y=<a>"}, []string{"<a> x=<a>"}},
		{"excluding nothing keeps the input", from(a).Except(from(none)),
			[]string{"<a>"}, []string{"panic: runtime error: invalid memory address or nil pointer dereference"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			ours := rows(t, qs, func() shape.Shape { return algebra.Optimize(test.path.Shape(), qs) })
			if diff := cmp.Diff(test.ours, ours); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
			cayley := rows(t, qs, func() shape.Shape {
				s, _ := shape.Optimize(test.path.Shape(), qs)
				return s
			})
			if diff := cmp.Diff(test.cayley, cayley); diff != "" {
				t.Errorf("Cayley's rows (-want +got):\n%s", diff)
			}
		})
	}
}

// TestShapesDescribeThemselves checks that plans name this package's shapes and their inputs.
func TestShapesDescribeThemselves(t *testing.T) {
	qs := chain(t)
	to := path.StartMorphism().Out(quad.IRI("to"))
	start := path.StartPath(qs, quad.IRI("a"))
	for name, p := range map[string]*path.Path{
		"sort":      start.Out(quad.IRI("to")).Order(),
		"union":     start.Or(path.StartPath(qs, quad.IRI("b"))),
		"recursion": algebra.FollowRecursive(start, to, 2, nil),
	} {
		step := queryplan.Explain(t.Context(), qs, algebra.Optimize(p.Shape(), qs))
		if step.Name != name || len(step.Inputs) == 0 {
			t.Errorf("plan of a %s: %q with %d inputs", name, step.Name, len(step.Inputs))
		}
	}
}
