package attribution

import (
	"cmp"
	"slices"
)

// attributions turns reports into code points and classes, in the order in which they begin.
func (r *reading) attributions(lex *lexicon, reports []report) []Attribution {
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
		a := r.attribution(lex, reports[i])
		if c := reports[i].continues; c >= 0 {
			a.Continues = place[c]
		}
		out = append(out, a)
	}
	return out
}

func (r *reading) attribution(lex *lexicon, rep report) Attribution {
	a := r.classified(r.findingOf(lex, rep))
	a.Confidence, a.Reasons = rep.confidence, rep.reasons
	return a
}
