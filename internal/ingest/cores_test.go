//go:build unix

package ingest_test

import (
	"fmt"
	"runtime"
	"syscall"
	"testing"
	"time"

	"graphd/internal/ingest/document"
)

// BenchmarkCores runs the articles through the pipeline on one core and on several, in turn, and reports
//
//	x-one-core    how many times as fast several cores are
//	x-hash        how many times as fast they are at hashing, run beside it: what the machine gives at the time
//	x-processor   how much processor time the work takes on several cores, in times of what it takes on one
//
// Where other work keeps the cores busy the first two fall together; the third does not.
func BenchmarkCores(b *testing.B) {
	docs := articles(b)
	p := newPipeline(b)
	const hashes = 300 // as many take about as long as the pipeline
	for cores := 2; cores <= min(4, runtime.NumCPU()); cores *= 2 {
		b.Run(fmt.Sprintf("cores=%d", cores), func(b *testing.B) {
			var alone, together, aloneHashing, togetherHashing effort
			tokens := 0
			for b.Loop() {
				alone.add(docs, 1, func(d document.Document) { find(b, p, d) })
				tokens += together.add(docs, cores, func(d document.Document) { find(b, p, d) })
				hash := func(d document.Document) {
					for range hashes {
						hashed(d)
					}
				}
				aloneHashing.add(docs, 1, hash)
				togetherHashing.add(docs, cores, hash)
			}
			b.ReportMetric(float64(tokens)/together.wall.Seconds(), "tokens/s")
			b.ReportMetric(float64(alone.wall)/float64(together.wall), "x-one-core")
			b.ReportMetric(float64(aloneHashing.wall)/float64(togetherHashing.wall), "x-hash")
			b.ReportMetric(float64(together.processor)/float64(alone.processor), "x-processor")
		})
	}
}

// effort is time spent: by the clock, and of processors.
type effort struct{ wall, processor time.Duration }

// add does every document once on so many cores, and returns their tokens.
func (e *effort) add(docs []article, cores int, do func(document.Document)) int {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
	start, before := time.Now(), processorTime()
	tokens := spread(docs, cores, do)
	e.wall += time.Since(start)
	e.processor += processorTime() - before
	return tokens
}

// processorTime is what this process has used so far.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
