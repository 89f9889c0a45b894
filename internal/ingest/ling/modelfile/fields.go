package modelfile

import (
	"encoding/binary"
	"fmt"
)

// Writer collects the fields of a model's content.
type Writer struct{ content []byte }

// Content is all that was written.
func (w *Writer) Content() []byte { return w.content }

// Uint writes a number.
func (w *Writer) Uint(n uint64) { w.content = binary.AppendUvarint(w.content, n) }

// Bytes writes a byte string with its length.
func (w *Writer) Bytes(b []byte) {
	w.Uint(uint64(len(b)))
	w.content = append(w.content, b...)
}

// Strings writes a list of strings.
func (w *Writer) Strings(list []string) {
	w.Uint(uint64(len(list)))
	for _, s := range list {
		w.Bytes([]byte(s))
	}
}

// Reader reads the fields of a model's content in the order in which they were written.
// After the first field that is not there all others are empty, and Err says so.
type Reader struct {
	rest []byte
	err  error
}

// NewReader reads from content.
func NewReader(content []byte) *Reader { return &Reader{rest: content} }

// Err is the first error met, or that content is left over.
func (r *Reader) Err() error {
	if r.err == nil && len(r.rest) > 0 {
		return fmt.Errorf("%w: %d bytes left over", ErrDamaged, len(r.rest))
	}
	return r.err
}

// Uint reads a number.
func (r *Reader) Uint() uint64 {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 {
		r.err, r.rest = ErrDamaged, nil
		return 0
	}
	r.rest = r.rest[size:]
	return n
}

// Bytes reads a byte string. It shares memory with the content.
func (r *Reader) Bytes() []byte {
	n := r.Uint()
	if n > uint64(len(r.rest)) {
		r.err, r.rest = ErrDamaged, nil
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

// Strings reads a list of strings.
func (r *Reader) Strings() []string {
	n := r.Uint()
	if n > uint64(len(r.rest)) {
		r.err, r.rest = ErrDamaged, nil
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = string(r.Bytes())
	}
	return list
}
