package engine

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/cockroachdb/pebble/v2"
)

// breakdown is the end of the engine's writing: its disk failed in a way in which it cannot go on. Pebble expects its
// process to die then; this one goes on reading. So a goroutine in which the engine breaks down ends, or stays where it is
// for ever if it holds what its callers would release; nobody calls the engine to write after that.
type breakdown struct {
	once     sync.Once
	happened chan struct{}
	cause    error // set before happened is closed
}

func newBreakdown() *breakdown { return &breakdown{happened: make(chan struct{})} }

// report says that the engine broke down. Only the first cause counts.
func (b *breakdown) report(cause error) {
	b.once.Do(func() {
		b.cause = cause
		close(b.happened)
	})
}

// err is why the engine broke down, nil while it works.
func (b *breakdown) err() error {
	select {
	case <-b.happened:
		return b.cause
	default:
		return nil
	}
}

// guard calls the engine where it may break down, and returns that as an error.
func (b *breakdown) guard(call func() error) error {
	done := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				if _, fault := p.(runtime.Error); fault {
					panic(p)
				}
				b.report(fmt.Errorf("the storage engine gave up: %v", p))
			}
		}()
		done <- call()
	}()
	select {
	case err := <-done:
		return err
	case <-b.happened:
		return b.cause
	}
}

// maxRetries is how often in a row the engine's upkeep may fail. It tries again at once, so a full disk would keep it busy
// for nothing.
const maxRetries = 5

// listener ends the engine's upkeep where it fails again and again.
func (b *breakdown) listener() *pebble.EventListener {
	var failures atomic.Int64
	return &pebble.EventListener{
		BackgroundError: func(err error) {
			if failures.Add(1) > maxRetries {
				b.report(err)
				runtime.Goexit()
			}
		},
		FlushEnd: func(info pebble.FlushInfo) {
			if info.Err == nil {
				failures.Store(0)
			}
		},
	}
}
