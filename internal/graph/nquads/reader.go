package nquads

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/cayleygraph/quad"
)

// maxLine is the length of the longest line that is read, in bytes.
const maxLine = 64 << 20

// LineError is the error of a line that is not N-Quads. Reading may continue after it.
type LineError struct {
	Line int // from 1
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap returns the error of the line.
func (e *LineError) Unwrap() error { return e.Err }

// LineReader reads quads line by line.
type LineReader struct {
	in   *bufio.Reader
	line int
	buf  []byte
}

// NewReader returns a reader of N-Quads, plain or compressed with gzip, which it recognises by the first bytes.
func NewReader(r io.Reader) (*LineReader, error) {
	in, err := Decompress(r)
	return &LineReader{in: in}, err
}

// bufferSize is the size of one read, in bytes.
const bufferSize = 256 << 10

// Decompress returns the contents of r, decompressed if its first bytes are those of gzip.
func Decompress(r io.Reader) (*bufio.Reader, error) {
	in := bufio.NewReaderSize(r, bufferSize)
	magic, err := in.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		return in, nil
	}
	gz, err := gzip.NewReader(in)
	if err != nil {
		return nil, fmt.Errorf("the gzip header is damaged: %w", err)
	}
	return bufio.NewReaderSize(gz, bufferSize), nil
}

// Line returns the number of lines read so far.
func (r *LineReader) Line() int { return r.line }

// Next returns the next quad, io.EOF after the last. After a *LineError, the next call continues with the following
// line.
func (r *LineReader) Next() (quad.Quad, error) {
	for {
		line, err := r.readLine()
		if err != nil {
			return quad.Quad{}, err
		}
		q, ok, err := ParseLine(line)
		if err != nil {
			return quad.Quad{}, &LineError{r.line, err}
		}
		if ok {
			return q, nil
		}
	}
}

// readLine returns the next line without its newline, valid until the next call.
func (r *LineReader) readLine() ([]byte, error) {
	r.buf = r.buf[:0]
	for {
		part, err := r.in.ReadSlice('\n')
		if len(r.buf)+len(part) > maxLine {
			return nil, tooLong(r.line + 1)
		}
		switch {
		case err == nil && len(r.buf) == 0:
			r.line++
			return part, nil
		case errors.Is(err, bufio.ErrBufferFull):
			r.buf = append(r.buf, part...)
		case err == nil || errors.Is(err, io.EOF) && len(r.buf)+len(part) > 0:
			r.line++
			r.buf = append(r.buf, part...)
			return r.buf, nil
		case errors.Is(err, io.EOF):
			return nil, io.EOF
		default:
			return nil, fmt.Errorf("after line %d: %w", r.line, err)
		}
	}
}

func tooLong(line int) error { return fmt.Errorf("line %d is longer than %d MB", line, maxLine>>20) }
