// Package corpus reads the corpora on which models are trained and evaluated, and converts them to one format.
//
// Offsets count Unicode code points. The forms of tokens are those of the text. XPOS tags are Penn Treebank tags in the
// notation of CoreNLP. Relations are those of Universal Dependencies 1. Heads are indexes of tokens; -1 for the root.
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

// A Dir is the directory of all corpora.
type Dir string

// An AnnotatedText is a text with its annotation.
type AnnotatedText struct {
	ID        string
	Text      string
	Sentences []AnnotatedSentence
	Mentions  []LinkedMention // of entities; empty if the corpus has none
}

// A LinkedMention is a phrase that refers to an entity. Mentions in a text with the same Entity refer to the same entity.
type LinkedMention struct {
	text.Span
	Entity string
	Kind   string // in the notation of the corpus
}

// An AnnotatedSentence holds the tokens of a sentence.
type AnnotatedSentence []AnnotatedToken

// An AnnotatedToken is a token with its annotation. Name is the kind of name with the prefix B- or I-, or O.
type AnnotatedToken struct {
	text.Span
	Form, Normal  string
	Lemma         string
	XPOS          ud.XPOS
	UPOS          ud.UPOS // empty if the corpus has none
	Head          int
	Deprel        string
	Name          string
	NoSpaceBefore bool
}

// ErrAbsent is wrapped by errors about missing corpora.
var ErrAbsent = errors.New("corpus is absent")

// Sentences returns the sentences of all texts.
func Sentences(ds []AnnotatedText) []AnnotatedSentence {
	var out []AnnotatedSentence
	for _, d := range ds {
		out = append(out, d.Sentences...)
	}
	return out
}

// lines calls f with each line of the file at path below d, which it decompresses if its name ends in .gz.
func (d Dir) lines(path string, f func(line string) error) error {
	file, err := os.Open(filepath.Join(string(d), path))
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s under %s: %w; set the directory with -corpora", path, d, ErrAbsent)
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
