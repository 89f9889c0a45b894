package pebblestore

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"pgregory.net/rapid"
)

// row is one result of a path with its tags, as the naive evaluator below returns it.
type row struct {
	node quad.Value
	tags map[string]quad.Value
}

func (r row) to(node quad.Value) row { return row{node, r.tags} }

func (r row) tagged(tag string, v quad.Value) row {
	tags := maps.Clone(r.tags)
	if tags == nil {
		tags = map[string]quad.Value{}
	}
	tags[tag] = v
	return row{r.node, tags}
}

func (r row) String() string {
	text := fmt.Sprint(r.node)
	for _, tag := range slices.Sorted(maps.Keys(r.tags)) {
		text += fmt.Sprintf(" %s=%v", tag, r.tags[tag])
	}
	return text
}

// pathStep is a step of a path, for Cayley, and as a naive function from one row and all quads to the resulting rows.
type pathStep struct {
	name  string
	path  func(p *path.Path, pred, node quad.Value, tag string) *path.Path
	naive func(all []quad.Quad, r row, pred, node quad.Value, tag string) []row
}

// rowsOf returns the rows of the quads that fit.
func rowsOf(all []quad.Quad, fits func(quad.Quad) bool, to func(quad.Quad) row) (out []row) {
	for _, q := range all {
		if fits(q) {
			out = append(out, to(q))
		}
	}
	return out
}

var pathSteps = []pathStep{
	{"out", func(p *path.Path, pred, _ quad.Value, _ string) *path.Path { return p.Out(pred) },
		func(all []quad.Quad, r row, pred, _ quad.Value, _ string) []row {
			return rowsOf(all, func(q quad.Quad) bool { return q.Subject == r.node && q.Predicate == pred }, func(q quad.Quad) row { return r.to(q.Object) })
		}},
	{"in", func(p *path.Path, pred, _ quad.Value, _ string) *path.Path { return p.In(pred) },
		func(all []quad.Quad, r row, pred, _ quad.Value, _ string) []row {
			return rowsOf(all, func(q quad.Quad) bool { return q.Object == r.node && q.Predicate == pred }, func(q quad.Quad) row { return r.to(q.Subject) })
		}},
	{"outAny", func(p *path.Path, _, _ quad.Value, _ string) *path.Path { return p.Out() },
		func(all []quad.Quad, r row, _, _ quad.Value, _ string) []row {
			return rowsOf(all, func(q quad.Quad) bool { return q.Subject == r.node }, func(q quad.Quad) row { return r.to(q.Object) })
		}},
	{"has", func(p *path.Path, pred, node quad.Value, _ string) *path.Path { return p.Has(pred, node) },
		func(all []quad.Quad, r row, pred, node quad.Value, _ string) []row {
			return rowsOf(all, func(q quad.Quad) bool { return q.Subject == r.node && q.Predicate == pred && q.Object == node }, func(quad.Quad) row { return r })
		}},
	{"hasAny", func(p *path.Path, pred, _ quad.Value, _ string) *path.Path { return p.Has(pred) },
		func(all []quad.Quad, r row, pred, _ quad.Value, _ string) []row {
			return rowsOf(all, func(q quad.Quad) bool { return q.Subject == r.node && q.Predicate == pred }, func(quad.Quad) row { return r })
		}},
	{"save", func(p *path.Path, pred, _ quad.Value, tag string) *path.Path { return p.Save(pred, tag) },
		func(all []quad.Quad, r row, pred, _ quad.Value, tag string) []row {
			return rowsOf(all, func(q quad.Quad) bool { return q.Subject == r.node && q.Predicate == pred }, func(q quad.Quad) row { return r.tagged(tag, q.Object) })
		}},
	{"saveReverse", func(p *path.Path, pred, _ quad.Value, tag string) *path.Path { return p.SaveReverse(pred, tag) },
		func(all []quad.Quad, r row, pred, _ quad.Value, tag string) []row {
			return rowsOf(all, func(q quad.Quad) bool { return q.Object == r.node && q.Predicate == pred }, func(q quad.Quad) row { return r.tagged(tag, q.Subject) })
		}},
	{"is", func(p *path.Path, _, node quad.Value, _ string) *path.Path { return p.Is(node, quad.IRI("n3")) },
		func(_ []quad.Quad, r row, _, node quad.Value, _ string) []row {
			if r.node == node || r.node == quad.IRI("n3") {
				return []row{r}
			}
			return nil
		}},
	{"tag", func(p *path.Path, _, _ quad.Value, tag string) *path.Path { return p.Tag(tag) },
		func(_ []quad.Quad, r row, _, _ quad.Value, tag string) []row { return []row{r.tagged(tag, r.node)} }},
	{"and", func(p *path.Path, pred, node quad.Value, _ string) *path.Path {
		return p.And(path.StartMorphism(node).Out(pred))
	},
		func(all []quad.Quad, r row, pred, node quad.Value, _ string) []row {
			return rowsOf(all, func(q quad.Quad) bool { return q.Subject == node && q.Predicate == pred && q.Object == r.node }, func(quad.Quad) row { return r })
		}},
	{"except", func(p *path.Path, pred, node quad.Value, _ string) *path.Path {
		return p.Except(path.StartMorphism(node).Out(pred))
	},
		func(all []quad.Quad, r row, pred, node quad.Value, _ string) []row {
			if slices.ContainsFunc(all, func(q quad.Quad) bool { return q.Subject == node && q.Predicate == pred && q.Object == r.node }) {
				return nil
			}
			return []row{r}
		}},
}

var (
	stepPreds = []quad.Value{quad.IRI("p0"), quad.IRI("p1"), quad.IRI("p2")}
	stepNodes = []quad.Value{quad.IRI("n0"), quad.IRI("n1"), quad.IRI("n2"), quad.Int(1)}
)

// TestPlannedPaths runs random paths over random quads with the store's plans and with the naive evaluator, and compares
// the rows, their tags and their multiplicities.
func TestPlannedPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := reopen(t, vfs.NewMem(), nil)
		defer s.Close()
		all := rapid.SliceOfNDistinct(someQuad, 1, 25, rapid.ID[quad.Quad]).Draw(t, "quads")
		if err := s.ApplyDeltas(adds(all...), graph.IgnoreOpts{}); err != nil {
			t.Fatal(err)
		}
		snapshot, err := s.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		defer snapshot.Close()
		for _, node := range stepNodes {
			if rapid.Bool().Draw(t, "only keys") {
				readFromIndex(snapshot, node)
			}
		}
		p, plain := path.StartPath(snapshot), path.StartPath(unplanned{snapshot})
		want, names := everyNode(all), []string{}
		for i := range rapid.IntRange(1, 4).Draw(t, "length") {
			st := rapid.SampledFrom(pathSteps).Draw(t, "step")
			pred, node := rapid.SampledFrom(stepPreds).Draw(t, "pred"), rapid.SampledFrom(stepNodes).Draw(t, "node")
			tag := fmt.Sprint("tag", i)
			p, plain = st.path(p, pred, node, tag), st.path(plain, pred, node, tag)
			var next []row
			for _, r := range want {
				next = append(next, st.naive(all, r, pred, node, tag)...)
			}
			want, names = next, append(names, fmt.Sprintf("%s(%v, %v)", st.name, pred, node))
		}
		it := p.BuildIterator()
		got := rowsFrom(t, snapshot, it)
		var texts []string
		for _, r := range want {
			texts = append(texts, r.String())
		}
		if slices.Sort(texts); !slices.Equal(got, texts) {
			t.Fatalf("%s by %v\nover %v\ngives %q\nwant  %q", names, it, all, got, texts)
		}
		if planned, plain := nodesOf(t, p, snapshot), nodesOf(t, plain, snapshot); !slices.Equal(planned, plain) {
			t.Fatalf("%s\nover %v\nplanned leads to %q\nunplanned to %q", names, all, planned, plain)
		}
	})
}

// unplanned is a store without its optimiser: Cayley's own iterators execute everything. They find the same nodes,
// though not always as often or with all tags (see DESIGN.md), so only the nodes are compared.
type unplanned struct{ graph.QuadStore }

// nodesOf returns the distinct nodes that a path leads to.
func nodesOf(t *rapid.T, p *path.Path, qs graph.QuadStore) (nodes []string) {
	err := p.Iterate(context.Background()).Paths(false).EachValue(qs, func(v quad.Value) { nodes = append(nodes, fmt.Sprint(v)) })
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(nodes)
	return slices.Compact(nodes)
}

func everyNode(all []quad.Quad) (out []row) {
	seen := map[quad.Value]bool{nil: true}
	for _, q := range all {
		for _, d := range quad.Directions {
			if v := q.Get(d); !seen[v] {
				seen[v] = true
				out = append(out, row{node: v})
			}
		}
	}
	return out
}

// rowsFrom returns the rows of an iterator with their tags, sorted.
func rowsFrom(t *rapid.T, qs *QuadSnapshot, it graph.Iterator) (out []string) {
	ctx := context.Background()
	it, _ = it.Optimize()
	defer it.Close()
	for it.Next(ctx) {
		for more := true; more; more = it.NextPath(ctx) {
			refs := map[string]graph.Ref{}
			it.TagResults(refs)
			r := row{qs.NameOf(it.Result()), map[string]quad.Value{}}
			for tag, ref := range refs {
				r.tags[tag] = qs.NameOf(ref)
			}
			out = append(out, r.String())
		}
	}
	if err := it.Err(); err != nil {
		t.Fatal(err)
	}
	if err := qs.Err(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}
