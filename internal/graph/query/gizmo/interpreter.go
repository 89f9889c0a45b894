package gizmo

import (
	"context"
	"errors"
	"maps"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"

	"graphd/internal/graph/algebra"
	"graphd/internal/graph/query/gizmo/sandbox"
	"graphd/internal/graph/query/qlang"
	"graphd/internal/graph/queryplan"
	"graphd/internal/memlimit"
)

// Budgets bound what one query may take; a zero field means its default.
type Budgets struct {
	Script int   // bytes of the script; 64 KiB
	Steps  int   // steps of one path, including those of the paths inside it; 512
	Values int   // values in one array from toArray or tagArray, or in one emitted row; 100,000
	Heap   int64 // bytes that the query may hold; 128 MiB
	Calls  int   // nested calls of functions; 512

	// Memory limits what queries hold; nil for a limiter of the interpreter's own, which lets all its queries together hold
	// twice Heap.
	Memory *memlimit.Limiter
}

func (b Budgets) withDefaults() Budgets {
	b.Script = orDefault(b.Script, 64<<10)
	b.Steps = orDefault(b.Steps, 512)
	b.Values = orDefault(b.Values, 100_000)
	b.Heap = orDefault(b.Heap, 128<<20)
	b.Calls = orDefault(b.Calls, 512)
	if b.Memory == nil {
		b.Memory = &memlimit.Limiter{Total: 2 * b.Heap}
	}
	return b
}

func orDefault[N int | int64](n, fallback N) N {
	if n <= 0 {
		return fallback
	}
	return n
}

// Interpreter runs queries. It is safe for concurrent use.
type Interpreter struct {
	prefixes map[string]string // prefix → namespace
	budgets  Budgets
	scripts  scriptCache
}

// New returns an interpreter that knows prefixes (name without colon → namespace).
func New(prefixes map[string]string, budgets Budgets) *Interpreter {
	return &Interpreter{prefixes: maps.Clone(prefixes), budgets: budgets.withDefaults(), scripts: scriptCache{max: 256}}
}

// Script is one query with the values of its parameters, which it reads from the object params.
// A value is a string, bool, int64, float64, time.Time, quad.Value, or a []any of these.
type Script struct {
	Text   string
	Params map[string]any

	Linked  bool              // write the rows of paths as in JSON-LD: {"@id": iri}, {"@value": …, "@type": …}
	Explain bool              // plan paths and do not run them: each final finds no results
	Report  *queryplan.Report // receives the plan of each path, with measurements unless Explain; nil for none
}

// Run executes q over qs and passes each row to emit, in order and from the calling goroutine.
//
// A row is data that encoding/json can write: map[string]any of tags for a path, any JSON value for g.emit.
// The error is a *qlang.TextError, the cause of ctx, or what emit returned. If emit returns qlang.ErrStop, the query ends
// early and Run returns nil.
func (in *Interpreter) Run(ctx context.Context, qs graph.QuadStore, q Script, emit func(row any) error) error {
	return in.run(ctx, qs, q, emit, nil)
}

// Diagram returns a diagram of the last path that q runs. No path is read from the graph.
func (in *Interpreter) Diagram(ctx context.Context, qs graph.QuadStore, q Script) (algebra.Diagram, error) {
	drawn := algebra.DiagramOf(nil)
	err := in.run(ctx, qs, q, func(any) error { return nil }, func(p *path.Path) { drawn = algebra.NewDiagram(p, qs) })
	return drawn, err
}

// run executes q. If draw is not nil, it receives each path instead of the path being run.
func (in *Interpreter) run(ctx context.Context, qs graph.QuadStore, q Script, emit func(row any) error, draw func(*path.Path)) error {
	s, err := in.scripts.compile(q.Text, in.budgets.Script)
	if err != nil {
		return err
	}
	vm := sandbox.NewVM(ctx, sandbox.ScriptLimits{Calls: in.budgets.Calls, Values: in.budgets.Values, Heap: in.budgets.Heap})
	defer vm.Close()
	x := &execution{
		vm: vm, budgets: in.budgets, qs: qs, emit: emit, draw: draw, namespaces: newNamespaces(in.prefixes),
		linked: q.Linked, explain: q.Explain, report: q.Report,
	}
	vm.HostData = x.hostData
	err = vm.RunLimited(in.budgets.Memory, func() error { return x.run(s, q.Params) })
	if errors.Is(err, qlang.ErrStop) {
		return nil
	}
	return err
}

// Check returns the error in the text of a query, if there is one, without running it.
func (in *Interpreter) Check(text string) error {
	_, err := in.scripts.compile(text, in.budgets.Script)
	return err
}
