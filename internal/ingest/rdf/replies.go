package rdf

import (
	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/text"
)

// maxReplyDistance is how many attributions a question and its reply may lie apart. Chosen by hand: both are in one
// sentence.
const maxReplyDistance = 2

// replies finds questions whose cue is a participle that depends on the cue of another attribution, as in "Asked whether
// he would go, Patel said that …". The person asked is the one who replies.
func (f Findings) replies() []Relation {
	var found []Relation
	for i, question := range f.Attributions {
		if question.Act != classes.Ask || question.Source.Form == classes.Name || len(question.Cue.Spans) == 0 {
			continue
		}
		asked := f.firstWord(question.Cue.Spans[0])
		if asked < 0 || !f.isAdverbialParticiple(asked) {
			continue
		}
		head := f.Layout.Words[f.Layout.Words[asked].Head].Span
		for j := max(0, i-maxReplyDistance); j < min(len(f.Attributions), i+maxReplyDistance+1); j++ {
			answer := f.Attributions[j]
			if j != i && len(answer.Source.Spans) > 0 && len(answer.Cue.Spans) > 0 && !extent(question).Contains(answer.Cue.Spans[0]) &&
				answer.Cue.Spans[0].Contains(head) {
				found = append(found, Relation{RepliesTo, j, i})
			}
		}
	}
	return found
}

// isAdverbialParticiple reports whether word i is the participle of an adverbial clause without a subject of its own.
func (f Findings) isAdverbialParticiple(i int) bool {
	w := &f.Layout.Words[i]
	return w.XPOS == ud.VBN && w.Deprel == ud.Advcl && w.Head >= 0 && f.Layout.Dependent(i, ud.Nsubj, ud.NsubjPass, ud.Aux, ud.AuxPass) < 0
}

// firstWord returns the first word that lies in s, -1 if there is none.
func (f Findings) firstWord(s text.Span) int {
	words := f.Layout.WordsIn(s)
	for i := words.From; i < words.To; i++ {
		if s.Contains(f.Layout.Words[i].Span) {
			return i
		}
	}
	return -1
}
