package document

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"graphd/internal/ingest/date"
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
	Keywords  keywords
	Tags      keywords
	Topics    keywords
	Issued    scalar
	Date      scalar
	Language  string
	URL       string
	Kind      string
	MediaType string // of what the text was taken from, where that is another format that is read
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
	if err := rec.describe(&doc.Meta); err != nil {
		return Document{}, err
	}
	return doc, nil
}

// describe puts what a record states into the metadata, over what its page said.
func (rec record) describe(meta *Metadata) error {
	set(&meta.Title, line(rec.Title))
	set(&meta.Publisher, line(rec.Publisher))
	set(&meta.Language, line(rec.Language))
	set(&meta.URL, absoluteURL(rec.URL))
	set(&meta.Name, line(string(rec.ID)))
	set(&meta.Identifier, line(string(rec.ID)))
	if f, ok := byMediaType[strings.ToLower(rec.MediaType)]; ok {
		meta.MediaType = f.mediaType()
	}
	if authors := slices.Concat(rec.Author, rec.Authors); len(authors) > 0 {
		meta.Authors = authors
	}
	if stated := slices.Concat(rec.Keywords, rec.Tags, rec.Topics); len(stated) > 0 {
		meta.Keywords = distinct(stated)
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
		issued, err := date.Parse(string(field.value))
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
		e.Err = fmt.Errorf("%w: a JSON %s where a text is wanted", ErrMalformed, wrong.Value)
		if e.Field == "" {
			e.Err = fmt.Errorf("%w: a JSON %s where an object is wanted", ErrMalformed, wrong.Value)
		}
	case errors.As(err, &syntax):
		at := min(int(syntax.Offset), len(data))
		e.Err = fmt.Errorf("%w at character %d", e.Err, text.Normalize(string(data[:at])).GivenLen())
	}
	return e
}
