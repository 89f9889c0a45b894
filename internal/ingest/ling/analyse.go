package ling

import (
	"slices"

	"graphd/internal/ingest/ling/namer"
	"graphd/internal/ingest/ling/parser"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

// An annotationScratch is the working memory of one call of Annotate at a time.
type annotationScratch struct {
	cache   word.Cache
	words   []*word.Word
	tags    []ud.XPOS
	arcs    []parser.Arc
	labels  []namer.Label
	parsing parser.Scratch
	history namer.History // of the document being annotated
}

// resize makes room for a sentence of n tokens.
func (w *annotationScratch) resize(n int) {
	w.words = slices.Grow(w.words[:0], n)[:n]
	w.tags = slices.Grow(w.tags[:0], n)[:n]
	w.arcs = slices.Grow(w.arcs[:0], n)[:n]
	w.labels = slices.Grow(w.labels[:0], n)[:n]
}

// analyse fills in the output of the models for one sentence. normals are the normal forms of its tokens.
func (a *Annotator) analyse(w *annotationScratch, tokens []Token, normals []string) {
	w.resize(len(tokens))
	for i, n := range normals {
		w.words[i] = w.cache.Word(n)
	}
	a.tagger.Tag(w.words, w.tags)
	a.parser.Parse(&w.parsing, w.words, w.tags, w.arcs)
	a.namer.Label(w.history, w.words, w.tags, w.labels)
	for i := range tokens {
		t := &tokens[i]
		t.XPOS, t.Head = w.tags[i], w.arcs[i].Head
		t.Deprel = ud.FromVersion1(w.arcs[i].Deprel, t.XPOS, w.headTag(i))
		t.Lemma = a.lemmatizer.Lemma(normals[i], t.XPOS)
		t.UPOS = ud.Universal(t.XPOS, t.Lemma, t.Deprel)
		t.Name = NameTagOf(w.labels[i])
	}
}

// headTag returns the tag of the head of word i, "" for the root.
func (w *annotationScratch) headTag(i int) ud.XPOS {
	if h := w.arcs[i].Head; h >= 0 {
		return w.tags[h]
	}
	return ""
}

// NameTagOf returns the name that a label of the name finder means.
func NameTagOf(l namer.Label) NameTag {
	return NameTag{Kind: NameKind((l + 1) / 2), Begin: l.Begins()}
}

// Label returns the label of the name finder that means t.
func (t NameTag) Label() namer.Label {
	switch {
	case t.Kind == NoName:
		return namer.Outside
	case t.Begin:
		return 2*namer.Label(t.Kind) - 1
	}
	return 2 * namer.Label(t.Kind)
}
