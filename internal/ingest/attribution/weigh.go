package attribution

import "math"

// threshold is the chance from which on a report is taken for an attribution. On held-out tenths of the training corpus
// F1 of triples is level from 0.24 to 0.32; of these, one that favours precision.
const threshold = 0.30

// weigh is the chance that a report with this evidence is right: the logistic function of the weights' sum.
func (l *lexicon) weigh(evidence []string) float64 {
	sum := l.evidence["bias"]
	for _, e := range evidence {
		sum += l.evidence[e]
	}
	return 1 / (1 + math.Exp(-sum))
}
