package attribution

import (
	"cmp"
	"slices"

	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// Classify returns the attribution of l with these spans, which are in text order, however they were found. It is no
// continuation and has no confidence.
func Classify(l *ling.Layout, source, cue, content []text.Span) Attribution {
	x := &extraction{Rules: classes.NewRules(l)}
	return x.classify(l.RangesOf(source), l.RangesOf(cue), l.RangesOf(content))
}

// classifyAll turns reports into attributions, in the order in which they begin.
func (x *extraction) classifyAll(reports []report) []Attribution {
	order := make([]int, len(reports))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(reports[a].begin(), reports[b].begin()) })
	place := make([]int, len(reports))
	for p, i := range order {
		place[i] = p
	}
	outer := secondHand(reports)
	x.resolveFirstPerson(reports, outer)
	out := make([]Attribution, 0, len(reports))
	for _, i := range order {
		rep := reports[i]
		a := x.classify(rep.slots())
		a.Source.Speaker = x.SpanOf(rep.speaker)
		if outer[i] >= 0 {
			a.SecondHand = place[outer[i]]
		}
		if rep.verbatim {
			a.Form, a.Kind = classes.Direct, classes.Speech
		}
		a.Confidence, a.Reasons = rep.confidence, rep.reasons
		if rep.continues >= 0 {
			a.Continues = place[rep.continues]
		}
		out = append(out, a)
	}
	return out
}

// classify makes an attribution of the ranges of its slots. Empty ranges are ignored.
func (x *extraction) classify(source, cue, content []ling.Range) Attribution {
	c := x.Classify(source, cue, content)
	a := Attribution{
		Source:  Source{Head: c.SourceHead, Form: c.SourceForm, OnBehalf: c.OnBehalf},
		Cue:     Cue{Spans: x.SpansOf(cue), Lemma: c.CueLemma, Class: c.CueClass},
		Content: Content{Spans: x.SpansOf(content)},
		Form:    c.Form, Act: c.Act, Kind: c.Kind, Polarity: c.Polarity, Certainty: c.Certainty, Tense: c.Tense,
		Addressee: c.Addressee, Occasion: c.Occasion, When: c.When,
		PutForward: c.PutForward, Statement: c.Statement,
		Continues: -1, SecondHand: -1,
	}
	if c.SourceForm != classes.Unstated {
		a.Source.Spans = x.SpansOf(source)
	}
	return a
}
