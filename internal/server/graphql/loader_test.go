package graphql

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

// TestLoaderBatches checks that keys requested during a read are read together in the next one, and each only once.
func TestLoaderBatches(t *testing.T) {
	var reads [][]int
	begun, goOn := make(chan struct{}), make(chan struct{})
	l := newLoader(func(_ context.Context, keys []int) []loaded[int] {
		if len(reads) == 0 {
			close(begun)
			<-goOn
		}
		reads = append(reads, keys)
		found := make([]loaded[int], len(keys))
		for i, key := range keys {
			found[i].value = key * key
		}
		return found
	})
	var wg sync.WaitGroup
	ask := func(key int) {
		wg.Go(func() {
			if got, err := l.load(t.Context(), key); err != nil || got != key*key {
				t.Errorf("%d: %d, %v", key, got, err)
			}
		})
	}
	ask(0)
	<-begun
	for key := range 20 {
		ask(key % 10)
	}
	for {
		l.mu.Lock()
		waiting := len(l.known)
		l.mu.Unlock()
		if waiting == 10 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	close(goOn)
	wg.Wait()
	if len(reads) != 2 || len(reads[0]) != 1 || len(reads[1]) != 9 {
		t.Errorf("reads of %v", reads)
	}
}

// TestLoaderPanics checks that a panic of a read fails the lookups of its batch but not later ones.
func TestLoaderPanics(t *testing.T) {
	l := newLoader(func(_ context.Context, keys []string) []loaded[string] {
		if keys[0] == "bad" {
			panic("bad")
		}
		return make([]loaded[string], len(keys))
	})
	if _, err := l.load(t.Context(), "bad"); !errors.Is(err, errPanicked) {
		t.Errorf("the look-up that panicked: %v", err)
	}
	if _, err := l.load(t.Context(), "good"); err != nil {
		t.Errorf("the next: %v", err)
	}
}
