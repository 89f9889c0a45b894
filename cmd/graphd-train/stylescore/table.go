package stylescore

import (
	"fmt"
	"io"
	"slices"
)

// thresholds are the confidences for which the table is written. The extractor leaves out what is below the first.
var thresholds = []float64{0.3, 0.5, 0.7}

// tableHead explains the columns.
const tableHead = `Attributions by style of writing, judged by reading (internal/ingest/eval/testdata/styles), extractor
%s, annotator %s.

Found are the attributions with at least the given confidence; debatable ones do not count. In percent: precision
is the share of them that are reports at all (a word of a gold cue, or half of a gold content), recall the share
of the gold ones that were found. Source and content are the shares of right sources and contents among the
reports; "right" is the share of all found in which everything is right.
`

// write writes the tables by style for each threshold, and the calibration.
func write(w io.Writer, head string, texts []scoredText) {
	fmt.Fprint(w, head)
	for _, t := range thresholds {
		fmt.Fprintf(w, "\n%-22s %5s %5s %6s %9s %6s %6s %7s %6s\n", fmt.Sprintf("confidence from %.0f", 100*t),
			"texts", "gold", "found", "precision", "recall", "source", "content", "right")
		writeStyles(w, texts, t)
	}
	writeCalibration(w, texts)
}

// writeStyles writes a line for each style, in alphabetic order, and the total.
func writeStyles(w io.Writer, texts []scoredText, atLeast float64) {
	var total styleScore
	byStyle := map[string]*styleScore{}
	var styles []string
	for _, x := range texts {
		if byStyle[x.Style] == nil {
			byStyle[x.Style] = &styleScore{}
			styles = append(styles, x.Style)
		}
		byStyle[x.Style].add(x, atLeast)
		total.add(x, atLeast)
	}
	slices.Sort(styles)
	for _, style := range styles {
		byStyle[style].write(w, style)
	}
	total.write(w, "all")
}

// write writes a line.
func (s styleScore) write(w io.Writer, name string) {
	fmt.Fprintf(w, "%-22s %5d %5d %6d %9s %6s %6s %7s %6s\n", name, s.texts, s.gold, s.found,
		percent(s.real, s.found), percent(s.goldFound, s.gold),
		percent(s.sourceRight, s.real), percent(s.contentRight, s.real), percent(s.all, s.found))
}

// percent returns a share in percent, a dash if there are none.
func percent(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f", 100*float64(part)/float64(whole))
}

// bins is the number of equal intervals of confidence.
const bins = 10

// writeCalibration writes, for each interval of confidence, how many attributions were found, their mean confidence, and the
// shares that are reports and that are right.
func writeCalibration(w io.Writer, texts []scoredText) {
	var by [bins]struct {
		found, real, right int
		confidence         float64
	}
	for _, x := range texts {
		for _, f := range x.found {
			b := &by[min(int(f.confidence*bins), bins-1)]
			b.found++
			b.confidence += f.confidence
			b.real += count(f.real())
			b.right += count(f.allRight())
		}
	}
	fmt.Fprintf(w, "\n%-22s %5s %6s %9s %6s\n", "confidence", "found", "mean", "precision", "right")
	for i, b := range by {
		if b.found > 0 {
			fmt.Fprintf(w, "%-22s %5d %6.1f %9s %6s\n", fmt.Sprintf("%d to %d", i*100/bins, (i+1)*100/bins), b.found,
				100*b.confidence/float64(b.found), percent(b.real, b.found), percent(b.right, b.found))
		}
	}
}
