package ling

import (
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/text"
)

// Annotation is what linguistic analysis says about one text. Sentences and Quotes are in text order.
type Annotation struct {
	Sentences []Sentence
	Quotes    []Quote
}

// Sentence is one sentence or headline, with the index of the paragraph that it stands in.
type Sentence struct {
	text.Span
	Paragraph int
	Tokens    []Token
}

// Token is a syntactic word in Universal Dependencies terms.
type Token struct {
	text.Span
	Form   string    // as written, with ' for a typographic apostrophe
	Lemma  string    // lower case but for proper nouns
	UPOS   ud.UPOS   // universal part of speech
	XPOS   ud.XPOS   // Penn Treebank tag; brackets are -LRB- and -RRB-, quotation marks `` and ''
	Head   int       // index of the head in the sentence, -1 for the root
	Deprel ud.Deprel // relation to the head
	Name   NameTag
}

// NameTag says how a token takes part in a name: the kind of name, and whether the token begins it.
type NameTag struct {
	Kind  NameKind
	Begin bool
}

// NameKind is what a name is of. The zero value: the token is in no name.
type NameKind uint8

// The kinds of name.
const (
	NoName NameKind = iota
	Person
	Organization
	Place
	OtherName
)

// Quote is a stretch between quotation marks. Span includes the marks; Inner leaves them out.
// A paragraph that opens with a mark and never closes it is quoted to its end: Closed is false.
// Quotes are ordered by their start, an outer one before what it holds.
type Quote struct {
	text.Span
	Inner     text.Span
	Closed    bool
	Continues bool // takes up the quotation that the paragraph before left open
	Depth     int  // 0 for an outermost quotation
}
