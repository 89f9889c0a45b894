package rdf

import (
	"cmp"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// RelationType is how an attribution stands to another. Its values are the names used in the interfaces.
type RelationType string

// The types of relation. Each is stated only where the text tells it: by one sentence's grammar, by the same words from the
// same source, or by words that describe one attribution of the document and no other. It is as sure as the two are.
const (
	RepliesTo     RelationType = "repliesTo"     // answers the other: "Asked whether …, she said …"
	Repeats       RelationType = "repeats"       // the same source says the other's words again
	DisagreesWith RelationType = "disagreesWith" // rejects or denies the other: "rejected the mayor's call for …"
	AgreesWith    RelationType = "agreesWith"    // accepts or confirms it
)

var relationTerms = map[RelationType]quad.IRI{
	RepliesTo: vocab.RepliesTo, Repeats: vocab.Repeats, DisagreesWith: vocab.DisagreesWith, AgreesWith: vocab.AgreesWith,
}

// Relation says how an attribution stands to another of the same document.
type Relation struct {
	Type     RelationType
	From, To int // places in Result.Attributions
}

// Relations are how the attributions stand to each other, beside what each of them continues, sorted.
func (r Findings) Relations() []Relation {
	found := slices.Concat(r.repliesTo(), r.repeats(), r.answers())
	slices.SortFunc(found, func(a, b Relation) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Type, b.Type), cmp.Compare(a.To, b.To))
	})
	return slices.Compact(found)
}

func (r Findings) writeRelations(g *graphBuilder) {
	for _, rel := range r.Relations() {
		g.add(r.AttributionIRI(r.Attributions[rel.From]), relationTerms[rel.Type], r.AttributionIRI(r.Attributions[rel.To]))
	}
}

// extent is from the first to the last of an attribution's words.
func extent(a attribution.Attribution) text.Span {
	spans := slices.Concat(a.Source.Spans, a.Cue.Spans, a.Content.Spans)
	whole := spans[0]
	for _, s := range spans[1:] {
		whole = text.Span{Start: min(whole.Start, s.Start), End: max(whole.End, s.End)}
	}
	return whole
}

// tokenAt is the first word of a span, in its sentence; -1 where there is none.
func (r Findings) tokenAt(s text.Span) (sentence ling.Sentence, token int) {
	at, _ := slices.BinarySearchFunc(r.Annotation.Sentences, s.Start, compareEnd)
	if at == len(r.Annotation.Sentences) {
		return sentence, -1
	}
	sentence = r.Annotation.Sentences[at]
	return sentence, slices.IndexFunc(sentence.Tokens, func(t ling.Token) bool { return s.Contains(t.Span) })
}
