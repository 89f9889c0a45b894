package attribution

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// Proposal is what some stage takes for an attribution, before the likely ones are chosen: its spans, and the evidence
// that it is weighed by, in the names of the evidence file.
type Proposal struct {
	Source, Cue, Content []text.Span
	Evidence             []string
}

// Propose is the first half of Extract: every report that some stage sees in t, which a annotates. Weights are learned
// from it, so that training looks at reports through the same code as running.
func (e *Extractor) Propose(t text.Text, a ling.Annotation) []Proposal {
	r := read(t, a)
	reports := e.propose(r)
	out := make([]Proposal, len(reports))
	for i, rep := range reports {
		out[i] = Proposal{
			Source:   r.spans([]run{rep.source}),
			Cue:      r.spans([]run{rep.group}),
			Content:  r.spans(rep.content),
			Evidence: r.evidence(rep),
		}
	}
	return out
}

// Settings replace what training chooses. The zero value stands for the built-in choices.
type Settings struct {
	Weights   map[string]float64 // of each piece of evidence, and the constant "bias"
	Threshold float64            // the chance from which on a report is taken for an attribution
}

// NewWith is the extractor with settings of one's own, as training compares them.
func NewWith(s Settings) *Extractor {
	e := New()
	if s.Threshold > 0 {
		e.threshold = s.Threshold
	}
	if s.Weights != nil {
		l := *e.lexicon
		l.evidence = s.Weights
		e.lexicon = &l
	}
	return e
}
