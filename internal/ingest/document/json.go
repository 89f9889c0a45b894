package document

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"graphd/internal/ingest/text"
)

// record is a document as JSON writes it. Fields that are not named here are ignored.
type record struct {
	ID        scalar
	Text      *string
	HTML      *string
	Title     string
	Publisher string
	Author    names
	Authors   names
	Issued    scalar
	Date      scalar
	Language  string
	URL       string
	Kind      string
}

// scalar is a string or a number.
type scalar string

func (s *scalar) UnmarshalJSON(data []byte) error {
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	switch v := v.(type) {
	case nil:
	case string:
		*s = scalar(strings.TrimSpace(v))
	case float64:
		*s = scalar(data)
	default:
		return errors.New("want a string or a number")
	}
	return nil
}

// names is one name or a list of them; a name is a string, or an object with a name as schema.org has it.
type names []string

func (n *names) UnmarshalJSON(data []byte) error {
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	var ok bool
	if *n, ok = namesOf(v); !ok {
		return errors.New("want a name, or a list of names")
	}
	return nil
}

func namesOf(v any) (found []string, ok bool) {
	switch v := v.(type) {
	case nil:
		return nil, true
	case string:
		if name := line(v); name != "" {
			found = []string{name}
		}
		return found, true
	case map[string]any:
		name, _ := v["name"].(string)
		return namesOf(name)
	case []any:
		for _, one := range v {
			more, ok := namesOf(one)
			if !ok {
				return nil, false
			}
			found = append(found, more...)
		}
		return found, true
	}
	return nil, false
}

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

// readRecord makes a document of one JSON object. Its text is plain text; its page is used where it has no text.
func readRecord(data []byte) (Document, error) {
	var rec record
	if err := json.Unmarshal(data, &rec); err != nil {
		return Document{}, malformed(data, err)
	}
	var doc Document
	var err error
	switch {
	case rec.Text != nil:
		doc, err = readPlain(*rec.Text)
		err = inField("text", err)
	case rec.HTML != nil:
		doc, err = readHTML(*rec.HTML)
		err = inField("html", err)
	default:
		err = hinted(fmt.Errorf("%w: neither \"text\" nor \"html\"", ErrNoText), "put the text into the field \"text\"")
	}
	if err != nil {
		return Document{}, err
	}
	return doc, rec.describe(&doc.Meta)
}

// describe puts what a record states into the metadata, over what its page said.
func (rec record) describe(meta *Metadata) error {
	set(&meta.Title, line(rec.Title))
	set(&meta.Publisher, line(rec.Publisher))
	set(&meta.Language, line(rec.Language))
	set(&meta.URL, absoluteURL(rec.URL))
	set(&meta.Name, line(string(rec.ID)))
	set(&meta.Identifier, line(string(rec.ID)))
	if authors := append(rec.Author, rec.Authors...); len(authors) > 0 {
		meta.Authors = authors
	}
	switch kind := Kind(strings.ToLower(rec.Kind)); kind {
	case Article, Report, Statement:
		meta.Kind = kind
	}
	if rec.URL != "" && meta.URL == "" {
		return &Error{Field: "url", Err: fmt.Errorf("%w: %.80q is no web address", ErrMalformed, rec.URL), Hint: "write it with http:// or https://, or leave it out"}
	}
	for _, field := range []struct {
		name  string
		value scalar
	}{{"issued", rec.Issued}, {"date", rec.Date}} {
		if field.value == "" {
			continue
		}
		issued, err := ParseDate(string(field.value))
		if err != nil {
			return &Error{Field: field.name, Err: err, Hint: "write it as 2024-03-05, or leave it out"}
		}
		meta.Issued = issued
		break
	}
	return nil
}

func set(field *string, value string) {
	if value != "" {
		*field = value
	}
}

func inField(name string, err error) error {
	var e *Error
	if errors.As(err, &e) {
		e.Field = name
	}
	return err
}

// malformed names the place of a JSON error: the field, or the code point.
func malformed(data []byte, err error) *Error {
	e := hinted(fmt.Errorf("%w: %w", ErrMalformed, err), "write a JSON object with a field \"text\"")
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong):
		e.Field = strings.ToLower(wrong.Field)
	case errors.As(err, &syntax):
		at := min(int(syntax.Offset), len(data))
		e.Err = fmt.Errorf("%w at character %d", e.Err, text.Normalize(string(data[:at])).GivenLen())
	}
	return e
}

// sniffJSON tells JSON Lines, whose first line is an object by itself, from one document written over many lines.
func sniffJSON(head []byte) format {
	first, _, whole := bytes.Cut(bytes.TrimLeft(head, "\ufeff \t\r\n"), []byte("\n"))
	if !whole || json.Valid(first) {
		return jsonLines
	}
	return jsonDocument
}
