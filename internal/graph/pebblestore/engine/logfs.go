package engine

import (
	"strings"
	"sync/atomic"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// logFS is the file system that the engine sees, with two changes to how its log is written.
//
// The log takes the space that it needs, in steps; by itself the engine sets space aside for a whole memory table, hundreds
// of times what a small store holds.
//
// And when the log cannot be continued, the engine panics, without a lock that its callers then release, and the process dies
// of that. So the calls by which it would learn of it report a breakdown and do not return. It holds no lock that
// readers need while it makes them.
type logFS struct {
	vfs.FS
	broken  *breakdown
	started *atomic.Bool // the store is open; before that, errors are returned as they are
}

// logStep is how many bytes are set aside for the log at once, so that not every sync has to record a new length.
const logStep = 1 << 20

func (f logFS) Create(name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	file, err := f.FS.Create(name, c)
	return f.log(name, file, err)
}

func (f logFS) ReuseForWrite(oldname, newname string, c vfs.DiskWriteCategory) (vfs.File, error) {
	file, err := f.FS.ReuseForWrite(oldname, newname, c)
	return f.log(newname, file, err)
}

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

// OpenDir opens a directory whose syncs make a new log last.
func (f logFS) OpenDir(name string) (vfs.File, error) {
	file, err := f.FS.OpenDir(name)
	if err != nil {
		return nil, err
	}
	return logFolder{file, f}, nil
}

// Unwrap is what the engine asks for the file system below.
func (f logFS) Unwrap() vfs.FS { return f.FS }

// end does not return, once the store is open.
func (f logFS) end(err error) {
	if f.started.Load() {
		f.broken.report(err)
		select {}
	}
}

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

// logFile sets space aside as it is written, and remembers that it failed.
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

// Sync fails once, so that changes which wait for it are told. The engine syncs again only before it continues in
// another log, or at its end.
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

func (f *logFile) note(err error) error {
	if err != nil {
		f.failed.CompareAndSwap(nil, &err)
	}
	return err
}

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
