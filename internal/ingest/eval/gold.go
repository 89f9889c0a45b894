package eval

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"graphd/internal/ingest/text"
)

// ErrGold is wrapped by every error about a gold file that cannot be read.
var ErrGold = errors.New("eval: gold")

// Document is a text with the attributions that people marked in it.
type Document struct {
	ID           string
	Text         string // as given
	Attributions []Marked
	Discard      []text.Span // stretches that the annotators set aside: what a system finds there is not counted
}

// Marked is one attribution as spans, in code points of the text as given. A slot that is not there has no spans.
type Marked struct{ Source, Cue, Content []text.Span }

type line struct {
	ID           string   `json:"id"`
	Text         string   `json:"text"`
	Discard      [][2]int `json:"discard"`
	Attributions []struct {
		Source  [][2]int `json:"source"`
		Cue     [][2]int `json:"cue"`
		Content [][2]int `json:"content"`
	} `json:"attributions"`
}

const longestLine = 64 << 20 // bytes

// ReadGold reads documents, one JSON object a line, and calls each for every one. It stops at the first error, each's or
// its own.
func ReadGold(r io.Reader, each func(Document) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, longestLine)
	for n := 1; lines.Scan(); n++ {
		var l line
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return fmt.Errorf("%w: line %d: %w: want one document as a JSON object", ErrGold, n, err)
		}
		if err := each(l.document()); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%w: %w", ErrGold, err)
	}
	return nil
}

func (l line) document() Document {
	limit := len([]rune(l.Text))
	d := Document{ID: l.ID, Text: l.Text, Discard: spans(l.Discard, limit)}
	for _, a := range l.Attributions {
		d.Attributions = append(d.Attributions, Marked{
			Source: spans(a.Source, limit), Cue: spans(a.Cue, limit), Content: spans(a.Content, limit),
		})
	}
	return d
}

// spans takes over what lies in a text of limit code points.
func spans(given [][2]int, limit int) []text.Span {
	var out []text.Span
	for _, g := range given {
		s := text.Span{Start: max(g[0], 0), End: min(g[1], limit)}
		if s.Start < s.End {
			out = append(out, s)
		}
	}
	return out
}
