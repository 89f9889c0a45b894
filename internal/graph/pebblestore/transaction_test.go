package pebblestore

import (
	"context"
	"errors"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
)

func TestFailedTransactionLeavesNoTrace(t *testing.T) {
	s := openMem(t)
	kept := iri("a", "b", "c")
	apply(t, s, adds(kept))
	before, _ := s.Counters()
	missing := deletes(iri("x", "y", "z"))
	for name, in := range map[string][]graph.Delta{
		"missing quad":   append(adds(iri("new", "b", "c", "g")), missing...),
		"duplicate":      append(adds(iri("new", "b", "c", "g")), adds(kept)...),
		"twice":          adds(iri("new", "b", "c"), iri("new", "b", "c")),
		"invalid quad":   append(adds(iri("new", "b", "c")), adds(quad.Quad{Subject: quad.IRI("a")})...),
		"invalid action": append(adds(iri("new", "b", "c")), graph.Delta{Quad: kept, Action: 7}),
	} {
		err := s.ApplyDeltas(in, graph.IgnoreOpts{})
		var delta *graph.DeltaError
		if !errors.As(err, &delta) || delta.Delta != in[len(in)-1] {
			t.Errorf("%s: %v", name, err)
		}
		if ref := s.ValueOf(quad.IRI("new")); ref != nil {
			t.Errorf("%s: the new value has the reference %v", name, ref)
		}
	}
	if after, _ := s.Counters(); after != before {
		t.Errorf("counters moved from %+v to %+v", before, after)
	}
	expect(t, s, kept)
	apply(t, s, adds(iri("new", "b", "other"))) // gets the ids that the failed ones would have used
	if name := s.NameOf(s.ValueOf(quad.IRI("new"))); name != quad.IRI("new") {
		t.Errorf("new is called %v", name)
	}
	expect(t, s, kept, iri("new", "b", "other"))
}

func TestDeleteTwoAndAddOneOfTheSameNode(t *testing.T) {
	s := openMem(t)
	apply(t, s, adds(iri("n", "p", "1"), iri("n", "p", "2")))
	apply(t, s, deletes(iri("n", "p", "1"), iri("n", "p", "2")), adds(iri("n", "p", "3")))
	expect(t, s, iri("n", "p", "3"))
}

func TestOnlyTheOutcomeOfATransactionCounts(t *testing.T) {
	s := openMem(t)
	q := iri("a", "b", "c", "g")
	apply(t, s, adds(q), deletes(q))
	expect(t, s)
	apply(t, s, adds(q))
	id := s.ValueOf(quad.IRI("a"))
	apply(t, s, deletes(q), adds(q))
	if s.ValueOf(quad.IRI("a")) != id {
		t.Error("a value that stayed in use has another id")
	}
	expect(t, s, q)
}

func TestUnusedValuesAreReclaimed(t *testing.T) {
	s := openMem(t)
	apply(t, s, adds(iri("a", "p", "x", "g"), iri("b", "p", "x")))
	old := s.ValueOf(quad.IRI("a"))
	apply(t, s, deletes(iri("a", "p", "x", "g")))
	for _, gone := range []string{"a", "g"} {
		if ref := s.ValueOf(quad.IRI(gone)); ref != nil {
			t.Errorf("%s is still known as %v", gone, ref)
		}
	}
	if report := checkStore(t, s); report.Values != 3 {
		t.Errorf("%d values are kept", report.Values)
	}
	apply(t, s, adds(iri("a", "p", "x")))
	if ref := s.ValueOf(quad.IRI("a")); ref == old || ref == nil {
		t.Errorf("the id %v was given again", ref)
	}
}

func TestRawWriterSkipsDuplicates(t *testing.T) {
	s := openMem(t)
	apply(t, s, adds(iri("a", "b", "c")))
	w, err := s.NewQuadWriter()
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < 3; i++ {
		if _, err := w.WriteQuads([]quad.Quad{iri("a", "b", "c"), iri("a", "b", "d")}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	expect(t, s, iri("a", "b", "c"), iri("a", "b", "d"))
}

func TestClearCountsWhatItDid(t *testing.T) {
	s := openMem(t)
	apply(t, s, adds(iri("a", "b", "1", "g"), iri("a", "b", "2", "g"), iri("a", "b", "1", "other")))
	edit := DeltaBatch{Clear: []quad.Value{quad.IRI("g")}, Deltas: adds(iri("a", "b", "2", "g"), iri("a", "b", "3", "g"))}
	for _, want := range []ChangeCounts{{Added: 1, Removed: 1, Unchanged: 1}, {Unchanged: 2}} {
		if got, err := s.Apply(context.Background(), edit); err != nil || got != want {
			t.Errorf("%+v, %v; want %+v", got, err, want)
		}
	}
	expect(t, s, iri("a", "b", "2", "g"), iri("a", "b", "3", "g"), iri("a", "b", "1", "other"))
}

func TestValuesThatShareAHash(t *testing.T) {
	s, err := open("memory", OpenOptions{FS: vfs.NewMem(), CacheBytes: 1 << 20}, func([]byte) uint64 { return 7 })
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	apply(t, s, adds(iri("a", "b", "c", "g"), iri("d", "b", "e", "g")))
	apply(t, s, deletes(iri("a", "b", "c", "g")), adds(iri("f", "b", "e", "g")))
	expect(t, s, iri("d", "b", "e", "g"), iri("f", "b", "e", "g"))
	for _, name := range []string{"b", "d", "e", "f", "g"} {
		if got := s.NameOf(s.ValueOf(quad.IRI(name))); got != quad.IRI(name) {
			t.Errorf("%s is called %v", name, got)
		}
	}
	verify(t, s)
}
