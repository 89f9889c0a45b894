package judged

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"graphd/cmd/graphd-train/corpus"
	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/text"
)

// A JudgedText is a text, or a part of one, of which people have annotated each attribution.
type JudgedText struct {
	eval.GoldDocument
	Style     string
	Debatable []bool // of each attribution: neither finding nor missing it counts
}

// Files of a folder of judged texts; its README.md describes them.
const (
	inventedFile = "invented.txt"
	corporaFile  = "corpora.jsonl"
)

// ReadInvented reads the invented texts.
func ReadInvented(folder string) ([]JudgedText, error) {
	path := filepath.Join(folder, inventedFile)
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	out, err := ParseMarked(string(b))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return out, nil
}

// An ExcerptLine is a line of the file about the excerpts from corpora. Offsets are code points of the whole text.
type ExcerptLine struct {
	Corpus, ID, Style string
	SHA256            string // of the whole text
	Range             [2]int
	Attributions      []struct {
		Source, Cue, Content [][2]int
		Debatable            bool
	}
}

// ReadExcerptLines reads the file about the excerpts.
func ReadExcerptLines(folder string) ([]ExcerptLine, error) {
	path := filepath.Join(folder, corporaFile)
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []ExcerptLine
	lines := bufio.NewScanner(bytes.NewReader(b))
	lines.Buffer(nil, len(b)+1)
	for n := 1; lines.Scan(); n++ {
		var l ExcerptLine
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		out = append(out, l)
	}
	return out, lines.Err()
}

// ReadExcerpts reads the excerpts, with their texts from the corpora. Its error wraps [corpus.ErrAbsent] if these are
// missing.
func ReadExcerpts(folder string, dir corpus.Dir) ([]JudgedText, error) {
	lines, err := ReadExcerptLines(folder)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, l := range lines {
		if !slices.Contains(names, l.Corpus) {
			names = append(names, l.Corpus)
		}
	}
	texts := map[string]string{} // by corpus and id
	for _, name := range names {
		err := dir.News(name, func(id, given string) error { texts[name+" "+id] = given; return nil })
		if err != nil {
			return nil, err
		}
	}
	var out []JudgedText
	for _, l := range lines {
		x, err := l.judged(texts[l.Corpus+" "+l.ID])
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

// judged returns the excerpt from given, the whole text.
func (l ExcerptLine) judged(given string) (JudgedText, error) {
	if hash := sha256.Sum256([]byte(given)); hex.EncodeToString(hash[:]) != strings.ToLower(l.SHA256) {
		return JudgedText{}, fmt.Errorf("%s: the text of %s in %s is missing or has changed: annotate it anew or delete its line", corporaFile, l.ID, l.Corpus)
	}
	x := JudgedText{GoldDocument: eval.GoldDocument{ID: l.ID, Text: string([]rune(given)[l.Range[0]:l.Range[1]])}, Style: l.Style}
	for _, a := range l.Attributions {
		x.Attributions = append(x.Attributions, eval.MarkedAttribution{Source: l.Spans(a.Source), Cue: l.Spans(a.Cue), Content: l.Spans(a.Content)})
		x.Debatable = append(x.Debatable, a.Debatable)
	}
	return x, nil
}

// Spans returns spans of the whole text as spans of the excerpt.
func (l ExcerptLine) Spans(whole [][2]int) []text.Span {
	var out []text.Span
	for _, s := range whole {
		out = append(out, text.Span{Start: s[0] - l.Range[0], End: s[1] - l.Range[0]})
	}
	return out
}

// Words returns the words of spans.
func (x JudgedText) Words(spans []text.Span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, string([]rune(x.Text)[s.Start:s.End]))
	}
	return strings.Join(strings.Fields(strings.Join(parts, " … ")), " ")
}
