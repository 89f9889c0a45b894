package pebblestore

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"

	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

func TestSecondProcess(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir, OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if out := runChild(t, childOpens, dir); !strings.Contains(out, dir) || !strings.Contains(out, engine.ErrLocked.Error()) {
		t.Errorf("the second process: %q", out)
	}
	if _, err := Open(dir, OpenOptions{}); !errors.Is(err, engine.ErrLocked) {
		t.Errorf("the same process: %v", err)
	}
	apply(t, s, adds(iri("a", "b", "c")))
}

// TestNewerFormat checks that a store of a newer format is refused, for reading and for writing, and left unchanged.
func TestNewerFormat(t *testing.T) {
	disk := vfs.NewMem()
	s, err := Open("store", OpenOptions{FS: disk})
	if err != nil {
		t.Fatal(err)
	}
	apply(t, s, adds(iri("a", "b", "c")))
	plant(t, s, codec.SettingKey(codec.SettingFormat), []byte("2"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, readOnly := range []bool{false, true} {
		_, err := Open("store", OpenOptions{FS: disk, ReadOnly: readOnly})
		if !errors.Is(err, engine.ErrNewerFormat) || !strings.Contains(err.Error(), "open store: ") || !strings.Contains(err.Error(), "use the graphd that wrote it") {
			t.Errorf("%v", err)
		}
	}
	db, err := pebble.Open("store", &pebble.Options{FS: disk, Logger: quietLog{}})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Set(codec.SettingKey(codec.SettingFormat), []byte("1"), pebble.Sync), db.Close()); err != nil {
		t.Fatal(err)
	}
	if s, err = Open("store", OpenOptions{FS: disk}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	expect(t, s, iri("a", "b", "c"))
	verify(t, s)
}

func TestNewerEngine(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir, OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	markers, err := filepath.Glob(filepath.Join(dir, "marker.format-version.*"))
	if err != nil || len(markers) == 0 {
		t.Fatalf("no format marker: %v", err)
	}
	for _, marker := range markers {
		dot := strings.LastIndexByte(marker, '.')
		if err := os.Rename(marker, marker[:dot]+".999"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Open(dir, OpenOptions{}); !errors.Is(err, engine.ErrNewerFormat) {
		t.Errorf("%v", err)
	}
}

func TestForeignDatabase(t *testing.T) {
	fs := vfs.NewMem()
	db, err := pebble.Open("db", &pebble.Options{FS: fs, Logger: quietLog{}})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Set([]byte("x"), nil, pebble.Sync), db.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := Open("db", OpenOptions{FS: fs}); !errors.Is(err, engine.ErrForeign) {
		t.Errorf("%v", err)
	}
}

func TestReadOnly(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(filepath.Join(dir, "absent"), OpenOptions{ReadOnly: true}); !errors.Is(err, engine.ErrAbsent) {
		t.Errorf("an absent store: %v", err)
	}
	s, err := Open(dir, OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	apply(t, s, adds(iri("a", "b", "c")))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err = Open(dir, OpenOptions{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	expect(t, s, iri("a", "b", "c"))
	verify(t, s)
	if err := s.ApplyDeltas(adds(iri("d", "e", "f")), graph.IgnoreOpts{}); !errors.Is(err, engine.ErrReadOnly) {
		t.Errorf("a change: %v", err)
	}
}

// mountedReadOnly returns a disk on which nothing can be written, not even a lock.
func mountedReadOnly(disk vfs.FS) vfs.FS {
	return unlockable{errorfs.Wrap(disk, errorfs.InjectorFunc(func(op errorfs.Op) error {
		if op.Kind.ReadOrWrite() == errorfs.OpIsWrite {
			return syscall.EROFS
		}
		return nil
	}))}
}

type unlockable struct{ vfs.FS }

func (unlockable) Lock(string) (io.Closer, error) { return nil, syscall.EROFS }

// TestReadOnlyFileSystem checks that a store on a read-only file system can be read, and that opening it for writing
// says why it cannot be.
func TestReadOnlyFileSystem(t *testing.T) {
	disk := vfs.NewMem()
	s, err := Open("store", OpenOptions{FS: disk})
	if err != nil {
		t.Fatal(err)
	}
	apply(t, s, adds(iri("a", "b", "c")))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open("store", OpenOptions{FS: mountedReadOnly(disk)}); !errors.Is(err, engine.ErrDenied) || !strings.Contains(err.Error(), "store") {
		t.Errorf("to change it: %v", err)
	}
	if s, err = Open("store", OpenOptions{FS: mountedReadOnly(disk), ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	expect(t, s, iri("a", "b", "c"))
	verify(t, s)
}

func TestFileInPlaceOfDirectory(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("words"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, readOnly := range []bool{false, true} {
		if _, err := Open(file, OpenOptions{ReadOnly: readOnly}); err == nil || !strings.Contains(err.Error(), file) || !strings.Contains(err.Error(), "directory") {
			t.Errorf("%v", err)
		}
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != "words" {
		t.Errorf("the file is %q now, %v", text, err)
	}
}

// TestDeniedDirectory opens a store in a directory without write permission, as a user for whom permissions count.
func TestDeniedDirectory(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir, OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	apply(t, s, adds(iri("a", "b", "c")))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for at := dir; at != os.TempDir() && at != "/"; at = filepath.Dir(at) {
		if err := os.Chmod(at, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	if out := runChild(t, childOpensAsNobody, dir); !strings.Contains(out, dir) || !strings.Contains(out, engine.ErrDenied.Error()) {
		t.Errorf("another user: %q", out)
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(dir, OpenOptions{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	expect(t, s, iri("a", "b", "c"))
}

// almostFull is a disk with little space left.
type almostFull struct {
	vfs.FS
	left uint64
}

func (f *almostFull) GetDiskUsage(string) (vfs.DiskUsage, error) {
	return vfs.DiskUsage{AvailBytes: f.left}, nil
}

func TestLittleDiskSpaceLeft(t *testing.T) {
	disk := &almostFull{vfs.NewMem(), reservedBytes}
	s, err := Open("memory", OpenOptions{FS: disk})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	apply(t, s, adds(iri("a", "b", "c")))
	disk.left--
	if _, err := s.Apply(context.Background(), DeltaBatch{Deltas: adds(iri("d", "e", "f"))}); !errors.Is(err, engine.ErrDiskFull) {
		t.Errorf("%v", err)
	}
	expect(t, s, iri("a", "b", "c"))
	disk.left++ // after space was freed, the store accepts changes again
	apply(t, s, adds(iri("d", "e", "f")))
	verify(t, s)
}

func TestClosedStore(t *testing.T) {
	s, err := OpenMemory(OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	snapshot := snapshotOf(t, s)
	it := snapshot.QuadsAllIterator()
	it.Next(context.Background())
	if err := errors.Join(snapshot.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Snapshot(); !errors.Is(err, engine.ErrClosed) {
		t.Errorf("Snapshot: %v", err)
	}
	if err := s.ApplyDeltas(adds(iri("a", "b", "c")), graph.IgnoreOpts{}); !errors.Is(err, engine.ErrClosed) {
		t.Errorf("ApplyDeltas: %v", err)
	}
	if err := s.Close(); !errors.Is(err, engine.ErrClosed) {
		t.Errorf("Close: %v", err)
	}
}

// quietLog discards Pebble's messages.
type quietLog struct{}

func (quietLog) Infof(string, ...interface{})  {}
func (quietLog) Errorf(string, ...interface{}) {}
func (quietLog) Fatalf(string, ...interface{}) {}
