package stylescore

import (
	"fmt"
	"io"
	"slices"

	"graphd/internal/graph/vocab"
)

// thresholds are the confidences for which the table is written: all attributions, those that lists show, and surer ones.
var thresholds = []float64{0, vocab.LeastConfidence, 0.7}

// tableHead explains the columns.
const tableHead = `Attributions by style of writing, judged by reading (internal/ingest/eval/testdata/styles).
%s: %s
%s: %s

The confidences of each style are those of the correction that was fitted on all other styles. Found are the
attributions with at least the given confidence; debatable ones do not count. In percent: precision is the share of
them that are reports at all (a word of a gold cue, or half of a gold content), recall the share of the gold ones
that were found. Source and content are the shares of right sources and contents among the reports, wrong that with
another source than the text states (not with none); "right" is the share of all found in which everything is right.
`

// write writes the tables by style for each threshold, with one column of results for each system, the comparison at equal
// recall, and the calibration.
func write(w io.Writer, fast, full system) {
	fmt.Fprintf(w, tableHead, fast.name, fast.version, full.name, full.version)
	for _, t := range thresholds {
		fmt.Fprintf(w, "\n%-32s | %-29s | %s\n", "", fast.name, full.name)
		fmt.Fprintf(w, "%-20s %5s %5s | %s %6s | %s %6s %6s %7s %6s\n", fmt.Sprintf("confidence from %.0f", 100*t),
			"texts", "gold", foundHead, "right", foundHead, "source", "wrong", "content", "right")
		for _, style := range append(stylesOf(full.texts), "all") {
			a, b := scoreOf(fast.texts, style, t), scoreOf(full.texts, style, t)
			fmt.Fprintf(w, "%-20s %5d %5d | %s %6s | %s %6s %6s %7s %6s\n", style, b.texts, b.gold, a.found4(), percent(a.all, a.found),
				b.found4(), percent(b.sourceRight, b.real), percent(b.wrongSpeaker, b.real), percent(b.contentRight, b.real), percent(b.all, b.found))
		}
	}
	writeEqualRecall(w, fast, full)
	for _, s := range []system{fast, full} {
		writeCalibration(w, s)
	}
}

// foundHead is the head of the columns of found4.
var foundHead = fmt.Sprintf("%5s %9s %6s", "found", "precision", "recall")

// found4 returns the columns that both systems have.
func (s styleScore) found4() string {
	return fmt.Sprintf("%5d %9s %6s", s.found, percent(s.real, s.found), percent(s.goldFound, s.gold))
}

// stylesOf returns the styles in alphabetic order.
func stylesOf(texts []scoredText) []string {
	var out []string
	for _, x := range texts {
		if !slices.Contains(out, x.Style) {
			out = append(out, x.Style)
		}
	}
	slices.Sort(out)
	return out
}

// scoreOf returns the score of the texts of a style, or of "all", for what has at least the given confidence.
func scoreOf(texts []scoredText, style string, atLeast float64) styleScore {
	var s styleScore
	for _, x := range texts {
		if style == "all" || x.Style == style {
			s.add(x, atLeast)
		}
	}
	return s
}

// percent returns a share in percent, a dash if there are none.
func percent(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f", 100*float64(part)/float64(whole))
}

// writeEqualRecall writes the shares of reports, and of those in which everything is right, where both systems find the same share of the
// gold attributions: that which the first one finds at each threshold.
func writeEqualRecall(w io.Writer, fast, full system) {
	fmt.Fprintf(w, "\n%-20s %6s %25s %25s\n%27s %9s %6s %8s %9s %6s %8s\n", "equal recall", "", fast.name, full.name,
		"recall", "precision", "right", "", "precision", "right", "gain")
	for _, t := range thresholds {
		a := scoreOf(fast.texts, "all", t)
		b := atRecall(full.texts, a.goldFound)
		gain := 100*float64(b.all)/float64(b.found) - 100*float64(a.all)/float64(a.found)
		fmt.Fprintf(w, "%27s %9s %6s %8s %9s %6s %+8.1f\n", percent(a.goldFound, a.gold), percent(a.real, a.found), percent(a.all, a.found), "",
			percent(b.real, b.found), percent(b.all, b.found), gain)
	}
}

// atRecall returns the score at the greatest confidence at which at least the given number of gold attributions is found.
func atRecall(texts []scoredText, goldFound int) styleScore {
	var confidences []float64
	for _, x := range texts {
		for _, f := range x.found {
			confidences = append(confidences, f.confidence)
		}
	}
	slices.Sort(confidences)
	i, _ := slices.BinarySearchFunc(confidences, goldFound, func(c float64, want int) int {
		if scoreOf(texts, "all", c).goldFound >= want {
			return -1
		}
		return 1
	})
	return scoreOf(texts, "all", confidences[max(0, i-1)])
}
