package graphql

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

// loader answers look-ups of one kind. Each key is read once in a request; keys that are asked for while others are being
// read are read together next.
type loader[K comparable, T any] struct {
	read func(ctx context.Context, keys []K) []result[T] // parallel to keys

	mu     sync.Mutex
	known  map[K]*lookup[K, T]
	queue  []*lookup[K, T]
	atWork bool
}

// errBroken is the result of a look-up whose read did not come to its end.
var errBroken = errors.New("the read panicked")

// result is what a look-up found.
type result[T any] struct {
	value T
	err   error
}

type lookup[K comparable, T any] struct {
	key  K
	done chan struct{}
	result[T]
}

func newLoader[K comparable, T any](read func(context.Context, []K) []result[T]) *loader[K, T] {
	return &loader[K, T]{read: read, known: map[K]*lookup[K, T]{}}
}

// load waits for the value of key.
func (l *loader[K, T]) load(ctx context.Context, key K) (T, error) {
	l.mu.Lock()
	found, ok := l.known[key]
	if !ok {
		found = &lookup[K, T]{key: key, done: make(chan struct{})}
		l.known[key] = found
		l.queue = append(l.queue, found)
	}
	leads := !l.atWork && len(l.queue) > 0
	l.atWork = l.atWork || leads
	l.mu.Unlock()
	if leads {
		runtime.Gosched() // the siblings of a list come at the same time
		l.work(ctx)
	}
	select {
	case <-found.done:
		return found.value, found.err
	case <-ctx.Done():
		var none T
		return none, context.Cause(ctx)
	}
}

// work reads batch after batch until nobody waits.
func (l *loader[K, T]) work(ctx context.Context) {
	for {
		l.mu.Lock()
		batch := l.queue
		l.queue, l.atWork = nil, len(batch) > 0
		l.mu.Unlock()
		if len(batch) == 0 {
			return
		}
		l.answer(ctx, batch)
	}
}

// answer reads a batch. A read that panics is an error of all its keys, so that nobody waits in vain.
func (l *loader[K, T]) answer(ctx context.Context, batch []*lookup[K, T]) {
	keys := make([]K, len(batch))
	for i, b := range batch {
		keys[i] = b.key
	}
	defer func() {
		fault := recover()
		for _, b := range batch {
			if fault != nil {
				b.err = fmt.Errorf("%w: %v\n%s", errBroken, fault, debug.Stack())
			}
			close(b.done)
		}
	}()
	for i, found := range l.read(ctx, keys) {
		batch[i].result = found
	}
}

// prime gives the loader what was read by other means.
func (l *loader[K, T]) prime(key K, value T) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, ok := l.known[key]; ok {
		return
	}
	found := &lookup[K, T]{key: key, done: make(chan struct{}), result: result[T]{value: value}}
	close(found.done)
	l.known[key] = found
}
