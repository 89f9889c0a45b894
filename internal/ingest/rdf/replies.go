package rdf

import (
	"slices"

	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// repliesTo finds questions whose cue is a participle under another attribution's cue, as in "Asked whether he would go,
// Patel said that …": who is asked is then who answers.
func (r Findings) repliesTo() []Relation {
	var found []Relation
	for i, question := range r.Attributions {
		if question.Act != classes.Ask || question.Source.Form == classes.Name || len(question.Cue.Spans) == 0 {
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
