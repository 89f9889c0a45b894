package attribution

import "math"

// threshold is the chance from which on a report is taken for an attribution: the one at which F1 of triples was
// highest on a tenth of the training corpus.
const threshold = 0.2

// weigh is the chance that a report with this evidence is right: the logistic function of the weights' sum.
func (l *lexicon) weigh(evidence []string) float64 {
	sum := l.evidence["bias"]
	for _, e := range evidence {
		sum += l.evidence[e]
	}
	return 1 / (1 + math.Exp(-sum))
}
