package engine

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/cockroachdb/pebble/v2"
)

// breakdown records that the engine can no longer write because its disk failed. Pebble expects its process to die then;
// this one keeps reading. A goroutine in which the engine breaks down ends, or blocks forever if it holds a lock that
// its callers would release. Nothing calls the engine to write afterwards.
type breakdown struct {
	once     sync.Once
	happened chan struct{}
	cause    error // set before happened is closed
}

func newBreakdown() *breakdown { return &breakdown{happened: make(chan struct{})} }

// report records a breakdown. Only the first cause is kept.
func (b *breakdown) report(cause error) {
	b.once.Do(func() {
		b.cause = cause
		close(b.happened)
	})
}

// err returns the cause of the breakdown, nil while the engine works.
func (b *breakdown) err() error {
	select {
	case <-b.happened:
		return b.cause
	default:
		return nil
	}
}

// guard makes a call to the engine that may break down, and returns the breakdown as an error. The call runs in a
// goroutine of its own, which is abandoned if it does not return.
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

// maxRetries is how many background errors in a row are tolerated. The engine retries at once, so on a full disk it
// would be busy without end. Chosen by hand.
const maxRetries = 5

// listener returns an event listener that stops flushes and compactions after they have failed too often in a row.
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
