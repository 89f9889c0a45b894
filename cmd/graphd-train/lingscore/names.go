package lingscore

import (
	"graphd/cmd/graphd-train/corpus"
	"graphd/cmd/graphd-train/lingtrain"
	"graphd/cmd/graphd-train/tally"
	"graphd/internal/ingest/ling/namer"
	"graphd/internal/ingest/ling/tagger"
	"graphd/internal/ingest/ling/word"
)

// nameSpan is a name in a document: its words and its kind.
type nameSpan struct {
	document, sentence, start, end int
	kind                           string
}

// nameScore is the overlap of predicted and gold names with equal spans, by kind; "" is all kinds together.
type nameScore map[string]tally.Overlap

// nameKinds are the kinds of names in the order of the table.
var nameKinds = []string{"", "PER", "ORG", "LOC", "MISC"}

// scoreNames finds names in documents and compares them with the gold names.
func scoreNames(tg *tagger.Tagger, nm *namer.Namer, documents []corpus.AnnotatedText) (nameScore, error) {
	var cache word.Cache
	examples, err := lingtrain.NameExamples(&cache, tg, documents)
	if err != nil {
		return nil, err
	}
	gold, system := map[nameSpan]bool{}, map[nameSpan]bool{}
	for d, sentences := range examples {
		h := namer.History{}
		for s, e := range sentences {
			labels := make([]namer.Label, len(e.Words))
			nm.Label(h, e.Words, e.Tags, labels)
			collectNames(gold, d, s, e.Labels)
			collectNames(system, d, s, labels)
		}
	}
	out := nameScore{}
	for _, kind := range nameKinds {
		out[kind] = tally.Compare(ofKind(system, kind), ofKind(gold, kind))
	}
	return out, nil
}

// collectNames adds the names of a sentence to into.
func collectNames(into map[nameSpan]bool, document, sentence int, labels []namer.Label) {
	for i := 0; i < len(labels); i++ {
		if !labels[i].Begins() {
			continue
		}
		end := i + 1
		for end < len(labels) && labels[end] != namer.Outside && !labels[end].Begins() {
			end++
		}
		into[nameSpan{document, sentence, i, end, labels[i].String()[2:]}] = true
	}
}

// ofKind returns the names of a kind, all names if kind is "".
func ofKind(names map[nameSpan]bool, kind string) map[nameSpan]bool {
	out := map[nameSpan]bool{}
	for n := range names {
		if kind == "" || n.kind == kind {
			out[n] = true
		}
	}
	return out
}
