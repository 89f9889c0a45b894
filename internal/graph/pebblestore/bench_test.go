package pebblestore

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/cayleygraph/quad"
)

// BenchmarkDurableEdits makes edits of twelve quads, each durable before its writer's next one.
func BenchmarkDurableEdits(b *testing.B) {
	for _, writers := range []int{1, 16} {
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) {
			s := openTemp(b)
			defer s.Close()
			var next atomic.Int64
			var work sync.WaitGroup
			for range writers {
				work.Go(func() {
					for i := next.Add(1); i <= int64(b.N); i = next.Add(1) {
						if _, err := s.Apply(context.Background(), DeltaBatch{Deltas: adds(assertion(i)...)}); err != nil {
							b.Error(err)
						}
					}
				})
			}
			work.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "edits/s")
		})
	}
}

// assertion returns twelve quads, some of whose values recur in other assertions.
func assertion(i int64) (quads []quad.Quad) {
	for k := range 12 {
		quads = append(quads, quad.Quad{
			Subject: quad.IRI(fmt.Sprint("http://ex.org/assertion/", i)), Predicate: quad.IRI(fmt.Sprint("http://ex.org/p", k)),
			Object: quad.IRI(fmt.Sprint("http://ex.org/o/", i*int64(k)%977)), Label: quad.IRI(fmt.Sprint("http://ex.org/doc/", i/12)),
		})
	}
	quads[11].Object = quad.String(fmt.Sprint("what was said, word for word, for the ", i, "th time"))
	return quads
}
