package attribution

import (
	"graphd/internal/ingest/attribution/spans"
)

// report is an attribution in the making, in words instead of code points.
type report struct {
	source     run // empty where none is stated
	cue        run // empty where speech is carried on
	content    []run
	continues  int // index of the report whose speech this one carries on; -1 if none
	confidence Confidence
	reasons    []Reason // only where they are asked for
}

// reports are what the models found, less what nobody says.
func (r *reading) reports(found []spans.Found) []report {
	out := make([]report, 0, len(found))
	for _, f := range found {
		rep := report{
			source: run{f.Source.From, f.Source.To}, cue: run{f.Cue.From, f.Cue.To}, continues: -1,
			confidence: Confidence{OfSource: f.OfSource, OfCue: f.OfCue, OfContent: f.OfContent},
			reasons:    f.Reasons,
		}
		for _, x := range f.Content {
			rep.content = append(rep.content, run{x.From, x.To})
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
	first := rep.content[0].from
	if rep.cue.empty() {
		return first
	}
	if !rep.source.empty() {
		first = min(first, rep.source.from)
	}
	return min(first, rep.cue.from)
}

// findingOf is the spans of a report as the classes look at them.
func (r *reading) findingOf(lex *lexicon, rep report) finding {
	return r.finding(lex, []run{rep.source}, []run{rep.cue}, rep.content)
}
