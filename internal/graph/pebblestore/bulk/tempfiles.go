package bulk

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync/atomic"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// TempFolder is the folder in the store's directory for the temporary files of a load. Files that are in it when the
// store is opened were left by a process that died.
const TempFolder = "load"

// tempDir creates the temporary files of a load.
type tempDir struct {
	fs   vfs.FS
	dir  string
	made atomic.Int64
}

func newTempDir(fs vfs.FS, dir string) (*tempDir, error) {
	s := &tempDir{fs: fs, dir: fs.PathJoin(dir, TempFolder)}
	return s, errors.Join(fs.RemoveAll(s.dir), fs.MkdirAll(s.dir, 0o700))
}

// RemoveTempFiles removes the files that a load left in the store's directory dir.
func RemoveTempFiles(fs vfs.FS, dir string) error {
	name := fs.PathJoin(dir, TempFolder)
	if _, err := fs.Stat(name); err != nil {
		return nil //nolint:nilerr // the usual case: the folder does not exist
	}
	return fs.RemoveAll(name)
}

func (s *tempDir) remove() error { return s.fs.RemoveAll(s.dir) }

// path returns the name of a new file.
func (s *tempDir) path(what string) string {
	return s.fs.PathJoin(s.dir, fmt.Sprintf("%s-%d", what, s.made.Add(1)))
}

// create creates a file of records.
func (s *tempDir) create(path string) (*recordWriter, error) {
	f, err := s.fs.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return nil, err
	}
	return &recordWriter{file: f, path: path, buf: bufio.NewWriterSize(f, spillBuffer)}, nil
}

// open opens a file of records for reading.
func (s *tempDir) open(path string, buffer int) (*recordReader, error) {
	f, err := s.fs.Open(path, vfs.SequentialReadsOption)
	if err != nil {
		return nil, err
	}
	return &recordReader{file: f, buf: bufio.NewReaderSize(f, buffer)}, nil
}

const spillBuffer = 256 << 10

// recordWriter writes byte strings, each preceded by its length.
type recordWriter struct {
	file vfs.File
	path string
	buf  *bufio.Writer
}

func (w *recordWriter) write(record []byte) error {
	var size [binary.MaxVarintLen64]byte
	if _, err := w.buf.Write(size[:binary.PutUvarint(size[:], uint64(len(record)))]); err != nil {
		return err
	}
	_, err := w.buf.Write(record)
	return err
}

// close flushes and closes the file. It may be called twice, and on nil.
func (w *recordWriter) close() error {
	if w == nil || w.file == nil {
		return nil
	}
	file := w.file
	w.file = nil
	return errors.Join(w.buf.Flush(), file.Close())
}

// recordReader reads what a recordWriter wrote.
type recordReader struct {
	file   vfs.File
	buf    *bufio.Reader
	record []byte
}

// next returns the next record, valid until the next call; nil after the last.
func (r *recordReader) next() ([]byte, error) {
	size, err := binary.ReadUvarint(r.buf)
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if uint64(cap(r.record)) < size {
		r.record = make([]byte, size)
	}
	r.record = r.record[:size]
	_, err = io.ReadFull(r.buf, r.record)
	return r.record, err
}

// close closes the file. It may be called twice, and on nil.
func (r *recordReader) close() error {
	if r == nil || r.file == nil {
		return nil
	}
	file := r.file
	r.file = nil
	return file.Close()
}
