package graphql

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

// batchLoader batches lookups of one kind. It reads each key once per request. Keys that are requested during a read are read
// together in the next one. The loader is safe for concurrent use.
type batchLoader[K comparable, T any] struct {
	read func(ctx context.Context, keys []K) []loaded[T] // one result for each key

	mu      sync.Mutex
	known   map[K]*lookup[K, T]
	queue   []*lookup[K, T] // to be read next
	reading bool            // a goroutine reads batches
}

// errPanicked is the result of a lookup whose read panicked.
var errPanicked = errors.New("the read panicked")

// loaded is the result of a lookup.
type loaded[T any] struct {
	value T
	err   error
}

// lookup is the request for one key. done is closed when its result is set.
type lookup[K comparable, T any] struct {
	key  K
	done chan struct{}
	loaded[T]
}

// newLoader returns a loader that reads batches of keys with read.
func newLoader[K comparable, T any](read func(context.Context, []K) []loaded[T]) *batchLoader[K, T] {
	return &batchLoader[K, T]{read: read, known: map[K]*lookup[K, T]{}}
}

// load returns the value of key. The first caller that finds no read under way reads for all that wait.
func (l *batchLoader[K, T]) load(ctx context.Context, key K) (T, error) {
	l.mu.Lock()
	found, ok := l.known[key]
	if !ok {
		found = &lookup[K, T]{key: key, done: make(chan struct{})}
		l.known[key] = found
		l.queue = append(l.queue, found)
	}
	leads := !l.reading && len(l.queue) > 0
	l.reading = l.reading || leads
	l.mu.Unlock()
	if leads {
		runtime.Gosched() // lets the resolvers of sibling fields add their keys
		l.readBatches(ctx)
	}
	select {
	case <-found.done:
		return found.value, found.err
	case <-ctx.Done():
		var zero T
		return zero, context.Cause(ctx)
	}
}

// readBatches reads one batch after another until the queue is empty.
func (l *batchLoader[K, T]) readBatches(ctx context.Context) {
	for {
		l.mu.Lock()
		batch := l.queue
		l.queue, l.reading = nil, len(batch) > 0
		l.mu.Unlock()
		if len(batch) == 0 {
			return
		}
		l.readBatch(ctx, batch)
	}
}

// readBatch reads a batch. If the read panics, all its keys get an error, so that no caller waits forever.
func (l *batchLoader[K, T]) readBatch(ctx context.Context, batch []*lookup[K, T]) {
	keys := make([]K, len(batch))
	for i, b := range batch {
		keys[i] = b.key
	}
	defer func() {
		fault := recover()
		for _, b := range batch {
			if fault != nil {
				b.err = fmt.Errorf("%w: %v\n%s", errPanicked, fault, debug.Stack())
			}
			close(b.done)
		}
	}()
	for i, found := range l.read(ctx, keys) {
		batch[i].loaded = found
	}
}

// prime sets the value of a key that was read by other means.
func (l *batchLoader[K, T]) prime(key K, value T) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, ok := l.known[key]; ok {
		return
	}
	found := &lookup[K, T]{key: key, done: make(chan struct{}), loaded: loaded[T]{value: value}}
	close(found.done)
	l.known[key] = found
}
