package attribution

import (
	"cmp"
	"math"
	"slices"
)

// attributions turns reports into code points and classes, in the order in which they begin.
func (r *reading) attributions(reports []report, reasons func(*reading, report) []Reason) []Attribution {
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
		a.Reasons = reasons(r, reports[i])
		if c := reports[i].continues; c >= 0 {
			a.Continues = place[c]
		}
		out = append(out, a)
	}
	return out
}

func (r *reading) attribution(rep report) Attribution {
	a := r.classified(r.findingOf(rep))
	a.Confidence = rep.confidence()
	return a
}

// findingOf is the spans of a report.
func (r *reading) findingOf(rep report) finding {
	return r.finding(builtin(), []run{rep.source}, []run{rep.group}, rep.content)
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
