package rowtable

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"graphd/internal/graph/vocab"
)

// NewEncoder returns an encoder that writes each row as one line of JSON and does not escape <, > and &.
func NewEncoder(w io.Writer) *json.Encoder {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder
}

// marshalRow returns value as JSON on one line.
func marshalRow(value any) (string, error) {
	var out strings.Builder
	err := NewEncoder(&out).Encode(value)
	return strings.TrimSuffix(out.String(), "\n"), err
}

// Writer writes the rows of an answer in one format. It is for one goroutine.
type Writer interface {
	// Write writes a row, or keeps it until the end.
	Write(row any) error
	// End writes what follows the last row. It must be called once, after all rows.
	End() error
}

// NewWriter returns a writer of the format "json", "ndjson", "csv" or "table". A text table shortens IRIs as those of a
// store with the given base.
func NewWriter(format string, w io.Writer, base vocab.Base) Writer {
	switch format {
	case "table":
		return &tableWriter{NewText(base), w}
	case "csv":
		return &tableWriter{NewCSV(), w}
	case "ndjson":
		return &jsonWriter{w: w, after: "\n"}
	}
	return &jsonWriter{w: w, open: "[", before: "\n  ", between: ",", end: "\n]\n", empty: "[]\n"}
}

// jsonWriter writes each row as JSON on one line, with the given text around the rows.
type jsonWriter struct {
	w                                        io.Writer
	open, before, between, after, end, empty string
	rows                                     int
}

// Write writes a row.
func (j *jsonWriter) Write(row any) error {
	lead := j.open
	if j.rows > 0 {
		lead = j.between
	}
	j.rows++
	line, err := marshalRow(row)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(j.w, lead, j.before, line, j.after)
	return err
}

// End closes the list.
func (j *jsonWriter) End() error {
	tail := j.end
	if j.rows == 0 {
		tail = j.empty
	}
	_, err := io.WriteString(j.w, tail)
	return err
}
