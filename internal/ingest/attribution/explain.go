package attribution

import (
	"cmp"
	"math"
	"slices"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// Reason is something that speaks for an attribution, or against it where its weight is negative. Weights are log odds.
type Reason struct {
	Name   string
	Weight float64
}

// Explain is Extract with the reasons for each attribution, the strongest first.
func (e *Extractor) Explain(t text.Text, a ling.Annotation) []Attribution {
	r := read(t, a)
	return r.attributions(e.reports(r), e.reasons)
}

// reasons are what the evidence for a report weighs.
func (e *Extractor) reasons(r *reading, rep report) []Reason {
	if rep.cue < 0 {
		return nil
	}
	var out []Reason
	for _, name := range r.evidence(rep) {
		if w := e.lexicon.evidence[name]; w != 0 {
			out = append(out, Reason{name, w})
		}
	}
	slices.SortStableFunc(out, func(a, b Reason) int { return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)) })
	return out
}
