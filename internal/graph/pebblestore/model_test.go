package pebblestore

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"pgregory.net/rapid"

	"graphd/internal/graph/pebblestore/codec"
)

// model is a set of quads, the specification of a store.
type model map[quad.Quad]bool

// apply specifies QuadStore.Apply.
func (m model) apply(e DeltaBatch) (model, ChangeCounts, error) {
	next, named := model{}, model{}
	for q := range m {
		if slices.Contains(e.Clear, q.Label) {
			named[q] = true
		} else {
			next[q] = true
		}
	}
	for _, d := range e.Deltas {
		switch {
		case d.Action == graph.Add && next[d.Quad] && !e.Ignore.IgnoreDup:
			return m, ChangeCounts{}, graph.ErrQuadExists
		case d.Action == graph.Delete && !next[d.Quad] && !e.Ignore.IgnoreMissing:
			return m, ChangeCounts{}, graph.ErrQuadNotExist
		}
		if named[d.Quad] = true; d.Action == graph.Add {
			next[d.Quad] = true
		} else {
			delete(next, d.Quad)
		}
	}
	var c ChangeCounts
	for q := range named {
		switch {
		case m[q] && next[q]:
			c.Unchanged++
		case m[q]:
			c.Removed++
		case next[q]:
			c.Added++
		}
	}
	return next, c, nil
}

// Generators with few values, so that the same quads recur.
var (
	someNode  = rapid.Custom(func(t *rapid.T) quad.Value { return quad.IRI(fmt.Sprint("n", rapid.IntRange(0, 5).Draw(t, "node"))) })
	somePred  = rapid.Custom(func(t *rapid.T) quad.Value { return quad.IRI(fmt.Sprint("p", rapid.IntRange(0, 2).Draw(t, "pred"))) })
	someLabel = rapid.SampledFrom([]quad.Value{nil, quad.IRI("g0"), quad.IRI("g1"), quad.IRI("n0")})
	someQuad  = rapid.Custom(func(t *rapid.T) quad.Quad {
		object := rapid.OneOf(someNode, rapid.SampledFrom([]quad.Value{quad.String("n1"), quad.Int(1)})).Draw(t, "object")
		return quad.Quad{
			Subject: someNode.Draw(t, "subject"), Predicate: somePred.Draw(t, "predicate"),
			Object: object, Label: someLabel.Draw(t, "label"),
		}
	})
	someDelta = rapid.Custom(func(t *rapid.T) graph.Delta {
		return graph.Delta{Quad: someQuad.Draw(t, "quad"), Action: rapid.SampledFrom([]graph.Procedure{graph.Add, graph.Add, graph.Delete}).Draw(t, "action")}
	})
	someEdit = rapid.Custom(func(t *rapid.T) DeltaBatch {
		return DeltaBatch{
			Clear:  rapid.SliceOfN(rapid.SampledFrom([]quad.Value{quad.IRI("g0"), quad.IRI("g1"), quad.IRI("absent")}), 0, 1).Draw(t, "clear"),
			Deltas: rapid.SliceOfN(someDelta, 0, 12).Draw(t, "deltas"),
			Ignore: graph.IgnoreOpts{IgnoreDup: rapid.Bool().Draw(t, "dup"), IgnoreMissing: rapid.Bool().Draw(t, "missing")},
		}
	})
)

// TestStoreIsTheModel applies random operations to a store and to the model: edits, bulk loads, reopening, power cuts.
func TestStoreIsTheModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		disk, m := vfs.NewCrashableMem(), model{}
		s := reopen(t, disk, nil)
		defer func() { s.Close() }()
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			switch rapid.SampledFrom([]string{"edit", "edit", "edit", "edit", "load", "reopen", "cut"}).Draw(t, "step") {
			case "edit":
				m = editBoth(t, s, m)
			case "load":
				m = loadBoth(t, s, m)
			case "reopen":
				s = reopen(t, disk, s)
			case "cut":
				lost := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
				disk = disk.CrashClone(vfs.CrashCloneCfg{UnsyncedDataPercent: rapid.IntRange(0, 100).Draw(t, "unsynced"), RNG: lost})
				s.Close()
				s = reopen(t, disk, nil)
			}
			compare(t, s, m)
		}
	})
}

// editBoth applies a random edit to the store and to the model.
func editBoth(t *rapid.T, s *QuadStore, m model) model {
	edit := someEdit.Draw(t, "edit")
	next, want, wantErr := m.apply(edit)
	got, err := s.Apply(context.Background(), edit)
	var delta *graph.DeltaError
	if got != want || (err == nil) != (wantErr == nil) || err != nil && (!errors.As(err, &delta) || !errors.Is(delta.Err, wantErr)) {
		t.Fatalf("%+v, %v; want %+v, %v", got, err, want, wantErr)
	}
	return next
}

func reopen(t *rapid.T, fs vfs.FS, s *QuadStore) *QuadStore {
	if s != nil {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Open("memory", OpenOptions{FS: fs, CacheBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// compare compares the store with the model: all quads, the sizes of patterns, and every invariant.
func compare(t *rapid.T, s *QuadStore, m model) {
	snapshot, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snapshot.Close()
	ctx, got := context.Background(), model{}
	err = snapshot.Match(ctx, codec.QuadIDs{}, func(ids codec.QuadIDs) error {
		q, err := snapshot.QuadOf(ids)
		got[q] = true
		return err
	})
	if err != nil || len(got) != len(m) {
		t.Fatalf("the store holds %v, want %v (%v)", got, m, err)
	}
	patterns := 3 // as many as are compared in each step
	for q := range m {
		if !got[q] {
			t.Fatalf("the store lacks %v", q)
		}
		if patterns--; patterns >= 0 {
			comparePatterns(t, snapshot, m, q)
		}
	}
	report, err := snapshot.Check(ctx, nil)
	if err != nil || report.Found > 0 || report.Quads != uint64(len(m)) {
		t.Fatalf("%+v, %v", report, err)
	}
}

// comparePatterns counts the quads that agree with q at some positions, for each choice of positions.
func comparePatterns(t *rapid.T, s *QuadSnapshot, m model, q quad.Quad) {
	for mask := range 16 {
		var pattern codec.QuadIDs
		for pos, d := range quad.Directions {
			if v := q.Get(d); mask&(1<<pos) != 0 && v != nil {
				pattern[pos], _ = s.Find(v)
			}
		}
		want := 0
		for other := range m {
			same := true
			for pos, d := range quad.Directions {
				same = same && (pattern[pos] == 0 || other.Get(d) == q.Get(d))
			}
			if same {
				want++
			}
		}
		n, err := s.Count(context.Background(), pattern)
		size, exact, sizeErr := s.reader.Size(pattern)
		if err != nil || sizeErr != nil || n != uint64(want) || exact && size != uint64(want) || size < uint64(want) {
			t.Fatalf("pattern %v of %v: %d, %d, want %d (%v, %v)", pattern, q, n, size, want, err, sizeErr)
		}
	}
}
