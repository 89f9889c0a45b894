package gizmo_test

import (
	"context"
	"errors"
	"os"
	"regexp"
	"strconv"
	"testing"
	"time"

	"graphd/internal/graph/query/gizmo"
	"graphd/internal/graph/query/qlang"
)

// greedy lists scripts that keep a built-in function busy, or take memory as fast as they can.
var greedy = []string{
	`var s = "x".repeat(1e6); s.replace(/x/g, "")`,
	`var s = "x".repeat(1e6); s.replace(/x/g, function () { return "" })`,
	`var s = "x".repeat(1e6); s.replaceAll("x", "")`,
	`var s = "x".repeat(1e6); s.match(/x/g)`,
	`var s = "x".repeat(1e6); s.split(/x/)`,
	`var s = "é".repeat(1e6); s.replace(/(?=(.))/g, "")`,
	`var s = "é".repeat(1e5); s.replace(/(?=(.*))/g, "$1")`,
	`[..."x".repeat(1e6)]`,
	`Array.from("x".repeat(1e6))`,
	`Math.max(...Array(1e6).fill(1))`,
	`var a = [1]; for (;;) a = [...a, ...a]`,
	`var a = [1]; for (;;) a.push(...a)`,
	`var a = [1]; for (;;) a = a.concat(a)`,
	`var o = {}; for (;;) o = {a: o, b: o}`,
	`var m = new Map(); for (var i = 0;; i++) m.set(i, i)`,
	`[...function* () { for (;;) yield 1 }()]`,
	`new Set(function* () { for (var i = 0;; i++) yield i }())`,
	`Object.fromEntries(function* () { for (var i = 0;; i++) yield [i, i] }())`,
	`var s = "x".repeat(1e6), a = []; for (;;) a.push(s.split(""))`,
	`var s = "x".repeat(1e6), a = []; for (;;) a.push(s.toUpperCase().toLowerCase())`,
	`var s = "x".repeat(1e6); for (;;) { try { s.search(/(?=(x+x+)+y)/) } catch (e) {} }`,
	`Array(1e6).fill("x".repeat(1e3)).sort().map(function (s) { return s.toUpperCase() })`,
}

// TestGreedyQueriesAreBounded checks that they end at their deadline, or earlier with an error, and that the process stays
// small.
func TestGreedyQueriesAreBounded(t *testing.T) {
	const allowed, most = 200 * time.Millisecond, 1 << 30
	const grace = 10 * time.Second // for a built-in function on a busy machine; an unbounded script would never end
	qs := people(t)
	engine := gizmo.New(prefixes, gizmo.Budgets{Heap: 32 << 20})
	for _, text := range greedy {
		t.Run(text, func(t *testing.T) {
			measured := forgetPeak()
			if !measured {
				t.Log("SKIPPED: the peak of resident memory cannot be measured on this system")
			}
			ctx, cancel := context.WithTimeout(t.Context(), allowed)
			defer cancel()
			start := time.Now()
			err := engine.Run(ctx, qs, gizmo.Script{Text: text}, func(any) error { return nil })
			if err != nil && !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, qlang.ErrLimit) {
				t.Error(err)
			}
			if took := time.Since(start); took > allowed+grace {
				t.Errorf("took %v", took)
			}
			if bytes := peak(); measured && bytes > most {
				t.Errorf("the process took %d MiB", bytes>>20)
			}
		})
	}
}

// forgetPeak resets the peak of resident memory and reports whether the system can do that.
func forgetPeak() bool { return os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) == nil }

// peak returns the peak of resident memory since forgetPeak, in bytes.
func peak() int {
	status, _ := os.ReadFile("/proc/self/status") // absent on other systems, where forgetPeak returns false
	if found := regexp.MustCompile(`VmHWM:\s*(\d+) kB`).FindSubmatch(status); found != nil {
		kib, _ := strconv.Atoi(string(found[1])) // digits
		return kib << 10
	}
	return 0
}
