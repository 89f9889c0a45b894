package eval

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"graphd/internal/ingest/text"
)

// ErrGold is wrapped by all errors about a gold file that cannot be read.
var ErrGold = errors.New("eval: gold")

// A GoldDocument is a text with its annotated attributions.
type GoldDocument struct {
	ID           string
	Text         string // as given
	Attributions []MarkedAttribution
	Discard      []text.Span // spans that the annotators discarded: attributions there are not counted
}

// A MarkedAttribution is an attribution as spans in code points of the text as given. A missing slot has no spans.
type MarkedAttribution struct{ Source, Cue, Content []text.Span }

// A goldLine is a document in a gold file.
type goldLine struct {
	ID           string   `json:"id"`
	Text         string   `json:"text"`
	Discard      [][2]int `json:"discard"`
	Attributions []struct {
		Source  [][2]int `json:"source"`
		Cue     [][2]int `json:"cue"`
		Content [][2]int `json:"content"`
	} `json:"attributions"`
}

const maxLineLen = 64 << 20 // bytes

// ReadGold reads documents in JSON Lines and calls yield with each of them. It stops at the first error of yield or of
// its own.
func ReadGold(r io.Reader, yield func(GoldDocument) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLineLen)
	for n := 1; lines.Scan(); n++ {
		var l goldLine
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return fmt.Errorf("%w: line %d: %w: each line must be a document as a JSON object", ErrGold, n, err)
		}
		if err := yield(l.document()); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%w: %w", ErrGold, err)
	}
	return nil
}

// document returns the document of the line.
func (l goldLine) document() GoldDocument {
	limit := len([]rune(l.Text))
	d := GoldDocument{ID: l.ID, Text: l.Text, Discard: spans(l.Discard, limit)}
	for _, a := range l.Attributions {
		d.Attributions = append(d.Attributions, MarkedAttribution{
			Source: spans(a.Source, limit), Cue: spans(a.Cue, limit), Content: spans(a.Content, limit),
		})
	}
	return d
}

// spans returns the parts of the given ranges that are within a text of limit code points.
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
