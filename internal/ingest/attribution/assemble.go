package attribution

import (
	"cmp"
	"math"
	"slices"

	"graphd/internal/ingest/text"
)

// attributions turns reports into code points and classes, in the order in which they begin.
func (r *reading) attributions(reports []report) []Attribution {
	order := make([]int, len(reports))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(reports[a].begin(), reports[b].begin()) })
	place := make([]int, len(reports))
	for p, i := range order {
		place[i] = p
	}
	out := make([]Attribution, 0, len(reports))
	for _, i := range order {
		a := r.attribution(reports[i])
		if c := reports[i].continues; c >= 0 {
			a.Continues = place[c]
		}
		out = append(out, a)
	}
	return out
}

func (r *reading) attribution(rep report) Attribution {
	return Attribution{
		Source:     r.source(rep),
		Cue:        r.cue(rep),
		Content:    Content{Spans: r.spans(rep.content)},
		Form:       r.form(rep),
		Act:        r.act(rep),
		Kind:       r.kind(rep),
		Polarity:   r.polarity(rep),
		Certainty:  r.certainty(rep),
		Tense:      r.tense(rep),
		Addressee:  r.addressee(rep),
		Occasion:   r.occasion(rep),
		Continues:  -1,
		Confidence: rep.confidence(),
	}
}

func (r *reading) source(rep report) Source {
	if rep.source.empty() {
		return Source{Form: Unstated}
	}
	return Source{
		Spans:    []text.Span{r.span(rep.source)},
		Head:     r.words[rep.sourceHead].Span,
		Form:     r.sourceForm(rep),
		OnBehalf: r.onBehalf(rep),
	}
}

func (r *reading) cue(rep report) Cue {
	if rep.cue < 0 {
		return Cue{}
	}
	return Cue{Spans: r.spans([]run{rep.group}), Lemma: r.words[rep.cue].Lemma, Class: rep.entry.class}
}

// Where a report is wrong, how often it is its source, its cue or its content that is, as shares of the log chance.
// The source's share is measured on a tenth of the training corpus; how cue and content share the rest is an estimate.
const (
	sourceShare  = 0.36
	cueShare     = 0.50
	contentShare = 1 - sourceShare - cueShare
)

// confidence spreads the chance over the slots so that their product is the chance.
func (rep report) confidence() Confidence {
	return Confidence{
		OfSource:  math.Pow(rep.chance, sourceShare),
		OfCue:     math.Pow(rep.chance, cueShare),
		OfContent: math.Pow(rep.chance, contentShare),
	}
}
