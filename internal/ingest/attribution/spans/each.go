package spans

import (
	"runtime"
	"sync"
)

// each calls f with every index below n, on all cores.
func (t *trainer) each(n int, f func(i int)) {
	var wait sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wait.Go(func() {
			for i := w; i < n; i += workers {
				f(i)
			}
		})
	}
	wait.Wait()
}

// eachText calls f with every text, on all cores.
func (t *trainer) eachText(f func(w *scratch, x *lesson)) {
	t.eachNumber(func(w *scratch, i int) { f(w, t.texts[i]) })
}

// eachNumber calls f with the number of every text, on all cores.
func (t *trainer) eachNumber(f func(w *scratch, i int)) {
	var pool sync.Pool
	pool.New = func() any { return new(scratch) }
	t.each(len(t.texts), func(i int) {
		w := pool.Get().(*scratch)
		defer pool.Put(w)
		f(w, i)
	})
}

// queue calls f with every index below n, as many at a time as there are cores.
func (t *trainer) queue(n int, f func(i int)) {
	var wait sync.WaitGroup
	next := make(chan int, n)
	for i := range n {
		next <- n - 1 - i
	}
	close(next)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	wait.Wait()
}
