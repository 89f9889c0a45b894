package attribution

import (
	_ "embed"

	"graphd/internal/ingest/attribution/calibration"
	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/attribution/spans"
	"graphd/internal/ingest/attribution/turns"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/wordlist"
)

//go:embed words.tsv
var wordFile string

// lists holds the lists of words of words.tsv.
var lists = wordlist.Parse(wordFile)

// extraction is the work on one text.
type extraction struct {
	*classes.Rules
	correction calibration.Correction
	hasTurns   bool // the text has turns of a transcript or an interview
}

// report is an attribution as ranges of words, before it is classified.
type report struct {
	source     ling.Range // empty where none is stated
	cue        ling.Range // empty for a continuation
	content    []ling.Range
	continues  int        // index of the report whose speech this one continues; -1 if none
	speaker    ling.Range // whom the source "I" or initials refer to: the author of the by-line, the speaker of the turn; empty for other sources
	verbatim   bool       // the content is the source's own words, although no quotation marks show it
	confidence Confidence // of the models or of a rule; none for a continuation
	// sameSpeaker is the probability that a continuation has the speaker of the report that it continues.
	sameSpeaker float64
	reasons     []Reason // empty unless asked for
}

// reports returns what the models found without boilerplate, fragments, questions about the source and verbs in another sense.
func (x *extraction) reports(found []spans.Found) []report {
	out := make([]report, 0, len(found))
	for _, f := range found {
		rep := report{
			source: x.withoutPlatform(x.withoutTime(f.Source)), cue: f.Cue, content: f.Content, continues: -1,
			confidence: Confidence{OfSource: f.OfSource, OfCue: f.OfCue, OfContent: f.OfContent},
			reasons:    f.Reasons,
		}
		x.repairBounds(&rep)
		if x.isOrdinaryColon(rep) {
			for _, n := range x.NestedReports(rep.content[0]) {
				out = append(out, nestedReport(n)) // "2001: Engineers warn that the dam is weak"
			}
			continue
		}
		if !x.isBoilerplate(rep) && !x.asksForSource(rep.source) && !x.hasOtherSense(rep) && !x.isPredicateOfSource(rep) {
			out = append(out, rep)
		}
	}
	x.dropAskedSources(out)
	x.endBeforeOthersWords(out)
	return x.wholeContents(out)
}

// withoutTime returns a source without the time that its paragraph begins with, as entries of live blogs do.
func (x *extraction) withoutTime(source ling.Range) ling.Range {
	if !source.Empty() && x.ParagraphOf(source.From).From == source.From {
		source.From = turns.SkipTime(x.Layout, source.From, source.To)
	}
	return source
}

// begin returns the first word of a report; for a continuation the first word of its content.
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

// end returns the word after the content of a report.
func (rep report) end() int { return rep.content[len(rep.content)-1].To }

// slots returns the ranges of a report by slot. An empty slot has one empty range.
func (rep report) slots() (source, cue, content []ling.Range) {
	return []ling.Range{rep.source}, []ling.Range{rep.cue}, rep.content
}
