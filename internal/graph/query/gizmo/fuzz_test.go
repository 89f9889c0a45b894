package gizmo_test

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"graphd/internal/graph/query/gizmo"
	"graphd/internal/graph/query/qlang"
)

// FuzzRun checks that a query of any text ends near its deadline, with rows that JSON can encode or an error of a known kind.
func FuzzRun(f *testing.F) {
	for _, text := range queries(f) {
		f.Add(text)
	}
	for _, test := range harmful {
		f.Add(test.text)
	}
	for _, text := range endless {
		f.Add(text)
	}
	qs := people(f)
	engine := gizmo.New(prefixes, gizmo.Budgets{Heap: 32 << 20})
	f.Fuzz(func(t *testing.T, text string) { survive(t, engine, qs, text) })
}

// FuzzScripts does what FuzzRun does, with hostile scripts that a grammar generates and that all parse.
func FuzzScripts(f *testing.F) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 64 {
		seed := make([]byte, 4096)
		for i := range seed {
			seed[i] = byte(random.Uint32())
		}
		f.Add(seed)
	}
	qs := people(f)
	engine := gizmo.New(prefixes, gizmo.Budgets{Heap: 32 << 20})
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) {
		text := newMaker(t).hostile()
		t.Logf("%s", text)
		survive(t, engine, qs, text)
	}))
}

// TestHostileScripts runs random scripts of that grammar; make soak runs more of them.
func TestHostileScripts(t *testing.T) {
	qs := people(t)
	engine := gizmo.New(prefixes, gizmo.Budgets{Heap: 32 << 20})
	rapid.Check(t, func(t *rapid.T) {
		text := newMaker(t).hostile()
		t.Logf("%s", text)
		survive(t, engine, qs, text)
	})
}

// failer is implemented by *testing.T and *rapid.T.
type failer interface {
	Errorf(format string, args ...any)
	Context() context.Context
}

// survive runs an arbitrary script and checks that it ends in time with encodable rows or a known error.
func survive(t failer, engine *gizmo.Interpreter, qs graph.QuadStore, text string) {
	const allowed = 50 * time.Millisecond
	ctx, cancel := context.WithTimeout(t.Context(), allowed)
	defer cancel()
	start, sent := time.Now(), 0
	err := engine.Run(ctx, qs, gizmo.Script{Text: text}, func(row any) error {
		if _, err := json.Marshal(row); err != nil {
			t.Errorf("a row does not encode: %v", err)
		}
		if sent++; sent > 1000 {
			return qlang.ErrStop
		}
		return nil
	})
	if took := time.Since(start); took > allowed+5*time.Second {
		t.Errorf("took %v", took)
	}
	if !isKnown(err) {
		t.Errorf("an error of no known kind: %v", err)
	}
	nextIsAnswered(t, engine, qs)
	checkNoLeaks(t)
}

// isKnown reports whether err is of a kind that callers distinguish, and has a position where its kind requires one.
func isKnown(err error) bool {
	var fault *qlang.TextError
	switch {
	case err == nil, errors.Is(err, context.DeadlineExceeded):
		return true
	case !errors.As(err, &fault):
		return false
	}
	placeless := strings.Contains(fault.Message, "end it with .all()") || strings.Contains(fault.Message, "nested more than")
	return fault.Kind != nil && (fault.Line > 0 || placeless)
}

func nextIsAnswered(t failer, engine *gizmo.Interpreter, qs graph.QuadStore) {
	rows := 0
	err := engine.Run(context.Background(), qs, gizmo.Script{Text: `g.V("<bob>").in("<follows>").all()`}, func(any) error { rows++; return nil })
	if err != nil || rows != 3 {
		t.Errorf("the next query: %d rows, %v", rows, err)
	}
}

// checkNoLeaks checks that queries leak neither goroutines nor memory.
func checkNoLeaks(t failer) {
	if err := goleak.Find(unrelatedGoroutines...); err != nil {
		t.Errorf("%v", err)
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	if memory.HeapAlloc > 256<<20 {
		runtime.GC()
		runtime.ReadMemStats(&memory)
	}
	if memory.HeapAlloc > 256<<20 || memory.HeapSys > 2<<30 {
		t.Errorf("%d MiB are held, of %d MiB", memory.HeapAlloc>>20, memory.HeapSys>>20)
	}
}

// unrelatedGoroutines lists goroutines that exist without any query, or end shortly after one.
var unrelatedGoroutines = []goleak.Option{
	goleak.IgnoreAnyFunction("testing.(*F).Fuzz"), goleak.IgnoreAnyFunction("testing.(*F).Fuzz.func1.1"),
	goleak.IgnoreAnyFunction("os/signal.NotifyContext.func1"), goleak.IgnoreAnyFunction("os/signal.loop"), goleak.IgnoreAnyFunction("internal/fuzz.(*workerServer).serve"),
	goleak.IgnoreAnyFunction("testing.(*T).Run"), goleak.IgnoreAnyFunction("testing.runFuzzTests"),
	goleak.IgnoreAnyFunction("github.com/dlclark/regexp2/v2.runClock"), goleak.IgnoreAnyFunction("graphd/internal/memlimit.(*Limiter).watch"),
}
