package engine

import (
	"errors"
	"io"
	"syscall"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// readOnlyFS lets a store be read where nothing can be written, as on a mounted copy: who cannot make the lock there needs none.
type readOnlyFS struct{ vfs.FS }

func (fs readOnlyFS) Lock(name string) (io.Closer, error) {
	lock, err := fs.FS.Lock(name)
	if errors.Is(err, syscall.EROFS) {
		return unlocked{}, nil
	}
	return lock, err
}

// Unwrap is the file system below.
func (fs readOnlyFS) Unwrap() vfs.FS { return fs.FS }

type unlocked struct{}

func (unlocked) Close() error { return nil }
