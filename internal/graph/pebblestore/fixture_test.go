package pebblestore

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"graphd/internal/graph/pebblestore/check"
	"graphd/internal/graph/pebblestore/codec"
)

// openMem creates a store in memory that is checked and closed at the end of the test.
func openMem(t testing.TB) *QuadStore {
	t.Helper()
	s, err := OpenMemory(OpenOptions{CacheBytes: 8 << 20})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		verify(t, s)
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

// verify fails the test if an invariant is violated.
func verify(t testing.TB, s *QuadStore) {
	t.Helper()
	if report := checkStore(t, s); report.Found > 0 {
		t.Errorf("check found %d problems: %q", report.Found, report.Problems)
	}
}

func checkStore(t testing.TB, s *QuadStore) check.InvariantReport {
	t.Helper()
	snapshot := snapshotOf(t, s)
	defer snapshot.Close()
	report, err := snapshot.Check(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func snapshotOf(t testing.TB, s *QuadStore) *QuadSnapshot {
	t.Helper()
	snapshot, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	return snapshot
}

// iri returns a quad of IRIs: subject, predicate, object and, if given, a label.
func iri(names ...string) (q quad.Quad) {
	for i, at := range []*quad.Value{&q.Subject, &q.Predicate, &q.Object, &q.Label} {
		if i < len(names) {
			*at = quad.IRI(names[i])
		}
	}
	return q
}

func adds(quads ...quad.Quad) []graph.Delta    { return deltas(graph.Add, quads) }
func deletes(quads ...quad.Quad) []graph.Delta { return deltas(graph.Delete, quads) }

func deltas(action graph.Procedure, quads []quad.Quad) (out []graph.Delta) {
	for _, q := range quads {
		out = append(out, graph.Delta{Quad: q, Action: action})
	}
	return out
}

func apply(t testing.TB, s *QuadStore, in ...[]graph.Delta) {
	t.Helper()
	if err := s.ApplyDeltas(slices.Concat(in...), graph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
}

// quadsOf returns the quads of a version, sorted.
func quadsOf(t testing.TB, v interface {
	Match(context.Context, codec.QuadIDs, func(codec.QuadIDs) error) error
	QuadOf(codec.QuadIDs) (quad.Quad, error)
}) []string {
	t.Helper()
	var out []string
	err := v.Match(context.Background(), codec.QuadIDs{}, func(ids codec.QuadIDs) error {
		q, err := v.QuadOf(ids)
		out = append(out, q.String())
		return err
	})
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

func stringsOf(quads ...quad.Quad) []string {
	var out []string
	for _, q := range quads {
		out = append(out, q.String())
	}
	slices.Sort(out)
	return out
}

func expect(t testing.TB, s *QuadStore, quads ...quad.Quad) {
	t.Helper()
	if got, want := quadsOf(t, s), stringsOf(quads...); !slices.Equal(got, want) {
		t.Errorf("the store holds %q, want %q", got, want)
	}
}

// ignoreAll ignores additions of existing quads and removals of missing ones.
var ignoreAll = graph.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true}
