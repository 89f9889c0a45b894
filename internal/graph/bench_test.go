package graph

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
)

// benchData names a file of N-Quads without its ending, and beside it a .meta.json with the nodes to ask about, as the
// shared benchmark's generator makes them.
const benchData = "GRAPHD_BENCH_DATA"

type benchNodes struct {
	Meta struct{ Popular, Mid, Rare, Topic, Body, Assertion string }
}

func benchIRI(name string) quad.IRI { return quad.IRI("http://ex.org/" + name) }

// openBench loads the benchmark's data once into a store on disk that lives as long as the benchmark.
func openBench(b *testing.B) (*Store, benchNodes) {
	b.Helper()
	prefix := os.Getenv(benchData)
	if prefix == "" {
		b.Skipf("set %s to the prefix of the benchmark's files", benchData)
	}
	var nodes benchNodes
	meta, err := os.ReadFile(prefix + ".meta.json")
	if err == nil {
		err = json.Unmarshal(meta, &nodes)
	}
	if err != nil {
		b.Fatal(err)
	}
	s, err := Open(b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s, nodes
}

func loadBench(b *testing.B, s *Store) {
	b.Helper()
	f, err := os.Open(os.Getenv(benchData) + ".nq")
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	result, err := s.Load(context.Background(), f, LoadOptions{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(result.Added)/b.Elapsed().Seconds(), "quads/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		s, _ := openBench(b)
		loadBench(b, s)
		b.ReportMetric(float64(s.quads.Bytes())/(1<<20), "MB")
	}
}

// BenchmarkQueries runs the shared benchmark's eight queries through Cayley's path API.
func BenchmarkQueries(b *testing.B) {
	s, nodes := openBench(b)
	loadBench(b, s)
	ask := nodes.Meta
	node := func(s string) quad.IRI { return quad.IRI(strings.Trim(s, "<>")) }
	for _, q := range []struct {
		name string
		path func(p func(...quad.Value) *path.Path) *path.Path
	}{
		{"q1", func(from func(...quad.Value) *path.Path) *path.Path {
			return from(node(ask.Popular)).In(benchIRI("speaker")).Tag("a").Out(benchIRI("text")).Tag("t")
		}},
		{"q2", func(from func(...quad.Value) *path.Path) *path.Path {
			return from(node(ask.Rare)).In(benchIRI("speaker")).Tag("a").Out(benchIRI("text")).Tag("t")
		}},
		{"q3", func(from func(...quad.Value) *path.Path) *path.Path {
			return from(node(ask.Mid)).In(benchIRI("speaker")).In(benchIRI("respondsTo")).Tag("r").
				Save(benchIRI("speaker"), "who").Save(benchIRI("text"), "t")
		}},
		{"q4", func(from func(...quad.Value) *path.Path) *path.Path {
			return from(node(ask.Body)).In(benchIRI("memberOf")).
				And(from(node(ask.Topic)).In(benchIRI("about")).Out(benchIRI("speaker"))).Unique()
		}},
		{"q5", func(from func(...quad.Value) *path.Path) *path.Path {
			return from(node(ask.Topic)).In(benchIRI("about")).Out(benchIRI("speaker")).Tag("who")
		}},
		{"q6", func(from func(...quad.Value) *path.Path) *path.Path {
			return from(node(ask.Mid)).Both().Tag("near").Both().Tag("far").Limit(2000)
		}},
		{"q7", func(from func(...quad.Value) *path.Path) *path.Path {
			return from(node(ask.Assertion)).OutWithTags([]string{"p"}).Tag("o")
		}},
		{"q8", func(from func(...quad.Value) *path.Path) *path.Path {
			return from(node(ask.Mid)).In(benchIRI("speaker")).Save(benchIRI("about"), "t").Out(benchIRI("inDocument")).
				In(benchIRI("inDocument")).Save(benchIRI("about"), "t2").Save(benchIRI("speaker"), "y")
		}},
	} {
		b.Run(q.name, func(b *testing.B) { benchPath(b, s, q.path) })
	}
}

// benchPath runs a path on a snapshot of its own each time, and reports its rows.
func benchPath(b *testing.B, s *Store, build func(func(...quad.Value) *path.Path) *path.Path) {
	rows := 0
	for b.Loop() {
		snapshot, err := s.Snapshot()
		if err != nil {
			b.Fatal(err)
		}
		rows = 0
		from := func(nodes ...quad.Value) *path.Path { return path.StartPath(snapshot, nodes...) }
		err = build(from).Iterate(context.Background()).Paths(true).TagValues(snapshot, func(map[string]quad.Value) { rows++ })
		if err != nil || snapshot.Err() != nil {
			b.Fatal(err, snapshot.Err())
		}
		snapshot.Close()
	}
	b.ReportMetric(float64(rows), "rows")
}
