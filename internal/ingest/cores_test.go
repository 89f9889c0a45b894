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

// BenchmarkCores alternates between one core and several. It reports
//
//	x-one-core    speed on several cores relative to one core
//	x-hash        the same for hashing, measured in alternation: the speed-up that the machine allows at the time
//	x-processor   processor time on several cores relative to one core
//
// If other processes use the cores, the first two decrease together; the third does not.
func BenchmarkCores(b *testing.B) {
	docs := articles(b)
	p := newPipeline(b)
	const hashes = 300 // hashing this often takes about as long as the pipeline
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

// effort is the time spent: elapsed time and processor time.
type effort struct{ wall, processor time.Duration }

// add calls do once for every document, on the given number of cores, and returns the number of tokens.
func (e *effort) add(docs []benchArticle, cores int, do func(document.Document)) int {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
	start, before := time.Now(), processorTime()
	tokens := spread(docs, cores, do)
	e.wall += time.Since(start)
	e.processor += processorTime() - before
	return tokens
}

// processorTime returns the processor time that this process has used.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
