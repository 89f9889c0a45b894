package pebblestore

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"

	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/queryplan"
)

// TestLeapfrogJoin compares the results of a path with several conditions, small and large, with counts: a node that
// fulfils all of them occurs once for each combination of labels. Some conditions are read from adjacency lists, some
// from an index.
func TestLeapfrogJoin(t *testing.T) {
	labels := []quad.Value{nil, quad.IRI("g1"), quad.IRI("g2")}
	rapid.Check(t, func(t *rapid.T) {
		s, err := OpenMemory(OpenOptions{CacheBytes: 4 << 20})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		ways, conditions := map[string]int{}, rapid.IntRange(2, 4).Draw(t, "conditions")
		out := rapid.Bool().Draw(t, "out")
		for c := range conditions {
			some := rapid.SliceOfN(rapid.IntRange(0, 120), 1, rapid.SampledFrom([]int{3, 40, 120}).Draw(t, "most")).Draw(t, "nodes")
			var quads []quad.Quad
			with := map[string]int{}
			for i, n := range some {
				q := conditionQuad(c, n, out)
				q.Label = labels[i%len(labels)]
				quads = append(quads, q)
			}
			for _, q := range distinct(quads) {
				with[fmt.Sprint(endAt(q, out))]++
			}
			if err := s.ApplyDeltas(adds(distinct(quads)...), graph.IgnoreOpts{}); err != nil {
				t.Fatal(err)
			}
			for node, n := range with {
				if c == 0 {
					ways[node] = 1
				}
				with[node] = n * ways[node]
			}
			ways = with
		}
		snapshot, err := s.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		defer snapshot.Close()
		p := path.StartPath(snapshot)
		for c := range conditions {
			if rapid.Bool().Draw(t, "only keys") {
				readFromIndex(snapshot, quad.IRI(fmt.Sprint("hub", c)))
			}
			if out {
				p = p.HasReverse(quad.IRI(fmt.Sprint("p", c)), quad.IRI(fmt.Sprint("hub", c)))
			} else {
				p = p.Has(quad.IRI(fmt.Sprint("p", c)), quad.IRI(fmt.Sprint("hub", c)))
			}
		}
		var want []string
		for node, n := range ways {
			want = append(want, slices.Repeat([]string{node}, n)...)
		}
		if got := rowsFrom(t, snapshot, p.BuildIterator()); !slices.Equal(got, sorted(want)) {
			t.Fatalf("%d conditions give %q, want %q", conditions, got, want)
		}
	})
}

// conditionQuad returns an edge between a node and the hub of a condition.
func conditionQuad(c, n int, out bool) quad.Quad {
	q := iri(fmt.Sprint("n", n), fmt.Sprint("p", c), fmt.Sprint("hub", c))
	if out {
		q.Subject, q.Object = q.Object, q.Subject
	}
	return q
}

func endAt(q quad.Quad, out bool) quad.Value {
	if out {
		return q.Object
	}
	return q.Subject
}

// readFromIndex makes the snapshot read the edges of a node from an index.
func readFromIndex(s *QuadSnapshot, node quad.Value) {
	id, ok := s.ValueOf(node).(codec.NodeID)
	if !ok {
		return
	}
	s.reader.SkipAdjacencyLists(id)
}

// TestWhenLeapfrogJoinIsUsed checks which conditions are joined: lists with lists and indexes with indexes, but a few
// nodes in memory are not looked up in the index of a hub.
func TestWhenLeapfrogJoinIsUsed(t *testing.T) {
	s := openMem(t)
	var quads []quad.Quad
	for i := range 300 {
		node := fmt.Sprint("n", i)
		if quads = append(quads, iri(node, "p", "many"), iri(node, "q", "many2")); i%10 == 0 {
			quads = append(quads, iri(node, "p", "few"), iri(node, "q", "few2"))
		}
	}
	apply(t, s, adds(quads...))
	snapshot := snapshotOf(t, s)
	defer snapshot.Close()
	readFromIndex(snapshot, quad.IRI("many"))
	readFromIndex(snapshot, quad.IRI("many2"))
	has := func(pred, node string) *path.Path {
		return path.StartPath(snapshot).Has(quad.IRI(pred), quad.IRI(node))
	}
	for _, tc := range []struct {
		p    *path.Path
		want string
	}{
		{has("p", "few").Has(quad.IRI("q"), quad.IRI("few2")), "?0 <p> <few> ∩ ?0 <q> <few2> → ?0"},
		{has("p", "few").And(has("q", "few2")), "?0 <p> <few> ∩ ?0 <q> <few2> → ?0"},
		{has("p", "few").Has(quad.IRI("q"), quad.IRI("many2")), "?0 <p> <few> · ?0 <q> <many2> → ?0"},
		{has("p", "many").Has(quad.IRI("q"), quad.IRI("many2")), "?0 <p> <many> ∩ ?0 <q> <many2> → ?0"},
	} {
		planned, _ := shape.Optimize(tc.p.Shape(), snapshot)
		q, ok := planned.(queryplan.ExplainedShape)
		if !ok {
			t.Fatalf("a path became %T", planned)
		}
		if got := q.PlanDetail(context.Background()); !sameParts(got, tc.want) {
			t.Errorf("%s, want %s", got, tc.want)
		}
	}
}

// sameParts compares plans, ignoring the order of the patterns within a join.
func sameParts(a, b string) bool {
	parts := func(plan string) []string { return sorted(strings.Split(strings.TrimSuffix(plan, " → ?0"), " ∩ ")) }
	return slices.Equal(parts(a), parts(b))
}
