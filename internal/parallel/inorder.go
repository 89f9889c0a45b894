// Package parallel runs work on several items at once.
package parallel

import (
	"context"
	"iter"
)

// InOrder calls work for every item, in up to ahead goroutines at once, and calls done with each result in the order of
// the items. All calls of done are made by the calling goroutine. Waiting for the next item does not delay the results
// of earlier ones.
//
// InOrder returns the first error of done. When ctx ends, it takes no more items, passes the results of the work that
// has begun to done, and returns the error of ctx. In each case, all calls of work have returned before InOrder does;
// a goroutine that is blocked in items may outlive it, until the next item comes.
func InOrder[T, R any](ctx context.Context, items iter.Seq[T], ahead int, work func(T) R, done func(R) error) error {
	ended := make(chan struct{})
	defer close(ended)
	source := send(items, ended)
	var running []<-chan R
	for source != nil || len(running) > 0 {
		var next <-chan T
		if len(running) < ahead {
			next = source
		}
		var first <-chan R
		if len(running) > 0 {
			first = running[0]
		}
		select {
		case item, ok := <-next:
			if !ok {
				source = nil
				continue
			}
			running = append(running, start(work, item))
		case result := <-first:
			running = running[1:]
			if err := done(result); err != nil {
				finish(running, func(R) error { return err })
				return err
			}
		case <-ctx.Done():
			finish(running, done)
			return ctx.Err()
		}
	}
	return nil
}

// send returns a channel of the items. It closes the channel after the last of them, or when ended is closed.
func send[T any](items iter.Seq[T], ended <-chan struct{}) <-chan T {
	source := make(chan T)
	go func() {
		defer close(source)
		for item := range items {
			select {
			case source <- item:
			case <-ended:
				return
			}
		}
	}()
	return source
}

// start calls work in a goroutine of its own and returns the channel of its one result.
func start[T, R any](work func(T) R, item T) <-chan R {
	result := make(chan R, 1)
	go func() { result <- work(item) }()
	return result
}

// finish waits for all running work, and passes the results to done until it fails.
func finish[R any](running []<-chan R, done func(R) error) {
	var err error
	for _, result := range running {
		if r := <-result; err == nil {
			err = done(r)
		}
	}
}
