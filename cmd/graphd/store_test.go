package main

import (
	"math"
	"runtime/debug"
	"testing"

	"graphd/internal/graph"
)

func TestMemoryLimit(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	store, err := storeFlags{dataFlag: dataFlag{Data: t.TempDir(), Cache: 32 << 20}}.open()
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if got := debug.SetMemoryLimit(-1); got != 32<<20+memoryBesidesCache {
		t.Errorf("the memory limit is %d", got)
	}
	debug.SetMemoryLimit(math.MaxInt64)
	t.Setenv("GOMEMLIMIT", "1GiB")
	if _, err := (dataFlag{Data: t.TempDir(), Cache: 32 << 20}).openExisting(graph.Options{ReadOnly: true}); err == nil {
		t.Error("an empty directory is opened as a store")
	}
	if got := debug.SetMemoryLimit(-1); got != math.MaxInt64 {
		t.Errorf("GOMEMLIMIT is overridden by %d", got)
	}
}
