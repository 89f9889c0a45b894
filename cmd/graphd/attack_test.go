package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// BenchmarkUnderAttack runs a server as a separate process and sends it one cheap query repeatedly, first alone and then
// while twenty clients send scripts that allocate memory until they are stopped. It reports the latency of the cheap
// query in milliseconds, how often it was answered and how often refused, and the growth of the server in MiB.
func BenchmarkUnderAttack(b *testing.B) {
	const duration, clients = 5 * time.Second, 20
	text, err := os.ReadFile("../../internal/server/testdata/greedy.gizmo")
	if err != nil {
		b.Fatal(err)
	}
	scripts := strings.Split(strings.TrimSpace(string(text)), "\n")[1:]
	s := startServing(b, b.TempDir())
	s.time(b.Context(), 100) // warm up the server
	alone, _ := s.time(b.Context(), 200)
	var took []time.Duration
	refused := 0
	peak := int64(0)
	for b.Loop() {
		grown := s.grows(func() {
			ctx, stop := context.WithTimeout(b.Context(), duration)
			defer stop()
			var attack sync.WaitGroup
			for i := range clients {
				attack.Go(func() {
					for ; ctx.Err() == nil; i += clients + 1 {
						s.post(ctx, scripts[i%len(scripts)])
					}
				})
			}
			more, times := s.time(ctx, 1<<30)
			took, refused = append(took, more...), refused+times
			attack.Wait()
		})
		peak = max(peak, grown)
	}
	report(b, "alone", alone)
	report(b, "attack", took)
	b.ReportMetric(float64(len(took)), "answered")
	b.ReportMetric(float64(refused), "refused")
	b.ReportMetric(float64(peak>>20), "grown-MiB")
	b.ReportMetric(0, "ns/op")
}

// time sends the cheap query up to the given number of times, until ctx ends. It returns the duration of each answer,
// and how often the server refused the query because it was overloaded.
func (s *servingProcess) time(ctx context.Context, times int) (took []time.Duration, refused int) {
	for range times {
		begun := time.Now()
		status := s.post(ctx, `g.V("<root>").out("<way>").all()`)
		if ctx.Err() != nil {
			break
		}
		switch status {
		case http.StatusOK:
			took = append(took, time.Since(begun))
		case http.StatusTooManyRequests:
			refused++
		default:
			s.t.Errorf("the cheap query is answered with status %d", status)
		}
		time.Sleep(5 * time.Millisecond)
	}
	return took, refused
}

// post sends a Gizmo query and returns the status of the response; 0 if there is none.
func (s *servingProcess) post(ctx context.Context, script string) int {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+"/api/v2/query", strings.NewReader(script))
	if err != nil {
		s.t.Error(err)
		return 0
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, response.Body) // a response that is cut off still has a status
	return response.StatusCode
}

// report reports the median, the 99th percentile and the maximum of the durations.
func report(b *testing.B, when string, took []time.Duration) {
	if len(took) == 0 {
		return
	}
	slices.Sort(took)
	for name, share := range map[string]float64{"p50": 0.5, "p99": 0.99, "max": 1} {
		at := took[min(int(share*float64(len(took))), len(took)-1)]
		b.ReportMetric(float64(at.Microseconds())/1000, when+"-"+name+"-ms")
	}
}
