package ling

import (
	"slices"
	"sort"

	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/text"
)

// Annotation is the linguistic analysis of one text. Sentences and Quotes are in text order.
type Annotation struct {
	Sentences []Sentence
	Quotes    []Quote
	Styles    []ParagraphStyle // of the paragraphs, by the index that sentences have
}

// Sentence is a sentence or headline, with the index of its paragraph.
type Sentence struct {
	text.Span
	Paragraph int
	Tokens    []Token
}

// Token is a syntactic word as in Universal Dependencies.
type Token struct {
	text.Span
	Form   string    // as written, but with ' for a typographic apostrophe
	Lemma  string    // in lower case except for proper nouns
	UPOS   ud.UPOS   // universal part of speech
	XPOS   ud.XPOS   // Penn Treebank tag; brackets are -LRB- and -RRB-, quotation marks `` and ''
	Head   int       // index of the head in the sentence, -1 for the root
	Deprel ud.Deprel // relation to the head
	Name   NameTag
}

// NameTag is the part that a token has in a name: the kind of the name, and whether the token begins it.
type NameTag struct {
	Kind  NameKind
	Begin bool
}

// NameKind is the kind of a name. The zero value means that the token is in no name.
type NameKind uint8

// The kinds of name.
const (
	NoName NameKind = iota
	Person
	Organization
	Place
	OtherName
)

// Quote is a quotation. Span includes the quotation marks, Inner does not. A paragraph that opens with a mark and never
// closes it is quoted to its end; Closed is then false. Quotes are ordered by their start, an outer one before the ones in
// it.
type Quote struct {
	text.Span
	Inner     text.Span
	Closed    bool
	Continues bool // continues the quotation that the paragraph before left open
	Depth     int  // 0 for an outermost quotation
}

// Without returns a without the sentences and quotations that overlap one of spans, which are in text order.
func (a Annotation) Without(spans []text.Span) Annotation {
	if len(spans) == 0 {
		return a
	}
	overlaps := func(s text.Span) bool {
		i := sort.Search(len(spans), func(i int) bool { return spans[i].End > s.Start })
		return i < len(spans) && spans[i].Start < s.End
	}
	a.Sentences = slices.DeleteFunc(slices.Clone(a.Sentences), func(s Sentence) bool { return overlaps(s.Span) })
	a.Quotes = slices.DeleteFunc(slices.Clone(a.Quotes), func(q Quote) bool { return overlaps(q.Span) })
	return a
}
