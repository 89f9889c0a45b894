package gizmo

import (
	"cmp"
	"context"
	"maps"
	"sync"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"

	"graphd/internal/graph/algebra"
	"graphd/internal/graph/queryplan"
	"graphd/internal/memlimit"
)

// Budgets bound what one query may take; a zero field means its default.
type Budgets struct {
	Script int   // bytes of the script; 64 KiB
	Steps  int   // steps of one path, those of the paths inside it counted; 512
	Held   int   // values that toArray, tagArray and one emitted row may hold; 100,000
	Heap   int64 // bytes that the query may hold; 128 MiB
	Calls  int   // nested calls of functions; 512

	// Memory limits what queries hold; nil for a limiter of the engine's own, which lets all its queries together hold twice Heap.
	Memory *memlimit.Limiter
}

// RegexpTimeout is the longest that one application of a backtracking regular expression may take.
const RegexpTimeout = 100 * time.Millisecond

func (b Budgets) withDefaults() Budgets {
	b.Script = orDefault(b.Script, 64<<10)
	b.Steps = orDefault(b.Steps, 512)
	b.Held = orDefault(b.Held, 100_000)
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

// Engine runs queries; it is safe for concurrent use.
type Engine struct {
	prefixes map[string]string // prefix → namespace
	budgets  Budgets
	scripts  scriptCache
}

// New makes an engine that knows prefixes (name without colon → namespace).
func New(prefixes map[string]string, budgets Budgets) *Engine {
	return &Engine{prefixes: maps.Clone(prefixes), budgets: budgets.withDefaults(), scripts: scriptCache{most: 256}}
}

// Query is one script with the values of its parameters, which it finds in the object params.
// A value is a string, bool, int64, float64, time.Time, quad.Value, or a []any of these.
type Query struct {
	Text   string
	Params map[string]any

	Linked  bool              // rows of paths are written as in JSON-LD: {"@id": iri}, {"@value": …, "@type": …}
	Explain bool              // paths are planned and not run: each final finds nothing
	Report  *queryplan.Report // gets the plan of each path, with its figures where it is run; nil for none
}

// Run executes q over qs and hands each row to emit, in order and from one goroutine.
//
// A row is what encoding/json can write: map[string]any of tags for a path, any JSON value for g.emit.
// The error is an *Error, the cause of ctx, or what emit returned; ErrStop from emit is none.
func (e *Engine) Run(ctx context.Context, qs graph.QuadStore, q Query, emit func(row any) error) error {
	s, err := e.scripts.compile(q.Text, e.budgets.Script)
	if err != nil {
		return err
	}
	r := newRun(ctx, e, qs, emit)
	defer r.end()
	r.explain, r.report, r.linked = q.Explain, q.Report, q.Linked
	return e.limited(r, s, q.Params)
}

// limited runs a script until it ends or exceeds the memory limit.
func (e *Engine) limited(r *run, s *script, params map[string]any) (err error) {
	exceeded := func() {
		r.stop(budgetf("the query takes more than its share of memory, which is at most %d MiB; ask for less at a time", e.budgets.Heap>>20))
	}
	e.budgets.Memory.Run(r.ctx, e.budgets.Heap, exceeded, func(ctx context.Context, m memlimit.Mark) {
		r.ctx, r.mark = ctx, m
		if err = r.prepare(s, params); err != nil {
			err = cmp.Or(r.stopped(), err)
			return
		}
		err = r.execute(s)
	})
	return err
}

// Check says what is wrong with the text of a query without running it.
func (e *Engine) Check(text string) error {
	_, err := e.scripts.compile(text, e.budgets.Script)
	return err
}

// scriptCache keeps compiled scripts by their text.
type scriptCache struct {
	most int

	mu   sync.Mutex
	held map[string]*script
}

func (c *scriptCache) compile(text string, longest int) (*script, error) {
	if s := c.get(text); s != nil {
		return s, nil
	}
	s, err := compile(text, longest)
	if err == nil {
		c.put(text, s)
	}
	return s, err
}

func (c *scriptCache) get(text string) *script {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.held[text]
}

func (c *scriptCache) put(text string, s *script) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.held == nil {
		c.held = make(map[string]*script, c.most)
	}
	for other := range c.held {
		if len(c.held) < c.most {
			break
		}
		delete(c.held, other)
	}
	c.held[text] = s
}

// Diagram returns a diagram of the last path that q runs. No path is read from the graph.
func (e *Engine) Diagram(ctx context.Context, qs graph.QuadStore, q Query) (algebra.Diagram, error) {
	drawn := algebra.DiagramOf(nil)
	s, err := e.scripts.compile(q.Text, e.budgets.Script)
	if err != nil {
		return drawn, err
	}
	r := newRun(ctx, e, qs, func(any) error { return nil })
	defer r.end()
	r.draw = func(p *path.Path) { drawn = algebra.NewDiagram(p, qs) }
	err = e.limited(r, s, q.Params)
	return drawn, err
}
