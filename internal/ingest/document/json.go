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

// readJSON reads one document, or a list of them.
func (r *reader) readJSON(s string) error {
	data := []byte(strings.TrimPrefix(s, "\ufeff"))
	if !bytes.HasPrefix(bytes.TrimSpace(data), []byte("[")) {
		doc, err := readRecord(data)
		if err != nil {
			return err
		}
		r.emit(doc, jsonDocument, place{})
		return nil
	}
	var items []json.RawMessage
	if err := json.Unmarshal(data, &items); err != nil {
		return malformed(data, err)
	}
	if len(items) == 0 {
		return hinted(ErrEmpty, "leave it out")
	}
	for i, item := range items {
		if r.halted() {
			return r.ctx.Err()
		}
		r.emitRecord(item, jsonDocument, place{item: i + 1})
	}
	return nil
}

func (r *reader) halted() bool { return r.stopped || r.ctx.Err() != nil }

func (r *reader) emitRecord(data []byte, f format, at place) {
	doc, err := readRecord(data)
	if err != nil {
		r.failAt(at, err)
		return
	}
	r.emit(doc, f, at)
}

// readLines reads a document a line. What is held in memory is one line.
func (r *reader) readLines(stream *bufio.Reader) error {
	documents := false
	for at := (place{line: 1}); !r.halted(); at.line++ {
		data, err := readLine(stream, r.limit)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, ErrTooLarge) {
			return fmt.Errorf("line %d: %w", at.line, err)
		}
		data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
		switch {
		case errors.Is(err, ErrTooLarge):
			documents = true
			r.failAt(at, err)
		case len(data) > 0:
			documents = true
			r.emitRecord(data, jsonLines, at)
		}
		if errors.Is(err, io.EOF) {
			break
		}
	}
	if !documents && !r.halted() {
		return hinted(ErrEmpty, "leave it out")
	}
	if r.stopped {
		return nil
	}
	return r.ctx.Err()
}

// readLine reads up to and with the next line feed. A line beyond limit is read to its end, dropped and ErrTooLarge.
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

// sniffJSON tells JSON Lines, whose first line is an object by itself, from one document written over many lines.
func sniffJSON(head []byte) format {
	first, _, whole := bytes.Cut(bytes.TrimLeft(head, "\ufeff \t\r\n"), []byte("\n"))
	if !whole || json.Valid(first) {
		return jsonLines
	}
	return jsonDocument
}
