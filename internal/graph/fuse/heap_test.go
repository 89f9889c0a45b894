package fuse_test

import (
	"runtime"
	"testing"
	"time"

	"go.uber.org/goleak"

	"graphd/internal/graph/fuse"
)

func TestHeapBlowsOnLiveDataOnly(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	const budget = 32 << 20
	blown := make(chan struct{}, 1)
	end := fuse.Heap(budget, func() { blown <- struct{}{} })
	for range 64 { // garbage: twice the budget, none of it held
		_ = make([]byte, 1<<20)
		time.Sleep(time.Millisecond)
	}
	select {
	case <-blown:
		t.Error("blown by garbage")
	default:
	}
	var held [][]byte
	for range 64 {
		held = append(held, make([]byte, 1<<20))
	}
	select {
	case <-blown:
	case <-time.After(10 * time.Second):
		t.Error("not blown by twice the budget")
	}
	runtime.KeepAlive(held)
	end()
}
