package parallel

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
)

func hundred(yield func(int) bool) {
	for i := range 100 {
		if !yield(i) {
			return
		}
	}
}

func TestInOrderKeepsTheOrder(t *testing.T) {
	next := 0
	err := InOrder(t.Context(), hundred, 8, func(i int) int { return i * i }, func(square int) error {
		if square != next*next {
			t.Errorf("result %d is %d", next, square)
		}
		next++
		return nil
	})
	if err != nil || next != 100 {
		t.Errorf("%d results, error %v", next, err)
	}
}

func TestInOrderEndsWithTheFirstError(t *testing.T) {
	want := errors.New("enough")
	seen := 0
	err := InOrder(t.Context(), hundred, 8, func(i int) int { return i }, func(i int) error {
		seen++
		if i == 3 {
			return want
		}
		return nil
	})
	if !errors.Is(err, want) || seen != 4 {
		t.Errorf("error %v after %d results, want %v after 4", err, seen, want)
	}
}

// InOrder must return when its context ends while it waits for an item, after the work that has begun.
func TestInOrderStopsWhileItWaitsForAnItem(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	blocked := make(chan struct{})
	defer close(blocked)
	items := func(yield func(int) bool) {
		if yield(1) && yield(2) {
			stop()
			<-blocked
		}
	}
	var worked, passed atomic.Int32
	err := InOrder(ctx, items, 8, func(i int) int { worked.Add(1); return i }, func(int) error { passed.Add(1); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
	if worked.Load() != 2 || passed.Load() != 2 {
		t.Errorf("%d worked on, %d passed to done, want 2 of each", worked.Load(), passed.Load())
	}
}
