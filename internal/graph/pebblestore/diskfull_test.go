package pebblestore

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// TestFullDisk fills a small file system: changes and loads are refused with what to do, what was there is there, and
// when space was made the store goes on.
func TestFullDisk(t *testing.T) {
	dir := smallDisk(t, "size=96m")
	s, err := Open(filepath.Join(dir, "store"), Options{CacheBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	kept := iri("a", "b", "c")
	apply(t, s, adds(kept))

	filler := filepath.Join(dir, "filler")
	if err := os.WriteFile(filler, make([]byte, 28<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = s.Load(context.Background(), bytes.NewReader(linesOf(someQuads(200000)...)), LoadOptions{MemoryBytes: 1 << 20})
	if !errors.Is(err, ErrDiskFull) || !strings.Contains(err.Error(), "free some") {
		t.Errorf("a load: %v", err)
	}
	expect(t, s, kept)

	if err := os.WriteFile(filler, make([]byte, 90<<20), 0o600); err != nil && !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	err = s.ApplyDeltas(adds(quad.Quad{Subject: quad.IRI("x"), Predicate: quad.IRI("y"), Object: quad.String("z")}), graph.IgnoreOpts{})
	if !errors.Is(err, ErrDiskFull) || !strings.Contains(err.Error(), "free some space") {
		t.Errorf("a change: %v", err)
	}
	expect(t, s, kept)

	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	apply(t, s, adds(iri("d", "e", "f")))
	loadQuads(t, s, LoadOptions{}, iri("g", "h", "i"))
	expect(t, s, kept, iri("d", "e", "f"), iri("g", "h", "i"))
	verify(t, s)
}

// smallDisk mounts a file system in memory, for as long as the test runs.
func smallDisk(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skipf("NOT TESTED: a full disk: only who may mount a file system can make one (%v)", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}
