package attribution

import (
	"graphd/internal/ingest/attribution/spans"
	"graphd/internal/ingest/ling"
)

// report is an attribution in the making, in words instead of code points.
type report struct {
	source     ling.Range // empty where none is stated
	cue        ling.Range // empty where speech is carried on
	content    []ling.Range
	continues  int // index of the report whose speech this one carries on; -1 if none
	confidence Confidence
	reasons    []Reason // only where they are asked for
}

// reports are what the models found, less what nobody says.
func (r *reading) reports(found []spans.Found) []report {
	out := make([]report, 0, len(found))
	for _, f := range found {
		rep := report{
			source: ling.Between(f.Source.From, f.Source.To), cue: ling.Between(f.Cue.From, f.Cue.To), continues: -1,
			confidence: Confidence{OfSource: f.OfSource, OfCue: f.OfCue, OfContent: f.OfContent},
			reasons:    f.Reasons,
		}
		for _, x := range f.Content {
			rep.content = append(rep.content, ling.Between(x.From, x.To))
		}
		if !r.isFurniture(rep.content[0], rep) && !r.asksWho(rep.source) {
			out = append(out, rep)
		}
	}
	r.leaveAsked(out)
	return out
}

// begin is the first word of a report. Speech that is carried on begins where it is.
func (rep report) begin() int {
	first := rep.content[0].From
	if rep.cue.Empty() {
		return first
	}
	if !rep.source.Empty() {
		first = min(first, rep.source.From)
	}
	return min(first, rep.cue.From)
}

// findingOf is the spans of a report as the classes look at them.
func (r *reading) findingOf(lex *lexicon, rep report) finding {
	return r.finding(lex, []ling.Range{rep.source}, []ling.Range{rep.cue}, rep.content)
}
