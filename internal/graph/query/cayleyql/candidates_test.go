package cayleyql

import (
	"slices"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"graphd/internal/graph"
	"graphd/internal/graph/algebra"
)

// TestCandidates checks the nodes that random top-level fields select against Cayley's optimizer. The paths of this language
// use none of the shapes that package algebra corrects, so both must find the same nodes.
func TestCandidates(t *testing.T) {
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	names := []string{"a", "b", "c", "d"}
	var quads []quad.Quad
	for i, s := range names {
		for j, o := range names {
			if (i+j)%3 != 0 {
				quads = append(quads, quad.Quad{
					Subject: quad.IRI(s), Predicate: quad.IRI([]string{"p", "q"}[i*j%2]), Object: quad.IRI(o), Label: quad.IRI([]string{"l", "m"}[(i+2*j)%2]),
				})
			}
		}
	}
	if _, err := store.Apply(t.Context(), graph.Edit{Add: quads}); err != nil {
		t.Fatal(err)
	}
	snapshot, err := store.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snapshot.Close()
	e := evaluation{ctx: t.Context(), qs: snapshot}
	rapid.Check(t, func(rt *rapid.T) {
		s := e.candidates(randomField(rt)).Shape()
		theirs, _ := shape.Optimize(s, snapshot)
		if diff := cmp.Diff(nodesOf(t, snapshot, theirs), nodesOf(t, snapshot, algebra.Optimize(s, snapshot))); diff != "" {
			rt.Errorf("nodes (-Cayley's +ours):\n%s", diff)
		}
	})
}

// randomField returns a top-level field that names nodes and requires edges, some of which do not exist.
func randomField(t *rapid.T) *field {
	iris := func(most int, from ...string) (out []quad.Value) {
		for _, name := range rapid.SliceOfN(rapid.SampledFrom(from), 0, most).Draw(t, "names") {
			out = append(out, quad.IRI(name))
		}
		return out
	}
	f := &field{}
	if ids := iris(3, "a", "b", "x"); len(ids) > 0 {
		f.args = append(f.args, fieldArgument{via: nameID, values: ids})
	}
	for range rapid.IntRange(0, 4).Draw(t, "edges") {
		f.args = append(f.args, fieldArgument{
			via: quad.IRI(rapid.SampledFrom([]string{"p", "q", "r"}).Draw(t, "via")), reverse: rapid.Bool().Draw(t, "reverse"),
			values: iris(2, "a", "b", "c", "x"), labels: iris(2, "l", "m", "n"),
		})
	}
	return f
}

// nodesOf returns the names of the nodes that an optimized shape yields, in order.
func nodesOf(t *testing.T, qs *graph.Snapshot, s shape.Shape) (names []string) {
	t.Helper()
	tree, _ := cayley.AsShape(s.BuildIterator(qs)).Optimize(t.Context())
	scan := tree.Iterate()
	defer scan.Close()
	for scan.Next(t.Context()) {
		names = append(names, qs.NameOf(scan.Result()).String())
	}
	slices.Sort(names)
	return names
}
