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

// A jsonRecord is a document in JSON. Its fields have several names; see fieldNames.
type jsonRecord struct {
	ID        scalar
	Text      *string
	HTML      *string
	Title     string
	Publisher nameList
	Author    nameList
	Authors   nameList
	Keywords  keywordList
	Tags      keywordList
	Topics    keywordList
	Issued    scalar
	Date      scalar
	Language  string
	URL       string
	Kind      string
	MediaType string // of the original, if the text was converted from another supported format
}

// A scalar is a JSON string or number.
type scalar string

// UnmarshalJSON implements json.Unmarshaler.
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
		return errors.New("must be a string or a number")
	}
	return nil
}

// A nameList is a name or a list of names in JSON. A name is a string, or an object with a field "name" as in schema.org.
type nameList []string

// UnmarshalJSON implements json.Unmarshaler.
func (n *nameList) UnmarshalJSON(data []byte) error {
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	var ok bool
	if *n, ok = namesOf(v); !ok {
		return errors.New("must be a name or a list of names")
	}
	return nil
}

// namesOf returns the names in a JSON value, and whether it is a nameList.
func namesOf(v any) (found []string, ok bool) {
	switch v := v.(type) {
	case nil:
		return nil, true
	case string:
		if name := oneLine(v); name != "" {
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

// readRecord returns the document in a JSON object, from the plain text in its field "text" or else from the page in its
// field "html".
func readRecord(data []byte) (Document, error) {
	var rec jsonRecord
	renamed, given, unknown, err := renameFields(data)
	if err == nil {
		err = json.Unmarshal(renamed, &rec)
	}
	if err != nil {
		return Document{}, underGivenName(given, malformed(data, err))
	}
	var doc Document
	switch {
	case rec.Text != nil:
		doc, err = readPlain(*rec.Text)
		err = inField("text", err)
	case rec.HTML != nil:
		doc, err = readHTML(*rec.HTML)
		err = inField("html", err)
	default:
		err = withHint(fmt.Errorf("%w: neither \"text\" nor \"html\"", ErrNoText), "put the text into the field \"text\"")
	}
	if err == nil {
		err = rec.describe(&doc.Meta)
	}
	if err != nil {
		return Document{}, underGivenName(given, err)
	}
	doc.Meta.Unread = unknown
	return doc, nil
}

// underGivenName replaces the name of the field in a ReadError by the one that the input has.
func underGivenName(given map[string]string, err error) error {
	var e *ReadError
	if errors.As(err, &e) && given[e.Field] != "" {
		e.Field = given[e.Field]
	}
	return err
}

// describe sets the metadata that the record states. It overrides that of an HTML page.
func (rec jsonRecord) describe(meta *Metadata) error {
	set(&meta.Title, oneLine(rec.Title))
	if len(rec.Publisher) > 0 {
		meta.Publisher = rec.Publisher[0]
	}
	set(&meta.Language, oneLine(rec.Language))
	set(&meta.URL, absoluteURL(rec.URL))
	set(&meta.Name, oneLine(string(rec.ID)))
	set(&meta.Identifier, oneLine(string(rec.ID)))
	if f, ok := byMediaType[strings.ToLower(rec.MediaType)]; ok {
		meta.MediaType = f.mediaType()
	}
	if authors := slices.Concat(rec.Author, rec.Authors); len(authors) > 0 {
		meta.Authors = nil
		for _, name := range authors {
			meta.Authors = append(meta.Authors, withoutBy(name)...)
		}
	}
	if stated := slices.Concat(rec.Keywords, rec.Tags, rec.Topics); len(stated) > 0 {
		meta.Keywords = distinct(stated)
	}
	switch kind := PublicationKind(strings.ToLower(rec.Kind)); kind {
	case Article, Report, Statement:
		meta.Kind = kind
	}
	if rec.URL != "" && meta.URL == "" {
		return &ReadError{Field: "url", Err: fmt.Errorf("%w: %.80q is not an HTTP URL", ErrMalformed, rec.URL), Hint: "write it with http:// or https://, or omit it"}
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
			return &ReadError{Field: field.name, Err: err, Hint: "write it as 2024-03-05, or omit it"}
		}
		meta.Issued = issued
		break
	}
	return nil
}

// withoutBy returns the names in a by-line that begins with "By", and any other name as it is.
func withoutBy(name string) []string {
	if _, ok := cutPrefixFold(name, "by "); ok {
		return splitByline(name)
	}
	return []string{name}
}

// set sets a field to a value that is not empty.
func set(field *string, value string) {
	if value != "" {
		*field = value
	}
}

// inField adds the name of the field to a ReadError.
func inField(name string, err error) error {
	var e *ReadError
	if errors.As(err, &e) {
		e.Field = name
	}
	return err
}

// malformed returns a ReadError for an error of encoding/json, with the field or the offset in code points.
func malformed(data []byte, err error) *ReadError {
	e := withHint(fmt.Errorf("%w: %w", ErrMalformed, err), "write a JSON object with a field \"text\"")
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong):
		e.Field = strings.ToLower(wrong.Field)
		e.Err = fmt.Errorf("%w: a JSON %s instead of a string", ErrMalformed, wrong.Value)
		if e.Field == "" {
			e.Err = fmt.Errorf("%w: a JSON %s instead of an object", ErrMalformed, wrong.Value)
		}
	case errors.As(err, &syntax):
		at := min(int(syntax.Offset), len(data))
		e.Err = fmt.Errorf("%w at character %d", e.Err, text.Normalize(string(data[:at])).GivenLen())
	}
	return e
}
