package subgraph_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"graphd/internal/graph"
	"graphd/internal/graph/subgraph"
	"graphd/internal/graph/vocab"
)

func node(name string) quad.IRI { return vocab.DefaultBase.IRI("actor", name) }

// storeOf returns a store with the given edges, added one by one: "a speaksFor b" in doc:1, "a speaksFor b 2" in doc:2.
func storeOf(t testing.TB, edges ...string) *graph.Store {
	t.Helper()
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	for _, edge := range edges {
		parts := append(strings.Fields(edge), "1")
		q := quad.Quad{Subject: node(parts[0]), Predicate: quad.IRI(vocab.NS + parts[1]), Object: node(parts[2]), Label: vocab.DefaultBase.IRI("doc", parts[3])}
		if _, err := store.Apply(t.Context(), graph.Edit{Add: []quad.Quad{q}}); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

// format returns a subgraph as text: its nodes, each with the number of omitted edges, then its edges.
func format(g subgraph.Subgraph) string {
	name := func(n subgraph.Vertex) string {
		return strings.TrimPrefix(g.Base.Shorten(n.Value.(quad.IRI)), "actor:")
	}
	var nodes, edges []string
	for _, n := range g.Nodes {
		text := name(n)
		if n.Omitted > 0 {
			text += fmt.Sprintf("-%d", n.Omitted)
		}
		nodes = append(nodes, text)
	}
	for _, e := range g.Edges {
		edges = append(edges, name(g.Nodes[e.From])+">"+name(g.Nodes[e.To]))
	}
	return strings.Join(nodes, " ") + " / " + strings.Join(edges, " ")
}

// selected returns the subgraph around roots and fails the test if there is none.
func selected(t testing.TB, store *graph.Store, sel subgraph.Selection, roots ...string) subgraph.Subgraph {
	t.Helper()
	for _, root := range roots {
		sel.Roots = append(sel.Roots, node(root))
	}
	g, err := selectFrom(t.Context(), store, sel)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestSelect(t *testing.T) {
	// a has the neighbours b with two more edges, c with one more, and d; e is two edges away.
	edges := []string{"a made b", "a made c", "d about a", "b made e", "b made c 2", "c made e", "e made a"}
	for _, test := range []struct {
		name     string
		req      subgraph.Selection
		want     string
		complete bool
	}{
		{"one edge away", subgraph.Selection{}, "a b c e d / a>b a>c b>c b>e c>e e>a d>a", true},
		{"out", subgraph.Selection{Direction: subgraph.Out}, "a b c / a>b a>c b>c", true},
		{"in", subgraph.Selection{Direction: subgraph.In}, "a e d / e>a d>a", true},
		{"out, two away", subgraph.Selection{Direction: subgraph.Out, Depth: 2}, "a b c e / a>b a>c b>c b>e c>e e>a", true},
		{"one predicate", subgraph.Selection{Predicates: []quad.IRI{vocab.About}}, "a d / d>a", true},
		{"one document", subgraph.Selection{Depth: 2, Documents: []quad.IRI{vocab.DefaultBase.IRI("doc", "2")}}, "a / ", true},
		{"no document", subgraph.Selection{Documents: []quad.IRI{}}, "a / ", true},
		{"no such kind", subgraph.Selection{Kinds: []string{"body"}}, "a / ", true},
		{"best connected neighbours", subgraph.Selection{PerNode: 2}, "a-2 b c / a>b a>c b>c", false},
		{"few edges", subgraph.Selection{Limit: 2}, "a-2 b-1 c-1 / a>b a>c", false},
		{"as many as there are", subgraph.Selection{Limit: 7, PerNode: 4}, "a b c e d / a>b a>c b>c b>e c>e e>a d>a", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			for range 3 { // the order of adding does not matter
				rand.Shuffle(len(edges), func(i, j int) { edges[i], edges[j] = edges[j], edges[i] })
				g := selected(t, storeOf(t, edges...), test.req, "a")
				if got := format(g); got != test.want || g.Complete != test.complete || g.Complete != (g.Reason == "") {
					t.Errorf("%s, complete: %t (%s)\nwant %s", got, g.Complete, g.Reason, test.want)
				}
			}
		})
	}
}

func TestSelectSeveralRoots(t *testing.T) {
	store := storeOf(t, "a made b", "c made d", "e made e")
	if got := format(selected(t, store, subgraph.Selection{}, "c", "a", "e", "c")); got != "c a e b d / c>d a>b e>e" {
		t.Error(got)
	}
}

// Edges are counted in the same way before and after the limit is reached, including those of a root whose kind is not
// selected.
func TestSelectCountsEdgesBeyondLimit(t *testing.T) {
	store := storeOf(t, "a made b", "a made c", "a about b", "c made a", "d made b", "d about b", "e made b", "b made b")
	_, err := store.Apply(t.Context(), graph.Edit{Add: []quad.Quad{
		{Subject: vocab.Actor, Predicate: vocab.Made, Object: node("b")},
		{Subject: vocab.Document, Predicate: vocab.Made, Object: vocab.Actor},
	}})
	if err != nil {
		t.Fatal(err)
	}
	omitted := func(req subgraph.Selection) map[quad.Value]int {
		req.Roots, req.Depth = append(req.Roots, node("a")), 3
		g, err := selectFrom(t.Context(), store, req)
		if err != nil {
			t.Fatal(err)
		}
		found := map[quad.Value]int{}
		for _, n := range g.Nodes {
			found[n.Value] = n.Links + n.Omitted
		}
		return found
	}
	for _, req := range []subgraph.Selection{
		{}, {Predicates: []quad.IRI{vocab.Made}}, {Kinds: []string{"actor"}}, {Roots: []quad.IRI{vocab.Actor}},
		{Roots: []quad.IRI{vocab.Document, vocab.Actor}}, {Roots: []quad.IRI{vocab.Actor}, Kinds: []string{"actor"}},
	} {
		all := omitted(req)
		for limit := range 6 {
			req.Limit = limit + 1
			for value, edges := range omitted(req) {
				if edges != all[value] {
					t.Errorf("%+v: %v has %d edges, not %d", req, value, edges, all[value])
				}
			}
		}
	}
}

// Literals and terms are facts unless Values makes them nodes; the text of a document is neither.
func TestSelectFacts(t *testing.T) {
	store := storeOf(t, "a made b")
	_, err := store.Apply(t.Context(), graph.Edit{Add: []quad.Quad{
		{Subject: node("a"), Predicate: vocab.Said, Object: quad.String("yes")},
		{Subject: node("a"), Predicate: vocab.Type, Object: vocab.Actor},
		{Subject: node("a"), Predicate: vocab.Text, Object: quad.String("long")},
	}})
	if err != nil {
		t.Fatal(err)
	}
	g := selected(t, store, subgraph.Selection{}, "a")
	want := []subgraph.Fact{{Predicate: vocab.Type, Object: vocab.Actor}, {Predicate: vocab.Said, Object: quad.String("yes")}}
	if d := cmp.Diff(want, g.Nodes[0].Facts); d != "" || len(g.Nodes) != 2 {
		t.Error(len(g.Nodes), d)
	}
	g = selected(t, store, subgraph.Selection{Values: true}, "a")
	var kinds []string
	for _, n := range g.Nodes {
		kinds = append(kinds, n.Kind)
	}
	slices.Sort(kinds)
	if d := cmp.Diff([]string{"actor", "actor", "term", "value", "value"}, kinds); d != "" || len(g.Nodes[0].Facts) != 0 {
		t.Error(d, g.Nodes[0].Facts)
	}
}

func TestSelectRejectsInvalidSelections(t *testing.T) {
	store := storeOf(t, "a made b")
	for _, test := range []struct {
		req  subgraph.Selection
		want error
		says string
	}{
		{subgraph.Selection{}, subgraph.ErrSelection, "has no root"},
		{subgraph.Selection{Roots: []quad.IRI{node("nobody")}}, subgraph.ErrNoRoot, "actor:nobody"},
		{subgraph.Selection{Roots: []quad.IRI{node("a")}, Depth: 11}, subgraph.ErrSelection, "depth is 11 and must be at most 10"},
		{subgraph.Selection{Roots: []quad.IRI{node("a")}, Depth: -1}, subgraph.ErrSelection, "depth is -1"},
		{subgraph.Selection{Roots: []quad.IRI{node("a")}, Limit: 1 << 20}, subgraph.ErrSelection, "limit is"},
		{subgraph.Selection{Roots: []quad.IRI{node("a")}, Direction: "up"}, subgraph.ErrSelection, `"up": use out, in or both`},
		{subgraph.Selection{Roots: []quad.IRI{node("a")}, Kinds: []string{"cat"}}, subgraph.ErrSelection, `"cat": use one of document`},
	} {
		_, err := selectFrom(t.Context(), store, test.req)
		if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%+v: %v", test.req, err)
		}
	}
}

// selectFrom selects a subgraph of the current version of store.
func selectFrom(ctx context.Context, store *graph.Store, sel subgraph.Selection) (subgraph.Subgraph, error) {
	snapshot, err := store.Snapshot()
	if err != nil {
		return subgraph.Subgraph{}, err
	}
	defer snapshot.Close()
	return subgraph.Select(ctx, snapshot, sel)
}
