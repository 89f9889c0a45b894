package lingscore

import (
	"strings"

	"graphd/cmd/graphd-train/corpus"
	"graphd/cmd/graphd-train/lingtrain"
	"graphd/cmd/graphd-train/tally"
	"graphd/internal/ingest/ling/parser"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

// wordScore is the share of words with the right tag, lemma and head, on the gold tokens. Unlabelled counts the right
// heads, labelled the right heads with the right relation.
type wordScore struct{ xpos, upos, lemma, unlabelled, labelled tally.Ratio }

// scoreWords predicts tags, lemmas and trees for the gold tokens and compares them with the gold annotation.
func (m lingModels) scoreWords(sentences []corpus.AnnotatedSentence) wordScore {
	var out wordScore
	var cache word.Cache
	var scratch parser.Scratch
	for _, s := range sentences {
		words, arcs := make([]*word.Word, len(s)), make([]parser.Arc, len(s))
		for i, k := range s {
			words[i] = cache.Word(k.Normal)
		}
		tags := lingtrain.TagWords(m.tagger, words)
		m.parser.Parse(&scratch, words, tags, arcs)
		for i, k := range s {
			lemma := m.lemmatizer.Lemma(k.Normal, tags[i])
			out.xpos.Add(tags[i] == k.XPOS)
			out.lemma.Add(strings.EqualFold(lemma, k.Lemma))
			out.unlabelled.Add(arcs[i].Head == k.Head)
			out.labelled.Add(arcs[i].Head == k.Head && arcs[i].Deprel == k.Deprel)
			if k.UPOS != "" {
				out.upos.Add(ud.Universal(tags[i], lemma, ud.FromVersion1(arcs[i].Deprel, tags[i], headTag(tags, arcs[i].Head))) == k.UPOS)
			}
		}
	}
	return out
}

// headTag returns the tag of the word at head, "" for the root.
func headTag(tags []ud.XPOS, head int) ud.XPOS {
	if head < 0 {
		return ""
	}
	return tags[head]
}
