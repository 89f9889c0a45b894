package engine

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"graphd/internal/graph/pebblestore/codec"
)

// Errors of a store. Returned errors wrap one of these, name the place and say what to do next.
var (
	ErrNewerFormat = errors.New("the store was written by a newer version")
	ErrForeign     = errors.New("not a graphd store")
	ErrAbsent      = errors.New("there is no store")
	ErrLocked      = errors.New("the store is in use by another process")
	ErrOtherBase   = errors.New("the store was made with another instance base")
	ErrReadOnly    = errors.New("the store is open for reading only")
	ErrDenied      = errors.New("no permission to use the store's directory")
	ErrDiskFull    = errors.New("the disk is full")
	ErrFailed      = errors.New("the store stopped after a failed write")
	ErrClosed      = errors.New("the store is closed")
)

// OpenError explains an error of opening the database in dir to the person who opens it.
func OpenError(dir string, readOnly bool, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.EAGAIN) || strings.Contains(err.Error(), "lock held by current process"):
		return fmt.Errorf("open %s: %w: stop that process, or ask it over HTTP (%v)", dir, ErrLocked, err)
	case errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS):
		return fmt.Errorf("open %s: %w: make it writable for this user, or choose another directory (%v)", dir, ErrDenied, err)
	case errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("open %s: %w: it is a file; give the directory of a store", dir, ErrForeign)
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("open %s: %w: free some space and try again", dir, ErrDiskFull)
	case isMissing(err) && !readOnly:
		return fmt.Errorf("open %s: %w: files are missing: if it was being created when the process died, remove the directory and begin again, else restore a backup (%v)",
			dir, codec.ErrCorrupt, err)
	case isMissing(err):
		return fmt.Errorf("open %s: %w: load or ingest something first, or check the path", dir, ErrAbsent)
	case strings.Contains(err.Error(), "format major version"):
		return fmt.Errorf("open %s: %w: use the graphd that wrote it, or a later one (%v)", dir, ErrNewerFormat, err)
	}
	return fmt.Errorf("open %s: %w", dir, err)
}

// isMissing reports whether files are missing. errors.Is does not see it, because of how the engine wraps the error.
func isMissing(err error) bool { return strings.Contains(err.Error(), "does not exist") }
