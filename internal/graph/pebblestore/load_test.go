package pebblestore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"pgregory.net/rapid"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/pebblestore/bulk"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

// inSmallPieces makes a load of a few quads take every step of a large one: several chunks, and files of sorted quads.
var inSmallPieces = bulk.LoadConfig{MemoryBytes: 1 << 10, BlockBytes: 200}

func linesOf(quads ...quad.Quad) []byte {
	var b []byte
	for _, q := range quads {
		b = nquads.AppendQuad(b, q)
	}
	return b
}

func loadQuads(t testing.TB, s *QuadStore, opts bulk.LoadConfig, quads ...quad.Quad) bulk.LoadCounts {
	t.Helper()
	result, err := s.Load(context.Background(), bytes.NewReader(linesOf(quads...)), opts)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// someQuads returns n quads, of which every fifth occurs twice.
func someQuads(n int) (quads []quad.Quad) {
	for i := range n {
		k := i - i%5/4
		quads = append(quads, quad.Quad{
			Subject: quad.IRI(fmt.Sprint("s", k%97)), Predicate: quad.IRI(fmt.Sprint("p", k%7)), Object: quad.Int(k),
			Label: []quad.Value{nil, quad.IRI("g1"), quad.IRI("g2")}[k%3],
		})
	}
	return quads
}

func distinct(quads []quad.Quad) (out []quad.Quad) {
	seen := model{}
	for _, q := range quads {
		if !seen[q] {
			seen[q] = true
			out = append(out, q)
		}
	}
	return out
}

func TestLoadIntoEmptyAndFullStore(t *testing.T) {
	for name, opts := range map[string]bulk.LoadConfig{"at once": {}, "in small pieces": inSmallPieces} {
		t.Run(name, func(t *testing.T) {
			s := openMem(t)
			quads := someQuads(2000)
			first, all := distinct(quads[:1200]), distinct(quads)
			if got := loadQuads(t, s, opts, quads[:1200]...); got.Added != len(first) || got.Known != 1200-len(first) || got.Lines != 1200 {
				t.Errorf("into an empty store: %+v", got)
			}
			expect(t, s, first...)
			if got := loadQuads(t, s, opts, quads...); got.Added != len(all)-len(first) || got.Known != 2000-got.Added {
				t.Errorf("into a store that has some: %+v", got)
			}
			expect(t, s, all...)
			if got := loadQuads(t, s, opts, quads...); got.Added != 0 {
				t.Errorf("again: %+v", got)
			}
			apply(t, s, deletes(all[:500]...))
			loadQuads(t, s, opts, quads[:10]...)
			verify(t, s)
		})
	}
}

func TestLoadGivesIDsInTheOrderOfArrival(t *testing.T) {
	s := openMem(t)
	loadQuads(t, s, inSmallPieces, iri("z", "y", "x", "g"), iri("a", "y", "z"), iri("b", "y", "z"))
	for i, name := range []string{"z", "y", "x", "g", "a", "b"} {
		if id := s.ValueOf(quad.IRI(name)); id != codec.NodeID(i+1) {
			t.Errorf("%s has the id %v", name, id)
		}
	}
}

// everyKind holds values of every kind, including empty and large ones.
var everyKind = []quad.Value{
	quad.IRI("i"), quad.IRI("with space and é"), quad.BNode("b.1"), quad.String(""), quad.String("x\n\"\\\t\x00é😀"), quad.String(strings.Repeat("1 MB", 1<<18)),
	quad.LangString{Value: "", Lang: "en"}, quad.LangString{Value: "x", Lang: "en-GB"}, quad.TypedString{Value: "", Type: "t"},
	quad.TypedString{Value: "007", Type: "http://www.w3.org/2001/XMLSchema#integer"}, quad.TypedString{Value: "2024-05-13", Type: "http://www.w3.org/2001/XMLSchema#date"},
	quad.Int(0), quad.Int(math.MinInt64), quad.Int(math.MaxInt64), quad.Float(0), quad.Float(math.Copysign(0, -1)), quad.Float(1.5), quad.Float(math.Inf(-1)),
	quad.Float(math.SmallestNonzeroFloat64), quad.Bool(true), quad.Bool(false),
	quad.IRI("nul\x00"), quad.IRI(strings.Repeat("1 MB", 1<<18)), quad.String("\ufffd"),
	quad.LangString{Value: "\x00", Lang: "x"},
	quad.Time(time.Date(2018, 3, 21, 10, 0, 0, 1, time.UTC)), quad.Time(time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)),
}

// notUTF8 holds values that N-Quads cannot represent, but a transaction can store.
var notUTF8 = []quad.Value{
	quad.String("\xff\xfe"), quad.IRI("\xc3"), quad.BNode("\xff"), quad.LangString{Value: "\xff", Lang: "x"}, quad.TypedString{Value: "\xff", Type: "\xff"},
}

func TestValuesOfEveryKindComeBack(t *testing.T) {
	for name, write := range map[string]func(*QuadStore, []quad.Quad){
		"transaction": func(s *QuadStore, quads []quad.Quad) { apply(t, s, adds(quads...)) },
		"load":        func(s *QuadStore, quads []quad.Quad) { loadQuads(t, s, inSmallPieces, quads...) },
	} {
		dir := t.TempDir()
		s, err := Open(dir, OpenOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var quads []quad.Quad
		values := everyKind
		if name == "transaction" {
			values = slices.Concat(values, notUTF8)
		}
		for _, v := range values { // each at every position
			quads = append(quads, quad.Quad{Subject: v, Predicate: v, Object: v, Label: v})
		}
		write(s, quads)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if s, err = Open(dir, OpenOptions{}); err != nil {
			t.Fatal(err)
		}
		for _, v := range values {
			if got := s.NameOf(s.ValueOf(v)); got != v || math.Signbit(float64OrZero(got)) != math.Signbit(float64OrZero(v)) {
				t.Errorf("%s: %.60v comes back as %.60v", name, v, got)
			}
		}
		expect(t, s, quads...)
		verify(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func float64OrZero(v quad.Value) float64 { f, _ := v.(quad.Float); return float64(f) }

func TestLoadedValuesThatShareAHash(t *testing.T) {
	s, err := open("memory", OpenOptions{FS: vfs.NewMem(), CacheBytes: 1 << 20}, func([]byte) uint64 { return 7 })
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	quads := distinct(someQuads(60))
	apply(t, s, adds(quads[:20]...))
	loadQuads(t, s, inSmallPieces, quads...)
	expect(t, s, quads...)
	verify(t, s)
	apply(t, s, deletes(quads[:30]...))
	verify(t, s)
}

// TestStoppedLoadLeavesNothing interrupts loads in several ways.
func TestStoppedLoadLeavesNothing(t *testing.T) {
	fs := vfs.NewMem()
	s, err := Open("store", OpenOptions{FS: fs, CacheBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	kept := iri("a", "b", "c")
	apply(t, s, adds(kept))
	good := string(linesOf(someQuads(300)...))
	for name, tc := range map[string]struct {
		in   string
		want string
	}{
		"bad line":     {good + "<a> <b> .\n" + good, "line 301: "},
		"reading":      {good, "broken"},
		"cancellation": {good, context.Canceled.Error()},
	} {
		ctx, cancel := context.WithCancel(context.Background())
		opts := inSmallPieces
		in := iotest.DataErrReader(strings.NewReader(tc.in))
		switch name {
		case "reading":
			in = iotest.TimeoutReader(strings.NewReader(tc.in))
			tc.want = iotest.ErrTimeout.Error()
		case "cancellation":
			opts.Progress = func(p bulk.LoadStatus) {
				if p.Indexed > 0 {
					cancel()
				}
			}
		}
		_, err := s.Load(ctx, in, opts)
		cancel()
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v", name, err)
		}
		if left, err := fs.List("store/" + bulk.TempFolder); err == nil {
			t.Errorf("%s left %q", name, left)
		}
	}
	expect(t, s, kept)
	verify(t, s)
	loadQuads(t, s, inSmallPieces, someQuads(50)...)
	verify(t, s)
}

// TestReadersSeeWholeLoads takes snapshots during a load: each has all of its quads or none.
func TestReadersSeeWholeLoads(t *testing.T) {
	s := openMem(t)
	quads := someQuads(3000)
	whole := uint64(len(distinct(quads)))
	old := snapshotOf(t, s)
	defer old.Close()
	var loading sync.WaitGroup
	loading.Go(func() { loadQuads(t, s, bulk.LoadConfig{MemoryBytes: 64 << 10, BlockBytes: 4 << 10}, quads...) })
	for n := uint64(0); n != whole && !t.Failed(); {
		snapshot := snapshotOf(t, s)
		n = must(snapshot.Count(context.Background(), codec.QuadIDs{}))
		if counters := must(snapshot.Counters()); n != counters.Quads || n != 0 && n != whole {
			t.Errorf("a snapshot has %d quads, counts %d", n, counters.Quads)
		}
		if err := snapshot.Close(); err != nil {
			t.Error(err)
		}
	}
	loading.Wait()
	if n := must(old.Count(context.Background(), codec.QuadIDs{})); n != 0 {
		t.Errorf("a snapshot from before has %d quads", n)
	}
}

func TestIDsMayNotRunOut(t *testing.T) {
	fs := vfs.NewMem()
	s, err := Open("store", OpenOptions{FS: fs})
	if err != nil {
		t.Fatal(err)
	}
	plant(t, s, codec.SettingKey(codec.SettingCounters), codec.Counters{Next: codec.MaxID - 1}.Encode())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open("store", OpenOptions{FS: fs}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Load(context.Background(), bytes.NewReader(linesOf(iri("a", "b", "c"))), bulk.LoadConfig{}); !errors.Is(err, engine.ErrFailed) {
		t.Errorf("a load: %v", err)
	}
	if err := s.ApplyDeltas(adds(iri("a", "b", "c")), graph.IgnoreOpts{}); err == nil || !strings.Contains(err.Error(), "all ids are used") {
		t.Errorf("a change: %v", err)
	}
	apply(t, s, adds(iri("a", "b", "a")))
	verify(t, s)
}

func TestLoadSkipsAndNamesBadLines(t *testing.T) {
	s := openMem(t)
	var lines strings.Builder
	for i := range 200 {
		if fmt.Fprintf(&lines, "<s%d> <p> <o> .\n", i); i%20 == 7 {
			lines.WriteString("nonsense\n\n# comment\n")
		}
	}
	opts := inSmallPieces
	opts.SkipBad = true
	got, err := s.Load(context.Background(), strings.NewReader(lines.String()), opts)
	if err != nil || got.Added != 200 || got.Skipped != 10 || got.Lines != 230 || len(got.FirstBad) != 10 {
		t.Fatalf("%+v, %v", got, err)
	}
	var bad *nquads.LineError
	if !errors.As(got.FirstBad[1], &bad) || bad.Line != 7+20+1+3+1 {
		t.Errorf("the second bad line is %v", got.FirstBad[1])
	}
}

// loadBoth loads random quads into the store and the model.
func loadBoth(t *rapid.T, s *QuadStore, m model) model {
	quads := rapid.SliceOfN(someQuad, 0, 40).Draw(t, "quads")
	opts := rapid.SampledFrom([]bulk.LoadConfig{{}, inSmallPieces}).Draw(t, "opts")
	next, want, _ := m.apply(DeltaBatch{Deltas: adds(quads...), Ignore: graph.IgnoreOpts{IgnoreDup: true}})
	got, err := s.Load(context.Background(), bytes.NewReader(linesOf(quads...)), opts)
	if err != nil || got.Added != want.Added || got.Known != len(quads)-want.Added {
		t.Fatalf("%+v, %v; want %+v", got, err, want)
	}
	return next
}
