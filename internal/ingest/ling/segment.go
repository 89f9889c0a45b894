package ling

import (
	"strings"

	"graphd/internal/ingest/ling/word"
	"graphd/internal/ingest/text"
)

// Segment computes the part of the annotation that needs no model: the sentences of t, the spans and forms of their tokens,
// and the quotations.
func Segment(t text.Text) Annotation {
	out, _ := segment(t)
	return out
}

// segment does the work of Segment and also returns the normal forms of the tokens, by sentence.
func segment(t text.Text) (Annotation, [][]string) {
	ps := paragraphs(t)
	out := Annotation{Quotes: quotePass(ps), Styles: make([]ParagraphStyle, len(ps))}
	var normals [][]string
	for i, p := range ps {
		pieces := p.tokenize()
		begin := 0
		if n := p.dateline(); n > 0 {
			p.style.Dateline = p.span(0, n)
		}
		out.Styles[i] = p.style
		for _, end := range p.sentences(pieces) {
			s, n := p.sentence(t, pieces[begin:end])
			s.Paragraph = i
			out.Sentences = append(out.Sentences, s)
			normals = append(normals, n)
			begin = end
		}
	}
	return out, normals
}

// sentence returns a Sentence of pieces and the normal forms of its tokens.
func (p paragraph) sentence(t text.Text, pieces []piece) (Sentence, []string) {
	s := Sentence{
		Span:   p.span(pieces[0].start, pieces[len(pieces)-1].end),
		Tokens: make([]Token, len(pieces)),
	}
	normals := make([]string, len(pieces))
	for i, q := range pieces {
		span := p.span(q.start, q.end)
		f := form(t.Slice(span), q.class)
		s.Tokens[i] = Token{Span: span, Form: f, Head: -1}
		normals[i] = word.Normal(f, q.class == openPiece)
	}
	return s, normals
}

// form returns a token as written, with straight apostrophes.
func form(written string, c class) string {
	if (c == wordPiece || c == apostrophePiece) && strings.Contains(written, "’") {
		return strings.ReplaceAll(written, "’", "'")
	}
	return written
}
