package modelfile

import (
	"encoding/binary"
	"fmt"
)

// A FieldWriter collects the fields of the content of a model.
type FieldWriter struct{ content []byte }

// Content returns all bytes that were written.
func (w *FieldWriter) Content() []byte { return w.content }

// Uint writes a number.
func (w *FieldWriter) Uint(n uint64) { w.content = binary.AppendUvarint(w.content, n) }

// Bytes writes the length of a byte string and its bytes.
func (w *FieldWriter) Bytes(b []byte) {
	w.Uint(uint64(len(b)))
	w.content = append(w.content, b...)
}

// Strings writes a list of strings.
func (w *FieldWriter) Strings(list []string) {
	w.Uint(uint64(len(list)))
	for _, s := range list {
		w.Bytes([]byte(s))
	}
}

// A FieldReader reads the fields of the content of a model in the order in which they were written. After the first
// invalid field, all others are empty, and Err returns an error.
type FieldReader struct {
	rest []byte
	err  error
}

// NewReader returns a FieldReader of content.
func NewReader(content []byte) *FieldReader { return &FieldReader{rest: content} }

// Err returns the first error, or an error if there is content after the last field.
func (r *FieldReader) Err() error {
	if r.err == nil && len(r.rest) > 0 {
		return fmt.Errorf("%w: %d unused bytes", ErrDamaged, len(r.rest))
	}
	return r.err
}

// Uint reads a number.
func (r *FieldReader) Uint() uint64 {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 {
		r.err, r.rest = ErrDamaged, nil
		return 0
	}
	r.rest = r.rest[size:]
	return n
}

// Bytes reads a byte string. It shares memory with the content.
func (r *FieldReader) Bytes() []byte {
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
func (r *FieldReader) Strings() []string {
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
