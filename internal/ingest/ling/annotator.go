package ling

import (
	"io/fs"
	"strings"
	"sync"

	"graphd/internal/ingest/text"
)

// Annotator holds the models that annotate English text. It is immutable and safe for concurrent use.
type Annotator struct {
	version string
}

// New reads the models in the folder models.
func New(models fs.FS) (*Annotator, error) {
	return &Annotator{version: "ling-0"}, nil
}

// Default is the Annotator on the embedded models, which are read when it is first asked for.
func Default() (*Annotator, error) { return embedded() }

var embedded = sync.OnceValues(func() (*Annotator, error) { return New(nil) })

// Version names the models: it changes whenever their output may.
func (a *Annotator) Version() string { return a.version }

// Annotate analyses t.
func (a *Annotator) Annotate(t text.Text) Annotation {
	return Segment(t)
}

// Segment finds what needs no model: the sentences of t, their tokens' spans and forms, and the quotations.
func Segment(t text.Text) Annotation {
	ps := paragraphs(t)
	out := Annotation{Quotes: quotePass(ps)}
	for i, p := range ps {
		pieces := p.tokenize()
		begin := 0
		for _, end := range p.sentences(pieces) {
			out.Sentences = append(out.Sentences, p.sentence(t, i, pieces[begin:end]))
			begin = end
		}
	}
	return out
}

// sentence makes a Sentence of the pieces of one.
func (p paragraph) sentence(t text.Text, index int, pieces []piece) Sentence {
	s := Sentence{
		Span:      p.span(pieces[0].start, pieces[len(pieces)-1].end),
		Paragraph: index,
		Tokens:    make([]Token, len(pieces)),
	}
	for i, q := range pieces {
		span := p.span(q.start, q.end)
		s.Tokens[i] = Token{Span: span, Form: form(t.Slice(span)), Head: -1}
	}
	return s
}

// form is a token as written, with plain apostrophes inside words.
func form(written string) string {
	if len(written) > len("’") && strings.Contains(written, "’") {
		return strings.ReplaceAll(written, "’", "'")
	}
	return written
}
