package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"graphd/internal/graph"
)

var errUnsupported = errors.New("the system does not support the question")

func main() {
	quads := flag.Int("quads", 1_000_000, "size of the generated graph")
	data := flag.String("data", "", "prefix of an existing graph: PREFIX.nq, PREFIX.inc.nq, PREFIX.meta.json")
	rounds := flag.Int("rounds", 15, "number of rounds; each asks every system every question")
	out := flag.String("out", "", "write the tables to this Markdown file")
	sizes := flag.String("sizes", "", "measure growth instead, at these sizes, separated by commas")
	growth := flag.String("growth", "", "with -sizes: write the measurements to this file, and a figure next to it")
	cache := flag.Int64("cache", 0, "cache of graphd in MB; 0 for its default")
	only := flag.String("only", "", "ask only these questions")
	profile := flag.String("profile", "", "ask only graphd, and write a CPU profile to this file")
	program := flag.String("serve", "", "measure this graphd program under the load of clients instead, and stock Cayley")
	resident := flag.String("resident", "", "measure instead the memory of a server of this graphd program, by the size of its cache")
	stock := flag.String("stock", "", "serve this file with stock Cayley at -listen; used by -serve")
	listen := flag.String("listen", "127.0.0.1:64210", "address for -stock")
	flag.Parse()
	b := bench{rounds: *rounds, cache: *cache << 20, only: *only, profile: *profile}
	var err error
	switch {
	case *stock != "":
		err = serveStock(*stock, *listen)
	case *resident != "":
		err = b.resident(*quads, *data, *resident)
	case *program != "":
		err = b.serving(*quads, *program)
	case *sizes != "":
		err = b.growth(*sizes, *growth)
	default:
		err = b.compare(*quads, *data, *out)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

type bench struct {
	rounds  int
	cache   int64
	only    string
	profile string
}

// A source is a graph in files.
type source struct {
	quads, more string // paths of N-Quads files
	marks       Marks
}

// makeSource generates n quads in dir, or uses the files of a prefix.
func makeSource(dir string, n int, prefix string) (source, error) {
	if prefix != "" {
		marks, err := readMarks(prefix + ".meta.json")
		return source{prefix + ".nq", prefix + ".inc.nq", marks}, err
	}
	s := source{quads: filepath.Join(dir, "graph.nq"), more: filepath.Join(dir, "more.nq")}
	out, err := os.Create(s.quads)
	if err != nil {
		return s, err
	}
	defer out.Close()
	more, err := os.Create(s.more)
	if err != nil {
		return s, err
	}
	defer more.Close()
	s.marks, err = generate(n, 24_000, out, more)
	return s, errors.Join(err, out.Close(), more.Close())
}

// A loadedGraph is a graph in files and in a graphd store, in a temporary directory.
type loadedGraph struct {
	dir    string
	source source
	store  *graph.Store
	loaded loadResult
}

// loadedGraph generates a graph of n quads, or uses that of a prefix, and loads it.
func (b bench) loadedGraph(n int, prefix string) (g *loadedGraph, err error) {
	dir, err := os.MkdirTemp("", "graphd-bench")
	if err != nil {
		return nil, err
	}
	g = &loadedGraph{dir: dir}
	if g.source, err = makeSource(dir, n, prefix); err == nil {
		g.store, g.loaded, err = loadGraphd(g.storeDir(), g.source, b.cache)
	}
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return g, nil
}

// servedGraph does what loadedGraph does, and closes the store, so that a server can open it.
func (b bench) servedGraph(n int, prefix string) (*loadedGraph, error) {
	g, err := b.loadedGraph(n, prefix)
	if err != nil {
		return nil, err
	}
	if err := g.store.Close(); err != nil {
		g.close()
		return nil, err
	}
	return g, nil
}

func (g *loadedGraph) storeDir() string { return filepath.Join(g.dir, "store") }

// close removes the directory.
func (g *loadedGraph) close() {
	g.store.Close()
	os.RemoveAll(g.dir)
}

// compare measures all systems on one graph and prints the tables.
func (b bench) compare(n int, prefix, out string) error {
	g, err := b.loadedGraph(n, prefix)
	if err != nil {
		return err
	}
	defer g.close()
	src, store := g.source, g.store
	if b.profile != "" {
		return b.profiled(&Paths{store, src.marks})
	}
	lite, liteLoaded, err := loadSQLite(filepath.Join(g.dir, "sqlite.db"), src)
	if err != nil {
		return err
	}
	defer lite.Close()
	postgres, postgresLoaded, err := loadPostgreSQL(src)
	if err != nil {
		return err
	}
	arrays, arraysLoaded, err := loadArrays(src)
	if err != nil {
		return err
	}
	systems := []System{lite, &Paths{store, src.marks}, newGizmo(store, src.marks), arrays}
	if postgres != nil {
		defer postgres.Close()
		systems = append(systems, postgres)
	}
	if err := agree(systems, arrays); err != nil {
		return err
	}
	table, err := b.pairs(systems)
	if err != nil {
		return err
	}
	loads := []loadResult{g.loaded, liteLoaded, arraysLoaded}
	if loads[0].txPerSecond, err = graphdTransactions(store, src.more); err != nil {
		return err
	}
	if loads[1].txPerSecond, err = lite.transactions(src.more); err != nil {
		return err
	}
	if postgres != nil {
		if postgresLoaded.txPerSecond, err = postgres.transactions(src.more); err != nil {
			return err
		}
		loads = slices.Insert(loads, 2, postgresLoaded)
	}
	return report(table, loads, out)
}

func withFile(name string, use func(io.Reader) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return use(f)
}

func parseSizes(list string) (sizes []int, err error) {
	for _, text := range strings.Split(list, ",") {
		n, err := strconv.Atoi(text)
		if err != nil {
			return nil, err
		}
		sizes = append(sizes, n)
	}
	return sizes, nil
}

func options(cache int64) graph.Options { return graph.Options{CacheBytes: cache} }
