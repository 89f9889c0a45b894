package rowtable

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"
)

// ErrDiskFull reports that the temporary file of a large table does not fit on its disk.
var ErrDiskFull = errors.New("no space left on the disk")

// spoolMemory is the number of bytes that a spool buffers in memory before it writes them to its file. Chosen by hand.
const spoolMemory = 1 << 20

// spool is a buffer that is written completely and then read from its beginning. Large contents spill to a temporary file.
// The zero value is empty and ready for use.
type spool struct {
	buffer bytes.Buffer // the bytes that are not in the file
	file   *os.File     // nil while everything fits in memory
	linked bool         // the file still has a name, because the system cannot unlink open files (Windows)
}

func (s *spool) write(b []byte) error {
	s.buffer.Write(b) // never fails
	if s.buffer.Len() < spoolMemory {
		return nil
	}
	return s.spill()
}

// spill moves the buffer to the file. The file is unlinked as soon as it is open, so it disappears with the process; where
// the system cannot do that, close removes it.
func (s *spool) spill() (err error) {
	if s.file == nil {
		if s.file, err = os.CreateTemp("", "graphd-rows-"); err != nil {
			return spoolError(err)
		}
		s.linked = os.Remove(s.file.Name()) != nil
	}
	_, err = s.buffer.WriteTo(s.file)
	return spoolError(err)
}

// reader returns a reader of everything that was written.
func (s *spool) reader() (*bufio.Reader, error) {
	if s.file == nil {
		return bufio.NewReader(bytes.NewReader(s.buffer.Bytes())), nil
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return nil, spoolError(err)
	}
	return bufio.NewReaderSize(io.MultiReader(s.file, bytes.NewReader(s.buffer.Bytes())), 64<<10), nil
}

func (s *spool) close() error {
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	if s.linked {
		err = errors.Join(err, os.Remove(s.file.Name()))
	}
	return err
}

// spoolError adds the directory of the temporary file to err, and ErrDiskFull where it has no space.
func spoolError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		err = fmt.Errorf("%w: %w", ErrDiskFull, err)
	}
	return fmt.Errorf("write the rows of a table to %s: %w", os.TempDir(), err)
}
