package pebblestore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"

	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/queryplan"
)

// seen returns the results of a few paths in one version, by the model.
func (m model) seen(start quad.Value) (out, back []string) {
	for q := range m {
		if q.Subject == start {
			out = append(out, fmt.Sprint(q.Object))
			for r := range m {
				if r.Object == q.Object && r.Predicate == q.Predicate {
					back = append(back, fmt.Sprint(r.Subject))
				}
			}
		}
	}
	return sorted(out), sorted(back)
}

func sorted(xs []string) []string {
	slices.Sort(xs)
	return xs
}

// counted returns the degree of a node and the counts of the edges that lead to it, by the model, where the class of a value is the
// length of its text.
func (m model) counted(node quad.Value) (d access.Degree, counts []string) {
	edges := map[string]int{}
	for q := range m {
		if q.Subject == node {
			d.Out++
		}
		if q.Object == node {
			d.In++
			edges[fmt.Sprintln(q.Predicate, lengthClass("", q.Subject))]++
		}
	}
	for kind, n := range edges {
		counts = append(counts, fmt.Sprint(kind, n))
	}
	return d, sorted(counts)
}

func lengthClass(_ string, value quad.Value) access.ValueClass {
	return access.ValueClass(len(value.String()))
}

// TestCachesAcrossVersions queries old and new snapshots in turn, so that each finds in the shared cache what others
// have read.
func TestCachesAcrossVersions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, err := OpenMemory(OpenOptions{CacheBytes: 4 << 20, Class: lengthClass})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		var states []model
		var snapshots []*QuadSnapshot
		defer func() {
			for _, snapshot := range snapshots {
				snapshot.Close()
			}
		}()
		m := model{}
		for range rapid.IntRange(1, 6).Draw(t, "states") {
			if m = editBoth(t, s, m); rapid.Bool().Draw(t, "load") {
				m = loadBoth(t, s, m)
			}
			snapshot, err := s.Snapshot()
			if err != nil {
				t.Fatal(err)
			}
			states, snapshots = append(states, m), append(snapshots, snapshot)
			for range 4 {
				i := rapid.IntRange(0, len(states)-1).Draw(t, "asked")
				start := someNode.Draw(t, "start")
				askNeighbours(t, snapshots[i], states[i], start)
				askCounts(t, snapshots[i], states[i], start)
			}
		}
	})
}

func askNeighbours(t *rapid.T, s *QuadSnapshot, m model, start quad.Value) {
	out, back := m.seen(start)
	if got := valuesOf(t, s, path.StartPath(s, start).Out()); !slices.Equal(got, out) {
		t.Fatalf("out of %v: %v, want %v", start, got, out)
	}
	var got []string
	for i := range 3 {
		p := quad.IRI(fmt.Sprint("p", i))
		got = append(got, valuesOf(t, s, path.StartPath(s, start).Out(p).In(p))...)
	}
	if sorted(got); !slices.Equal(got, back) {
		t.Fatalf("out of and back to %v: %v, want %v", start, got, back)
	}
}

func askCounts(t *rapid.T, s *QuadSnapshot, m model, node quad.Value) {
	want, wantBundles := m.counted(node)
	id, err := s.Find(node)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Degree(id); err != nil || got != want {
		t.Fatalf("degree of %v: %v, %v, want %v", node, got, err, want)
	}
	if id == 0 {
		return
	}
	counts, err := s.Tally(context.Background(), id)
	var got []string
	for _, b := range counts {
		predicate, failure := s.Value(b.Predicate)
		err = errors.Join(err, failure)
		got = append(got, fmt.Sprint(fmt.Sprintln(predicate, b.Class), b.Edges))
	}
	if sorted(got); err != nil || !slices.Equal(got, wantBundles) {
		t.Fatalf("edges to %v: %v, %v, want %v", node, got, err, wantBundles)
	}
}

func valuesOf(t *rapid.T, s *QuadSnapshot, p *path.Path) (got []string) {
	if err := p.Iterate(context.Background()).Paths(true).EachValue(s, func(v quad.Value) { got = append(got, fmt.Sprint(v)) }); err != nil {
		t.Fatal(err)
	}
	return sorted(got)
}

func TestPlanDetail(t *testing.T) {
	s, err := OpenMemory(OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	apply(t, s, adds(iri("a", "speaker", "ann"), iri("a", "text", "words"), iri("b", "speaker", "bob"), iri("b", "text", "more")))
	snapshot := snapshotOf(t, s)
	defer snapshot.Close()
	p := path.StartPath(snapshot, quad.IRI("ann")).In(quad.IRI("speaker")).Out(quad.IRI("text"))
	planned, _ := shape.Optimize(p.Shape(), snapshot)
	q, ok := planned.(queryplan.ExplainedShape)
	if !ok {
		t.Fatalf("a path became %T", planned)
	}
	want := "?0 <speaker> <ann> · ?0 <text> ?1 → ?1"
	if got := q.PlanDetail(context.Background()); q.PlanName() != "join" || got != want {
		t.Errorf("%s %s, want join %s", q.PlanName(), got, want)
	}
}

// TestOptionalAfterCount checks that an optional step after a count has no effect.
func TestOptionalAfterCount(t *testing.T) {
	s, err := OpenMemory(OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	apply(t, s, adds(iri("a", "p", "b"), iri("a", "p", "c")))
	snapshot := snapshotOf(t, s)
	defer snapshot.Close()
	p := path.StartPath(snapshot, quad.IRI("a")).Out(quad.IRI("p")).Count().SaveOptional(quad.IRI("p"), "tag")
	value, err := p.Iterate(context.Background()).FirstValue(snapshot)
	if err != nil || value != quad.Int(2) {
		t.Errorf("%v, %v", value, err)
	}
}
