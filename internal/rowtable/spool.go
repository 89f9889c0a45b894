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

// spoolMemory is how many bytes a spool holds before it takes to the disk.
const spoolMemory = 1 << 20

// spool is written to its end and then read from its beginning. The zero value is ready.
type spool struct {
	held bytes.Buffer // what is not in the file
	file *os.File     // nil while all is held
}

func (s *spool) write(b []byte) error {
	s.held.Write(b) // cannot fail
	if s.held.Len() < spoolMemory {
		return nil
	}
	return s.spill()
}

// spill moves what is held to the file, which has no name as soon as it is open: it goes with the process.
func (s *spool) spill() (err error) {
	if s.file == nil {
		if s.file, err = os.CreateTemp("", "graphd-rows-"); err != nil {
			return spoolError(err)
		}
		if err := os.Remove(s.file.Name()); err != nil {
			return spoolError(err)
		}
	}
	_, err = s.held.WriteTo(s.file)
	return spoolError(err)
}

// reader reads all that was written.
func (s *spool) reader() (*bufio.Reader, error) {
	if s.file == nil {
		return bufio.NewReader(bytes.NewReader(s.held.Bytes())), nil
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return nil, spoolError(err)
	}
	return bufio.NewReaderSize(io.MultiReader(s.file, bytes.NewReader(s.held.Bytes())), 64<<10), nil
}

func (s *spool) close() error {
	if s.file == nil {
		return nil
	}
	return s.file.Close()
}

func spoolError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		err = fmt.Errorf("%w: %w", ErrDiskFull, err)
	}
	return fmt.Errorf("keep the rows of a table in %s: %w", os.TempDir(), err)
}
