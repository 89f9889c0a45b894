package attribution

import (
	"cmp"
	"slices"

	"graphd/internal/ingest/attribution/calibration"
	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
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
		a.Reasons = rep.reasons
		x.correct(&a, rep)
		if rep.continues >= 0 {
			a.Continues = place[rep.continues]
		}
		out = append(out, a)
	}
	for i := range out {
		if out[i].Continues >= 0 {
			out[i].takeConfidence(out[out[i].Continues], reports[order[i]].sameSpeaker)
		}
	}
	return out
}

// correct sets the confidence of a, which is made of rep.
func (x *extraction) correct(a *Attribution, rep report) {
	a.Uncorrected = rep.confidence
	a.Traits = calibration.Traits{
		Quoted:     a.Form == classes.Direct || a.Form == classes.Mixed,
		Statement:  a.Statement,
		Speech:     a.Kind == classes.Speech,
		Infinitive: x.Words[rep.content[0].From].XPOS == ud.TO,
	}
	c := x.correction.Apply(calibration.Slots{Cue: rep.confidence.OfCue, Source: rep.confidence.OfSource, Content: rep.confidence.OfContent}, a.Traits)
	a.Confidence = Confidence{OfSource: c.Source, OfCue: c.Cue, OfContent: c.Content}
}

// takeConfidence sets the confidence of a, which continues first, whose speaker is the same with the given probability.
func (a *Attribution) takeConfidence(first Attribution, same float64) {
	a.Confidence, a.Uncorrected, a.Traits = first.Confidence, first.Uncorrected, first.Traits
	a.OfSource *= same
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
