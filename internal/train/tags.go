package main

import (
	"strings"

	"graphd/internal/ingest/ling/lemma"
	"graphd/internal/ingest/ling/tagger"
	"graphd/internal/ingest/ling/word"
	"graphd/internal/train/corpus"
)

// tagScore is how often tags and lemmas are right, on the corpus's own tokens.
type tagScore struct{ xpos, lemma ratio }

func scoreTags(tg *tagger.Tagger, lm *lemma.Lemmatizer, sentences []corpus.Sentence) tagScore {
	var out tagScore
	var cache word.Cache
	for _, s := range sentences {
		words, tags := make([]*word.Word, len(s)), make([]string, len(s))
		for i, k := range s {
			words[i] = cache.Word(k.Normal)
		}
		tg.Tag(words, tags)
		for i, k := range s {
			out.xpos.add(tags[i] == k.XPOS)
			out.lemma.add(strings.EqualFold(lm.Lemma(k.Normal, tags[i]), k.Lemma))
		}
	}
	return out
}
