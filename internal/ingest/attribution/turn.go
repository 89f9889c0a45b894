package attribution

import (
	"slices"

	"graphd/internal/ingest/attribution/turns"
	"graphd/internal/ingest/ling"
)

// ofTurn is the confidence of the turns of a transcript. All 25 turns of the judged interviews and transcripts in
// internal/ingest/eval/testdata/styles are right in source and content; a transcript read by a program, with its page heads
// and errors, has more to go wrong. Chosen by hand.
var ofTurn = Confidence{OfSource: 0.97, OfCue: 0.98, OfContent: 0.96}

// withTurns adds the turns of a transcript to reports, in text order. A report that takes a label for its source or cue, or
// that goes beyond a turn, is dropped. So is one that takes the description of a person for the person's words.
func (x *extraction) withTurns(reports []report) []report {
	found, described := turns.Find(x.Layout)
	reports = x.withoutCueIn(described, reports)
	if len(found) == 0 {
		return reports
	}
	x.hasTurns = true
	inTurn := make([]int, len(x.Words)) // index of the turn of each word, from 1
	for i, t := range found {
		for _, r := range append(t.Content, t.Label) {
			for k := r.From; k < r.To; k++ {
				inTurn[k] = i + 1
			}
		}
	}
	reports = slices.DeleteFunc(reports, func(rep report) bool {
		turn := inTurn[rep.cue.From]
		label := ling.Range{}
		if turn > 0 {
			label = found[turn-1].Label
		}
		return inTurn[rep.end()-1] != turn || inTurn[rep.content[0].From] != turn || rep.cue.Overlaps(label) || rep.source.Overlaps(label)
	})
	for i := range reports {
		if turn := inTurn[reports[i].cue.From]; turn > 0 && x.isNarratorsI(reports[i]) {
			reports[i].speaker = found[turn-1].Speaker
		}
	}
	for _, t := range found {
		reports = append(reports, report{source: t.Speaker, speaker: t.Name, cue: t.Mark, content: t.Content, continues: -1, verbatim: true, confidence: ofTurn})
	}
	return x.sorted(reports)
}

// withoutCueIn returns the reports whose cue begins in none of labels.
func (x *extraction) withoutCueIn(labels []ling.Range, reports []report) []report {
	if len(labels) == 0 {
		return reports
	}
	inLabel := make([]bool, len(x.Words))
	for _, label := range labels {
		for k := label.From; k < label.To; k++ {
			inLabel[k] = true
		}
	}
	return slices.DeleteFunc(reports, func(rep report) bool { return inLabel[rep.cue.From] })
}

// sorted sorts reports by the word at which they begin.
func (x *extraction) sorted(reports []report) []report {
	slices.SortStableFunc(reports, func(a, b report) int { return a.begin() - b.begin() })
	return reports
}
