package engine

import (
	"strings"
	"sync/atomic"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// logFS is the file system that the engine uses. It changes how the WAL is written in two ways.
// The WAL reserves space in small steps; by itself the engine reserves the size of a whole memtable, hundreds of times
// what a small store holds.
// When the WAL cannot be written, the engine panics without a lock that its callers then release, which kills the
// process. So the calls that would report the failure to the engine record a breakdown instead and never return. The
// engine makes them without holding a lock that readers need.
type logFS struct {
	vfs.FS
	broken  *breakdown
	started *atomic.Bool // set when the database is open; before that, errors are returned
}

// logStep is how many bytes are reserved for the WAL at a time, so that few syncs have to record a new file length.
const logStep = 1 << 20

func (f logFS) Create(name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	file, err := f.FS.Create(name, c)
	return f.log(name, file, err)
}

func (f logFS) ReuseForWrite(oldname, newname string, c vfs.DiskWriteCategory) (vfs.File, error) {
	file, err := f.FS.ReuseForWrite(oldname, newname, c)
	return f.log(newname, file, err)
}

// log wraps the file if it belongs to the WAL.
func (f logFS) log(name string, file vfs.File, err error) (vfs.File, error) {
	if !strings.HasSuffix(name, ".log") {
		return file, err
	}
	if err != nil {
		f.end(err)
		return nil, err
	}
	return &logFile{File: file, fs: f}, nil
}

// OpenDir opens a directory whose Sync makes a new WAL file durable.
func (f logFS) OpenDir(name string) (vfs.File, error) {
	file, err := f.FS.OpenDir(name)
	if err != nil {
		return nil, err
	}
	return logFolder{file, f}, nil
}

// Unwrap returns the file system below, which the engine asks for.
func (f logFS) Unwrap() vfs.FS { return f.FS }

// end records a breakdown and blocks forever, once the database is open.
func (f logFS) end(err error) {
	if f.started.Load() {
		f.broken.report(err)
		select {}
	}
}

// logFolder is a directory whose failing Sync is a breakdown.
type logFolder struct {
	vfs.File
	fs logFS
}

func (f logFolder) Sync() error {
	err := f.File.Sync()
	if err != nil {
		f.fs.end(err)
	}
	return err
}

// logFile reserves space for itself as it is written, and records its first failure.
type logFile struct {
	vfs.File
	fs                logFS
	written, reserved int64
	failed            atomic.Pointer[error]
}

func (f *logFile) Preallocate(int64, int64) error { return nil }

func (f *logFile) Write(b []byte) (int, error) {
	if end := f.written + int64(len(b)); end > f.reserved {
		steps := (end-f.reserved)/logStep + 1
		if err := f.File.Preallocate(f.reserved, steps*logStep); err != nil {
			return 0, f.note(err)
		}
		f.reserved += steps * logStep
	}
	n, err := f.File.Write(b)
	f.written += int64(n)
	return n, f.note(err)
}

// Sync returns a failure once, so that the changes that wait for it get an error. The engine syncs again only before it
// continues in another WAL file, or when it closes.
func (f *logFile) Sync() error {
	f.endIfFailed()
	return f.note(f.File.Sync())
}

func (f *logFile) SyncData() error {
	f.endIfFailed()
	return f.note(f.File.SyncData())
}

func (f *logFile) SyncTo(length int64) (bool, error) {
	f.endIfFailed()
	full, err := f.File.SyncTo(length)
	return full, f.note(err)
}

// note records the first error and returns its argument.
func (f *logFile) note(err error) error {
	if err != nil {
		f.failed.CompareAndSwap(nil, &err)
	}
	return err
}

// endIfFailed ends the engine's writing after a failure.
func (f *logFile) endIfFailed() {
	if failed := f.failed.Load(); failed != nil {
		f.fs.end(*failed)
	}
}

func (f *logFile) Close() error {
	err := f.note(f.File.Close())
	f.endIfFailed()
	return err
}
