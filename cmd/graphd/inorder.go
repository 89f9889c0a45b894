package main

import (
	"context"
	"iter"
)

// inOrder calls work for every item, up to ahead of them at once, and done for each result in the items' order. Waiting
// for an item holds up nothing else. It ends with done's first error; when ctx ends, it takes no more items, hands on
// the results of what is under way, and returns ctx's error. No work goes on after it has returned.
func inOrder[T, R any](ctx context.Context, items iter.Seq[T], ahead int, work func(T) R, done func(R) error) error {
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

// send is a channel of the items. It ends with the last of them, or with ended.
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

func start[T, R any](work func(T) R, item T) <-chan R {
	result := make(chan R, 1)
	go func() { result <- work(item) }()
	return result
}

// finish waits for all that is running, and hands the results on until done fails.
func finish[R any](running []<-chan R, done func(R) error) {
	var err error
	for _, result := range running {
		if r := <-result; err == nil {
			err = done(r)
		}
	}
}
