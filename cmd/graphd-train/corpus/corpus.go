// Package corpus reads the corpora that models are trained and scored on, each brought to one shape.
//
// Offsets are Unicode code points. Forms of tokens are as the corpus's text has them; XPOS are Penn Treebank tags as
// CoreNLP writes them; relations are those of Universal Dependencies version 1, heads are indexes with -1 for the root.
package corpus

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/text"
)

// Dir is the folder of all corpora.
type Dir string

// Document is one text with its annotation.
type Document struct {
	ID        string
	Text      string
	Sentences []Sentence
	Mentions  []Mention // of entities; empty where the corpus has none
}

// Mention is a phrase that refers to an entity; those of one document with one Entity refer to the same.
type Mention struct {
	text.Span
	Entity string
	Kind   string // the corpus's own
}

// Sentence is the tokens of one sentence.
type Sentence []Token

// Token is an annotated token. Name is a kind of name with a prefix B- or I-, or O.
type Token struct {
	text.Span
	Form, Normal  string
	Lemma         string
	XPOS          ud.XPOS
	UPOS          ud.UPOS // empty where the corpus has none
	Head          int
	Deprel        string
	Name          string
	NoSpaceBefore bool
}

// ErrAbsent is wrapped by errors about corpora that are not there.
var ErrAbsent = errors.New("corpus is absent")

// Sentences are the sentences of all documents.
func Sentences(ds []Document) []Sentence {
	var out []Sentence
	for _, d := range ds {
		out = append(out, d.Sentences...)
	}
	return out
}

// lines calls f with each line of the file at path under d, gzipped where its name ends in .gz.
func (d Dir) lines(path string, f func(line string) error) error {
	file, err := os.Open(filepath.Join(string(d), path))
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s under %s: %w; give the folder with -corpora", path, d, ErrAbsent)
	}
	if err != nil {
		return err
	}
	defer file.Close()
	var r io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(file); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	b := bufio.NewReaderSize(r, 1<<20)
	for n := 1; ; n++ {
		line, err := b.ReadString('\n')
		if line != "" {
			if err := f(strings.TrimRight(line, "\r\n")); err != nil {
				return fmt.Errorf("%s:%d: %w", path, n, err)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
}
