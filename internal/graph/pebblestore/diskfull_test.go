package pebblestore

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"

	"graphd/internal/graph/pebblestore/bulk"
	"graphd/internal/graph/pebblestore/engine"
)

// disk is a file system of 96 MB. fill replaces the filler file by one of so many bytes, or as many as fit.
type disk struct {
	fs   vfs.FS
	dir  string
	fill func(bytes int)
}

// TestFullDisk fills a small disk: changes and loads fail with advice, existing quads remain readable, and after space
// was freed the store accepts changes again.
func TestFullDisk(t *testing.T) {
	t.Run("simulated", func(t *testing.T) { fullDisk(t, quotaDisk(96<<20)) })
	t.Run("tmpfs", func(t *testing.T) { fullDisk(t, mountedDisk(t, "size=96m")) })
}

func fullDisk(t *testing.T, d disk) {
	s, err := Open(filepath.Join(d.dir, "store"), OpenOptions{FS: d.fs, CacheBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	kept := iri("a", "b", "c")
	apply(t, s, adds(kept))

	d.fill(28 << 20)
	_, err = s.Load(context.Background(), bytes.NewReader(linesOf(someQuads(200000)...)), bulk.LoadConfig{MemoryBytes: 1 << 20})
	if !errors.Is(err, engine.ErrDiskFull) || !strings.Contains(err.Error(), "free some") {
		t.Errorf("a load: %v", err)
	}
	expect(t, s, kept)

	d.fill(90 << 20)
	err = s.ApplyDeltas(adds(quad.Quad{Subject: quad.IRI("x"), Predicate: quad.IRI("y"), Object: quad.String("z")}), graph.IgnoreOpts{})
	if !errors.Is(err, engine.ErrDiskFull) || !strings.Contains(err.Error(), "free some space") {
		t.Errorf("a change: %v", err)
	}
	expect(t, s, kept)

	d.fill(0)
	apply(t, s, adds(iri("d", "e", "f")))
	loadQuads(t, s, bulk.LoadConfig{}, iri("g", "h", "i"))
	expect(t, s, kept, iri("d", "e", "f"), iri("g", "h", "i"))
	verify(t, s)
}

// mountedDisk mounts a file system in memory for the duration of the test.
func mountedDisk(t *testing.T, options string) disk {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skipf("only the simulated disk is tested: mounting a file system is not permitted (%v)", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return disk{vfs.Default, dir, func(bytes int) {
		if err := os.WriteFile(filepath.Join(dir, "filler"), make([]byte, bytes), 0o600); err != nil && !errors.Is(err, syscall.ENOSPC) {
			t.Fatal(err)
		}
	}}
}

// quotaFS is a file system in memory with a limited size.
type quotaFS struct {
	vfs.FS
	size uint64

	mu    sync.Mutex
	files map[string]uint64 // bytes by path
}

func quotaDisk(size uint64) disk {
	fs := &quotaFS{FS: vfs.NewMem(), size: size, files: map[string]uint64{}}
	return disk{fs, "", func(bytes int) {
		fs.mu.Lock()
		defer fs.mu.Unlock()
		fs.files["filler"] = 0
		fs.files["filler"] = min(uint64(bytes), fs.free())
	}}
}

// free returns how many bytes are left. The caller holds mu.
func (fs *quotaFS) free() uint64 {
	left := fs.size
	for _, bytes := range fs.files {
		left -= bytes
	}
	return left
}

func (fs *quotaFS) GetDiskUsage(string) (vfs.DiskUsage, error) {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	return vfs.DiskUsage{AvailBytes: fs.free(), TotalBytes: fs.size, UsedBytes: fs.size - fs.free()}, nil
}

func (fs *quotaFS) Create(name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	file, err := fs.FS.Create(name, c)
	fs.move(name, "")
	return &quotaFile{file, fs, name}, err
}

func (fs *quotaFS) ReuseForWrite(old, name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	file, err := fs.FS.ReuseForWrite(old, name, c)
	fs.move(old, name)
	return &quotaFile{file, fs, name}, err
}

func (fs *quotaFS) Rename(old, name string) error {
	fs.move(old, name)
	return fs.FS.Rename(old, name)
}

func (fs *quotaFS) Remove(name string) error {
	fs.move(name, "")
	return fs.FS.Remove(name)
}

func (fs *quotaFS) RemoveAll(name string) error {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	maps.DeleteFunc(fs.files, func(file string, _ uint64) bool { return file == name || strings.HasPrefix(file, name+"/") })
	return fs.FS.RemoveAll(name)
}

// move accounts for the renaming of a file, or for its removal if name is empty.
func (fs *quotaFS) move(old, name string) {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	if name != "" {
		fs.files[name] = fs.files[old]
	}
	delete(fs.files, old)
}

type quotaFile struct {
	vfs.File
	fs   *quotaFS
	name string
}

func (f *quotaFile) Write(b []byte) (int, error) {
	f.fs.mu.Lock()
	defer f.fs.mu.Unlock()
	if uint64(len(b)) > f.fs.free() {
		return 0, syscall.ENOSPC
	}
	f.fs.files[f.name] += uint64(len(b))
	return f.File.Write(b)
}
