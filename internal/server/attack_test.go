package server_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"graphd/internal/server"
)

// greedy are scripts that take memory until they are stopped, each in another way.
var greedy = []string{
	`var s = "x"; for (;;) s += s`,
	`var a = []; for (;;) a.push(new Array(1000).fill("x"))`,
	`var a = []; for (;;) a.push({a: a.length, b: "b" + a.length})`,
	`var a = {}; for (var i = 0;; i++) a["k" + i] = {i: i}`,
	`var o = null; for (;;) o = {o: o}`,
	`var m = new Map(); for (var i = 0;; i++) m.set(i, "v" + i)`,
	`var s = new Set(); for (var i = 0;; i++) s.add("v" + i)`,
	`var f = null; for (;;) f = (function (g) { return function () { return g } })(f)`,
	`var a = []; for (;;) a.push("x".repeat(1e6))`,
	`var a = [1]; for (;;) a = a.concat(a.map(function (x) { return [x] })).slice(0, 5e5)`,
	`var a = []; [1, 2, 3].forEach(function () { [1, 2].map(function () { for (;;) a.push([1, 2, 3]) }) })`,
	`var a = []; for (;;) a.push(JSON.parse('{"a":[1,2,3,{"b":"c"}]}'))`,
	`var a = []; for (;;) a.push(g.V("<a>").out("<b>").in("<c>"))`,
	`var a = []; for (;;) a.push(/x(y)/.exec("xy"))`,
	`var a = []; for (;;) a.push(new Date())`,
	`function* f() { for (;;) yield new Array(100).fill(0) }; var a = []; for (var x of f()) a.push(x)`,
	`var a = []; for (;;) a.push("a,b,c,d".split(","))`,
	`class C { constructor() { this.d = [1, 2, 3] } }; var a = []; for (;;) a.push(new C())`,
	`var a = []; for (;;) a.push(Symbol("x" + a.length))`,
	`var a = []; for (;;) { try { a.push([a.length, [a.length]]) } catch (e) {} }`,
}

// TestGreedyQueriesHarmNobodyElse sends all greedy scripts at once, and asks an innocent question all the while: each
// of the greedy ends with an error that says so, every innocent answer is right, and the memory is given back.
func TestGreedyQueriesHarmNobodyElse(t *testing.T) {
	if testing.Short() || raceEnabled {
		t.Skip("measures memory, which the race detector has of its own")
	}
	c := bridged(t, server.Limits{Wait: time.Minute, Deadline: time.Minute})
	before := resident(t)
	alone := innocent(t.Context(), t, c, 50)
	ctx, stop := context.WithCancel(t.Context())
	during, attacked := make(chan []time.Duration, 1), sync.WaitGroup{}
	mu, ends := sync.Mutex{}, map[int]int{}
	go func() { during <- innocent(ctx, t, c, 1<<30) }()
	for i, script := range greedy {
		attacked.Go(func() {
			got, err := c.try(t.Context(), http.MethodPost, "/api/v2/query", strings.NewReader(fmt.Sprintf("// %d\n%s", i, script)))
			mu.Lock()
			ends[got.status]++
			mu.Unlock()
			ended := got.status == http.StatusUnprocessableEntity && strings.Contains(got.body, "query exceeds") || got.status == http.StatusTooManyRequests
			if err != nil || !ended || got.status == http.StatusUnprocessableEntity && !strings.Contains(got.body, "line 2, column") {
				t.Errorf("%s: %d %s %v", script, got.status, got.body, err)
			}
		})
	}
	attacked.Wait()
	stop()
	t.Logf("the greedy were answered %v", ends)
	took := <-during
	t.Logf("innocent alone: %s", spread(alone))
	t.Logf("during the attack: %s", spread(took))
	high := resident(t)
	for range 10 { // a busy machine takes its time
		if resident(t) >= before+64<<20 {
			time.Sleep(2 * time.Second)
		}
	}
	if left := resident(t); left >= before+64<<20 {
		t.Errorf("of %d MiB before, %d MiB are left: the memory is not given back", before>>20, left>>20)
	}
	t.Logf("resident before %d MiB, at the end of the attack %d MiB, after %d MiB", before>>20, high>>20, resident(t)>>20)
}

// innocent asks one question again and again, and says how long each answer took.
func innocent(ctx context.Context, t *testing.T, c *client, times int) (took []time.Duration) {
	for range times {
		start := time.Now()
		got, err := c.try(ctx, http.MethodPost, "/api/v2/query", strings.NewReader(`g.V("actor:per-ek").out("g:speaksFor").all()`))
		if ctx.Err() != nil {
			break
		}
		if err != nil || got.status != http.StatusOK || !strings.Contains(got.body, "lena-holm") {
			t.Errorf("the innocent is answered %d %s %v", got.status, got.body, err)
			break
		}
		took = append(took, time.Since(start))
		time.Sleep(5 * time.Millisecond)
	}
	return took
}

func spread(took []time.Duration) string {
	slices.Sort(took)
	at := func(share float64) time.Duration { return took[min(int(share*float64(len(took))), len(took)-1)] }
	return fmt.Sprintf("%d answers, p50 %s, p99 %s, longest %s", len(took), at(0.5), at(0.99), at(1))
}

// resident is how much of the process is in memory, in bytes.
func resident(t *testing.T) int64 {
	t.Helper()
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Skip("SKIPPED: the process's memory is read from /proc, which is not here")
	}
	var size, pages int64
	if _, err := fmt.Sscan(string(text), &size, &pages); err != nil {
		t.Fatal(err)
	}
	return pages * int64(os.Getpagesize())
}
