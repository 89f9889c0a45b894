package stylescore

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

// A judgedText is a text, or a part of one, of which people have annotated each attribution.
type judgedText struct {
	eval.GoldDocument
	style     string
	debatable []bool // of each attribution: neither finding nor missing it counts
}

// Files of the folder of judged texts; its README.md describes them.
const (
	inventedFile = "invented.txt"
	corporaFile  = "corpora.jsonl"
)

// readInvented reads the invented texts.
func readInvented(folder string) ([]judgedText, error) {
	path := filepath.Join(folder, inventedFile)
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	out, err := parseMarked(string(b))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return out, nil
}

// An excerptLine is a line of the file about the excerpts from corpora. Offsets are code points of the whole text.
type excerptLine struct {
	Corpus, ID, Style string
	SHA256            string // of the whole text
	Range             [2]int
	Attributions      []struct {
		Source, Cue, Content [][2]int
		Debatable            bool
	}
}

// readExcerptLines reads the file about the excerpts.
func readExcerptLines(folder string) ([]excerptLine, error) {
	path := filepath.Join(folder, corporaFile)
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []excerptLine
	lines := bufio.NewScanner(bytes.NewReader(b))
	lines.Buffer(nil, len(b)+1)
	for n := 1; lines.Scan(); n++ {
		var l excerptLine
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		out = append(out, l)
	}
	return out, lines.Err()
}

// readExcerpts reads the excerpts, with their texts from the corpora. Its error wraps [corpus.ErrAbsent] if these are
// missing.
func readExcerpts(folder string, dir corpus.Dir) ([]judgedText, error) {
	lines, err := readExcerptLines(folder)
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
	var out []judgedText
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
func (l excerptLine) judged(given string) (judgedText, error) {
	if hash := sha256.Sum256([]byte(given)); hex.EncodeToString(hash[:]) != strings.ToLower(l.SHA256) {
		return judgedText{}, fmt.Errorf("%s: the text of %s in %s is missing or has changed: annotate it anew or delete its line", corporaFile, l.ID, l.Corpus)
	}
	x := judgedText{GoldDocument: eval.GoldDocument{ID: l.ID, Text: string([]rune(given)[l.Range[0]:l.Range[1]])}, style: l.Style}
	for _, a := range l.Attributions {
		x.Attributions = append(x.Attributions, eval.MarkedAttribution{Source: l.spans(a.Source), Cue: l.spans(a.Cue), Content: l.spans(a.Content)})
		x.debatable = append(x.debatable, a.Debatable)
	}
	return x, nil
}

// spans returns spans of the whole text as spans of the excerpt.
func (l excerptLine) spans(whole [][2]int) []text.Span {
	var out []text.Span
	for _, s := range whole {
		out = append(out, text.Span{Start: s[0] - l.Range[0], End: s[1] - l.Range[0]})
	}
	return out
}
