package pebblestore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

func TestSnapshotDoesNotMove(t *testing.T) {
	s := openMem(t)
	apply(t, s, adds(iri("a", "p", "1", "g")))
	snapshot := snapshotOf(t, s)
	defer snapshot.Close()
	id := snapshot.ValueOf(quad.IRI("a"))
	apply(t, s, deletes(iri("a", "p", "1", "g")))
	apply(t, s, adds(iri("a", "p", "2", "g"))) // a has a new id
	if got := snapshot.ValueOf(quad.IRI("a")); got != id || snapshot.NameOf(id) != quad.IRI("a") {
		t.Errorf("a is %v and was %v", got, id)
	}
	if got, want := quadsOf(t, snapshot), stringsOf(iri("a", "p", "1", "g")); !slices.Equal(got, want) {
		t.Errorf("the snapshot holds %q, want %q", got, want)
	}
	if stats, err := snapshot.Stats(context.Background(), true); err != nil || stats.Quads.Size != 1 {
		t.Errorf("%+v, %v", stats, err)
	}
	if err := snapshot.ApplyDeltas(nil, graph.IgnoreOpts{}); !errors.Is(err, engine.ErrReadOnly) {
		t.Errorf("a snapshot was written: %v", err)
	}
}

// TestReadersSeeWholeChanges replaces graphs repeatedly while readers check that every snapshot has one version of each,
// complete in every index.
func TestReadersSeeWholeChanges(t *testing.T) {
	s, ctx := openMem(t), context.Background()
	const versions, size, writers = 40, 25, 2
	var work sync.WaitGroup
	for w := range writers {
		work.Go(func() {
			for version := range versions {
				edit := DeltaBatch{Clear: []quad.Value{graphName(w)}, Deltas: adds(versionOf(w, version, size)...)}
				if _, err := s.Apply(ctx, edit); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 2 {
		work.Go(func() {
			for range versions {
				for w := range writers {
					readVersion(t, s, w, size)
				}
			}
		})
	}
	work.Wait()
}

func graphName(w int) quad.IRI { return quad.IRI(fmt.Sprintf("g%d", w)) }

func versionOf(w, version, size int) (quads []quad.Quad) {
	for i := range size {
		quads = append(quads, quad.Quad{
			Subject: quad.IRI(fmt.Sprintf("s%d", i)), Predicate: quad.IRI("version"), Object: quad.Int(version), Label: graphName(w),
		})
	}
	return quads
}

func readVersion(t *testing.T, s *QuadStore, w, size int) {
	snapshot := snapshotOf(t, s)
	defer snapshot.Close()
	seen := make(map[quad.Value]int)
	q, _ := snapshot.Find(graphName(w))
	if q == 0 {
		return // not written so far
	}
	err := snapshot.Match(context.Background(), codec.QuadIDs{codec.Label: q}, func(ids codec.QuadIDs) error {
		version, err := snapshot.Value(ids[codec.Object])
		seen[version]++
		return err
	})
	if err != nil || len(seen) != 1 {
		t.Errorf("graph %d has the versions %v, %v", w, seen, err)
	}
	for version, n := range seen {
		if n != size {
			t.Errorf("version %v of graph %d has %d quads", version, w, n)
		}
	}
}

func TestCancellationIsAnError(t *testing.T) {
	s := openMem(t)
	var quads []quad.Quad
	for i := range 2000 {
		quads = append(quads, iri(fmt.Sprintf("s%d", i), "p", fmt.Sprintf("o%d", i%7)))
	}
	apply(t, s, adds(quads...))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Apply(ctx, DeltaBatch{Deltas: adds(iri("x", "y", "z"))}); !errors.Is(err, context.Canceled) {
		t.Errorf("Apply: %v", err)
	}
	snapshot := snapshotOf(t, s)
	defer snapshot.Close()
	p := quad.IRI("p")
	for name, q := range map[string]*path.Path{
		"scan":  path.StartPath(snapshot).Out(p),
		"steps": path.StartPath(snapshot, quad.IRI("o1")).In(p).Out(p),
		"join":  path.StartPath(snapshot).Has(p, quad.IRI("o1")).Has(p),
		"nodes": path.StartPath(snapshot),
	} {
		it := q.BuildIterator()
		for it.Next(ctx) {
		}
		if !errors.Is(it.Err(), context.Canceled) {
			t.Errorf("%s: %v", name, it.Err())
		}
		it.Close()
	}
	ctx, cancel = context.WithCancel(context.Background())
	defer cancel()
	it := path.StartPath(snapshot).Out(p).BuildIterator()
	defer it.Close()
	n := 0
	for ; it.Next(ctx); n++ {
		cancel()
	}
	if !errors.Is(it.Err(), context.Canceled) || n > engine.CheckEvery {
		t.Errorf("cancelled in the middle: %d results, %v", n, it.Err())
	}
	if !errors.Is(snapshot.Err(), context.Canceled) {
		t.Errorf("the snapshot remembers %v", snapshot.Err())
	}
	fork := snapshot.Fork()
	if n := count(t, path.StartPath(fork).Out(p).BuildIterator()); n != 2000 || fork.Err() != nil || fork.State() != snapshot.State() {
		t.Errorf("its fork has %d of 2000 and remembers %v", n, fork.Err())
	}
	if err := fork.Close(); err != nil {
		t.Error(err)
	}
	if got := snapshot.ValueOf(quad.IRI("s1")); got == nil {
		t.Error("the end of its fork is the end of the snapshot")
	}
}

// TestCancellationReachesPlanning checks that a cancelled query does not read the edges of a hub in order to choose an
// order of evaluation.
func TestCancellationReachesPlanning(t *testing.T) {
	s := openMem(t)
	var quads []quad.Quad
	for i := range 2000 {
		quads = append(quads, iri(fmt.Sprintf("s%d", i), "p", "hub"), iri(fmt.Sprintf("s%d", i), "q", fmt.Sprintf("o%d", i%7)))
	}
	apply(t, s, adds(quads...))
	snapshot := snapshotOf(t, s)
	defer snapshot.Close()
	hub, ok := snapshot.ValueOf(quad.IRI("hub")).(codec.NodeID)
	if !ok {
		t.Fatal("no hub")
	}
	kept := func() bool { return snapshot.reader.HasAdjacencyList(access.Incoming, hub) }
	paths := map[string]*path.Path{
		"join":   path.StartPath(snapshot, quad.IRI("hub")).In(quad.IRI("p")).Out(quad.IRI("q")),
		"source": path.StartPath(snapshot, quad.IRI("hub")).In(quad.IRI("p")).Limit(1000).Out(quad.IRI("q")).And(path.StartPath(snapshot).Has(quad.IRI("q"))),
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for name, p := range paths {
		if err := p.Iterate(cancelled).Each(func(graph.Ref) {}); err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		it := p.BuildIterator()
		if it.Next(cancelled) || !errors.Is(it.Err(), context.Canceled) {
			t.Errorf("%s: %v", name, it.Err())
		}
		it.Close()
		if kept() {
			t.Errorf("%s: the hub was read for a cancelled query", name)
		}
	}
	if err := paths["join"].Iterate(context.Background()).Each(func(graph.Ref) {}); err != nil || !kept() {
		t.Errorf("the hub was not read: %v", err)
	}
}

func TestSameStatementUnderTwoLabels(t *testing.T) {
	s := openMem(t)
	one, two, none := iri("a", "p", "b", "g1"), iri("a", "p", "b", "g2"), iri("a", "p", "b")
	apply(t, s, adds(one, two, none))
	expect(t, s, one, two, none)
	var labels []string
	err := s.Labels(context.Background(), func(id codec.NodeID, n uint64) error {
		name, err := s.Value(id)
		labels = append(labels, fmt.Sprintf("%v %d", name, n))
		return err
	})
	if want := []string{"<g1> 1", "<g2> 1"}; err != nil || !slices.Equal(labels, want) {
		t.Errorf("labels %q, %v", labels, err)
	}
	for _, d := range quad.Directions {
		if it := s.QuadIterator(d, s.ValueOf(one.Get(d))); d == quad.Label && count(t, it) != 1 || d != quad.Label && count(t, it) != 3 {
			t.Errorf("the index of the %v does not have the quads", d)
		}
	}
	apply(t, s, deletes(one))
	expect(t, s, two, none)
	if c, _ := s.Counters(); c.Graphs != 1 || c.Quads != 2 {
		t.Errorf("counters %+v", c)
	}
}

func count(t *testing.T, it graph.Iterator) (n int) {
	t.Helper()
	defer it.Close()
	for it.Next(context.Background()) {
		n++
	}
	if err := it.Err(); err != nil {
		t.Error(err)
	}
	return n
}

func TestDamageIsNotASilentlyShortResult(t *testing.T) {
	s, err := OpenMemory(OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	apply(t, s, adds(iri("a", "p", "b")))
	remove(t, s, codec.IDKey(codec.TableValue, s.ValueOf(quad.IRI("b")).(codec.NodeID)))
	snapshot := snapshotOf(t, s)
	defer snapshot.Close()
	it := path.StartPath(snapshot, quad.IRI("a")).Out(quad.IRI("p")).BuildIterator()
	defer it.Close()
	for it.Next(context.Background()) {
		if name := snapshot.NameOf(it.Result()); name != nil {
			t.Errorf("the lost value is called %v", name)
		}
	}
	if err := snapshot.Err(); !errors.Is(err, codec.ErrCorrupt) {
		t.Errorf("the snapshot remembers %v", err)
	}
}
