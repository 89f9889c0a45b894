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

// maxLine is the longest line read, in bytes.
const maxLine = 64 << 20

// LineError is a line that is not N-Quads. Reading may go on after it.
type LineError struct {
	Line int // from 1
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap is what is wrong with the line.
func (e *LineError) Unwrap() error { return e.Err }

// Reader reads quads line by line.
type Reader struct {
	in   *bufio.Reader
	line int
	buf  []byte
}

// NewReader reads N-Quads, compressed with gzip or not, as the first bytes tell.
func NewReader(r io.Reader) (*Reader, error) {
	in, err := Decompress(r)
	return &Reader{in: in}, err
}

// bufferSize is how many bytes are asked for at once.
const bufferSize = 256 << 10

// Decompress is what r holds, taken out of gzip where the first bytes say that it is compressed.
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

// Line is how many lines were read.
func (r *Reader) Line() int { return r.line }

// Next is the next quad, io.EOF after the last. A *LineError tells of a bad line; the following call reads the next one.
func (r *Reader) Next() (quad.Quad, error) {
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

// readLine is the next line without its end, valid until the following call.
func (r *Reader) readLine() ([]byte, error) {
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
