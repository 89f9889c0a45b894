package lingscore

import (
	"context"

	"graphd/cmd/graphd-train/corpus"
	"graphd/cmd/graphd-train/lingtrain"
	"graphd/cmd/graphd-train/tally"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/namer"
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

// scoreNames finds names in documents, without and with the encoder, and compares them with the gold names.
func (m lingModels) scoreNames(documents []corpus.AnnotatedText) (without, with nameScore, err error) {
	var cache word.Cache
	examples, err := lingtrain.NameExamples(&cache, m.tagger, documents)
	if err != nil {
		return nil, nil, err
	}
	gold, linear, read := map[nameSpan]bool{}, map[nameSpan]bool{}, map[nameSpan]bool{}
	for d, sentences := range examples {
		found := make([][]namer.Label, len(sentences))
		h := namer.History{}
		for s, e := range sentences {
			found[s] = make([]namer.Label, len(e.Words))
			m.namer.Label(h, e.Words, e.Tags, found[s])
			collectNames(gold, d, s, e.Labels)
			collectNames(linear, d, s, found[s])
		}
		again, err := m.readNames(documents[d], found)
		if err != nil {
			return nil, nil, err
		}
		for s, labels := range again {
			collectNames(read, d, s, labels)
		}
	}
	return compareNames(linear, gold), compareNames(read, gold), nil
}

// compareNames returns the overlap of predicted and gold names.
func compareNames(system, gold map[nameSpan]bool) nameScore {
	out := nameScore{}
	for _, kind := range nameKinds {
		out[kind] = tally.Compare(ofKind(system, kind), ofKind(gold, kind))
	}
	return out
}

// readNames returns the labels of a document by the encoder, given those without it. Each sentence is read as a paragraph.
func (m lingModels) readNames(d corpus.AnnotatedText, found [][]namer.Label) ([][]namer.Label, error) {
	l := &ling.Layout{}
	for s, sentence := range d.Sentences {
		from := len(l.Words)
		for i, t := range sentence {
			l.Words = append(l.Words, ling.TreeWord{Form: t.Form, Name: ling.NameTagOf(found[s][i])})
		}
		l.Sentences = append(l.Sentences, ling.Between(from, len(l.Words)))
	}
	l.Paragraphs = l.Sentences
	reading, err := m.reader.Read(context.Background(), l)
	if err != nil {
		return nil, err
	}
	names := reading.Names(l)
	out := make([][]namer.Label, len(l.Sentences))
	for s, r := range l.Sentences {
		for _, t := range names[r.From:r.To] {
			out[s] = append(out[s], t.Label())
		}
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
