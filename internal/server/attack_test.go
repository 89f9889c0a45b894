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

// greedy returns scripts that allocate memory until they are stopped, each in a different way.
func greedy(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("testdata/greedy.gizmo")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return lines[1:] // the first line describes them
}

// TestGreedyQueriesDoNotHarmOthers sends all greedy scripts at once and runs a short query meanwhile. Each greedy script
// must end with an error, every reply to the short query must be right, and the memory must be returned.
func TestGreedyQueriesDoNotHarmOthers(t *testing.T) {
	if testing.Short() || raceEnabled {
		t.Skip("measures memory, which the race detector has of its own")
	}
	c := bridged(t, server.ServeLimits{Wait: time.Minute, Deadline: 10 * time.Second})
	before := resident(t)
	alone := runShortQueries(t.Context(), t, c, 50)
	ctx, stop := context.WithCancel(t.Context())
	during, attacked := make(chan []time.Duration, 1), sync.WaitGroup{}
	mu, ends := sync.Mutex{}, map[int]int{}
	go func() { during <- runShortQueries(ctx, t, c, 1<<30) }()
	for i, script := range greedy(t) {
		attacked.Go(func() {
			got, err := c.try(t.Context(), http.MethodPost, "/api/v2/query", strings.NewReader(fmt.Sprintf("// %d\n%s", i, script)))
			mu.Lock()
			ends[got.status]++
			mu.Unlock()
			ended := got.status == http.StatusUnprocessableEntity && strings.Contains(got.body, "query exceeds") || got.status == http.StatusTooManyRequests || got.status == http.StatusGatewayTimeout
			if err != nil || !ended || got.status == http.StatusUnprocessableEntity && !strings.Contains(got.body, "line 2, column") {
				t.Errorf("%s: %d %s %v", script, got.status, got.body, err)
			}
		})
	}
	attacked.Wait()
	stop()
	t.Logf("statuses of the greedy scripts: %v", ends)
	took := <-during
	t.Logf("short query alone: %s", spread(alone))
	t.Logf("during the attack: %s", spread(took))
	high := resident(t)
	for range 10 { // a busy machine is slow
		if resident(t) >= before+64<<20 {
			time.Sleep(2 * time.Second)
		}
	}
	if left := resident(t); left >= before+64<<20 {
		t.Errorf("of %d MiB before, %d MiB are left: the memory is not given back", before>>20, left>>20)
	}
	t.Logf("resident before %d MiB, at the end of the attack %d MiB, after %d MiB", before>>20, high>>20, resident(t)>>20)
}

// runShortQueries runs a short query repeatedly until ctx ends and returns how long each reply took.
func runShortQueries(ctx context.Context, t *testing.T, c *client, times int) (took []time.Duration) {
	for range times {
		start := time.Now()
		got, err := c.try(ctx, http.MethodPost, "/api/v2/query", strings.NewReader(`g.V("actor:per-ek").out("g:speaksFor").all()`))
		if ctx.Err() != nil {
			break
		}
		if err != nil || got.status != http.StatusOK || !strings.Contains(got.body, "lena-holm") {
			t.Errorf("the short query got %d %s %v", got.status, got.body, err)
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

// resident returns the resident memory of the process in bytes.
func resident(t *testing.T) int64 {
	t.Helper()
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Skip("SKIPPED: no /proc to read the memory of the process from")
	}
	var size, pages int64
	if _, err := fmt.Sscan(string(text), &size, &pages); err != nil {
		t.Fatal(err)
	}
	return pages * int64(os.Getpagesize())
}
