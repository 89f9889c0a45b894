package ingest

import (
	"cmp"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
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
func (r Result) Relations() []Relation {
	found := slices.Concat(r.repliesTo(), r.repeats(), r.answersTo())
	slices.SortFunc(found, func(a, b Relation) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Type, b.Type), cmp.Compare(a.To, b.To))
	})
	return slices.Compact(found)
}

func (r Result) writeRelations(g *graphWriter) {
	for _, rel := range r.Relations() {
		g.add(r.attributionIRI(r.Attributions[rel.From]), relationTerms[rel.Type], r.attributionIRI(r.Attributions[rel.To]))
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

// repliesTo finds questions whose cue is a participle under another attribution's cue, as in "Asked whether he would go,
// Patel said that …": who is asked is then who answers.
func (r Result) repliesTo() []Relation {
	var found []Relation
	for i, question := range r.Attributions {
		if question.Act != attribution.Ask || question.Source.Form == attribution.Name || len(question.Cue.Spans) == 0 {
			continue
		}
		sentence, asked := r.tokenAt(question.Cue.Spans[0])
		if asked < 0 || !isAskedParticiple(sentence.Tokens, asked) {
			continue
		}
		for j := max(0, i-2); j < min(len(r.Attributions), i+3); j++ {
			answer := r.Attributions[j]
			if j != i && len(answer.Source.Spans) > 0 && len(answer.Cue.Spans) > 0 && !extent(question).Contains(answer.Cue.Spans[0]) &&
				answer.Cue.Spans[0].Contains(sentence.Tokens[sentence.Tokens[asked].Head].Span) {
				found = append(found, Relation{RepliesTo, j, i})
			}
		}
	}
	return found
}

// isAskedParticiple reports whether a word is a participle of an adverbial clause that has no subject of its own.
func isAskedParticiple(tokens []ling.Token, i int) bool {
	if tokens[i].XPOS != ud.VBN || tokens[i].Deprel != ud.Advcl || tokens[i].Head < 0 {
		return false
	}
	return !slices.ContainsFunc(tokens, func(t ling.Token) bool {
		return t.Head == i && (t.Deprel.IsNominalSubject() || t.Deprel == ud.Aux || t.Deprel == ud.AuxPass)
	})
}

// tokenAt is the first word of a span, in its sentence; -1 where there is none.
func (r Result) tokenAt(s text.Span) (sentence ling.Sentence, token int) {
	at, _ := slices.BinarySearchFunc(r.Annotation.Sentences, s.Start, endsBy)
	if at == len(r.Annotation.Sentences) {
		return sentence, -1
	}
	sentence = r.Annotation.Sentences[at]
	return sentence, slices.IndexFunc(sentence.Tokens, func(t ling.Token) bool { return s.Contains(t.Span) })
}
