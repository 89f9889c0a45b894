package engine

import (
	"errors"
	"io"
	"syscall"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// readOnlyFS lets a store be read on a read-only file system, such as a mounted copy: no lock can be created there, and
// none is needed.
type readOnlyFS struct{ vfs.FS }

// Lock locks the store, or does nothing on a read-only file system.
func (fs readOnlyFS) Lock(name string) (io.Closer, error) {
	lock, err := fs.FS.Lock(name)
	if errors.Is(err, syscall.EROFS) {
		return unlocked{}, nil
	}
	return lock, err
}

// Unwrap returns the file system below.
func (fs readOnlyFS) Unwrap() vfs.FS { return fs.FS }

type unlocked struct{}

func (unlocked) Close() error { return nil }
