package stylescore

import (
	"fmt"
	"io"
	"math"
)

// bins is the number of equal intervals of confidence.
const bins = 10

// A reliabilityTable counts attributions by interval of confidence.
type reliabilityTable [bins]struct {
	found, real, right int
	confidence         float64 // sum
}

// reliability returns the table for the confidences that of returns.
func reliability(texts []scoredText, of func(foundReport) float64) reliabilityTable {
	var by reliabilityTable
	for _, x := range texts {
		for _, f := range x.found {
			b := &by[min(int(of(f)*bins), bins-1)]
			b.found++
			b.confidence += of(f)
			b.real += count(f.real())
			b.right += count(f.allRight())
		}
	}
	return by
}

// expectedError returns the expected calibration error: the mean difference between the confidence of an interval and the share
// of it that is right, weighted by the attributions in it (Naeini et al. 2015).
func (t reliabilityTable) expectedError() float64 {
	sum, found := 0.0, 0
	for _, b := range t {
		sum += math.Abs(b.confidence - float64(b.right))
		found += b.found
	}
	return sum / float64(max(1, found))
}

// writeCalibration writes, before and after the correction, for each interval of confidence how many attributions were found, their
// mean confidence, and the shares that are reports and that are right.
func writeCalibration(w io.Writer, s system) {
	before := reliability(s.texts, func(f foundReport) float64 { return f.uncorrected.Overall() })
	after := reliability(s.texts, func(f foundReport) float64 { return f.confidence })
	fmt.Fprintf(w, "\nCalibration of %s; expected error %.1f before the correction, %.1f after it\n", s.name, 100*before.expectedError(), 100*after.expectedError())
	fmt.Fprintf(w, "%-12s %5s %6s %9s %6s %8s %6s %9s %6s\n", "confidence", "found", "mean", "precision", "right", "found", "mean", "precision", "right")
	for i := range bins {
		a, b := before[i], after[i]
		if a.found+b.found == 0 {
			continue
		}
		fmt.Fprintf(w, "%-12s %5d %6s %9s %6s %8d %6s %9s %6s\n", fmt.Sprintf("%d to %d", i*100/bins, (i+1)*100/bins),
			a.found, mean(a.confidence, a.found), percent(a.real, a.found), percent(a.right, a.found),
			b.found, mean(b.confidence, b.found), percent(b.real, b.found), percent(b.right, b.found))
	}
}

// mean returns the mean of confidences in percent, a dash if there are none.
func mean(sum float64, n int) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f", 100*sum/float64(n))
}
