package document

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// readJSON yields the document in a JSON object, or those in a JSON list.
func (r *inputReader) readJSON(s string) error {
	data := []byte(strings.TrimPrefix(s, "\ufeff"))
	if !bytes.HasPrefix(bytes.TrimSpace(data), []byte("[")) {
		doc, err := readRecord(data)
		if err != nil {
			return err
		}
		r.emit(doc, jsonDocument, recordPosition{})
		return nil
	}
	var items []json.RawMessage
	if err := json.Unmarshal(data, &items); err != nil {
		return malformed(data, err)
	}
	if len(items) == 0 {
		return withHint(ErrEmpty, "leave it out")
	}
	for i, item := range items {
		if r.halted() {
			return r.ctx.Err()
		}
		r.emitRecord(item, jsonDocument, recordPosition{item: i + 1})
	}
	return nil
}

// halted reports whether the consumer has stopped or the context has ended.
func (r *inputReader) halted() bool { return r.stopped || r.ctx.Err() != nil }

// emitRecord yields the document in a JSON object, or the error.
func (r *inputReader) emitRecord(data []byte, f inputFormat, at recordPosition) {
	doc, err := readRecord(data)
	if err != nil {
		r.failAt(at, err)
		return
	}
	r.emit(doc, f, at)
}

// readLines yields the document on each line of a stream. It holds one line in memory.
func (r *inputReader) readLines(stream *bufio.Reader) error {
	found := false
	for at := (recordPosition{line: 1}); !r.halted(); at.line++ {
		data, err := readLine(stream, r.limit)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, ErrTooLarge) {
			return fmt.Errorf("line %d: %w", at.line, err)
		}
		data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
		switch {
		case errors.Is(err, ErrTooLarge):
			found = true
			r.failAt(at, err)
		case len(data) > 0:
			found = true
			r.emitRecord(data, jsonLines, at)
		}
		if errors.Is(err, io.EOF) {
			break
		}
	}
	if !found && !r.halted() {
		return withHint(ErrEmpty, "leave it out")
	}
	if r.stopped {
		return nil
	}
	return r.ctx.Err()
}

// readLine returns the next line with its line feed. A line longer than limit is skipped, and the error is ErrTooLarge.
func readLine(stream *bufio.Reader, limit int64) ([]byte, error) {
	var data []byte
	long := false
	for {
		part, err := stream.ReadSlice('\n')
		if long = long || int64(len(data)+len(part)) > limit; long {
			data = nil
		} else {
			data = append(data, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case long && (err == nil || errors.Is(err, io.EOF)):
			return nil, tooLarge(limit)
		default:
			return data, err
		}
	}
}

// sniffJSON returns jsonLines if the first line is a complete JSON value, otherwise jsonDocument.
func sniffJSON(head []byte) inputFormat {
	first, _, whole := bytes.Cut(bytes.TrimLeft(head, "\ufeff \t\r\n"), []byte("\n"))
	if !whole || json.Valid(first) {
		return jsonLines
	}
	return jsonDocument
}
