package ling

import (
	"graphd/internal/ingest/ling/word"
)

// scratch is memory that one Annotate uses at a time.
type scratch struct {
	cache word.Cache
	words []*word.Word
	tags  []string
}

// analyse fills in what the models say of one sentence, whose tokens have the forms normals for them.
func (a *Annotator) analyse(w *scratch, tokens []Token, normals []string) {
	w.words = w.words[:0]
	for _, n := range normals {
		w.words = append(w.words, w.cache.Word(n))
	}
	w.tags = append(w.tags[:0], normals...)
	a.tagger.Tag(w.words, w.tags)
	for i := range tokens {
		t := &tokens[i]
		t.XPOS = w.tags[i]
		t.Lemma = a.lemmatizer.Lemma(normals[i], t.XPOS)
		t.UPOS = upos(*t)
	}
}
