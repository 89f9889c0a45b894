package eval

import (
	"fmt"
	"io"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/text"
)

// A Calibration compares confidences with results: of the attributions with a confidence of about 0.7, seven in ten
// should be right. The zero value is ready to use.
type Calibration struct{ bins [bins]calibrationBin }

// bins is the number of equal intervals of confidence.
const bins = 10

type calibrationBin struct {
	right, all int
	confidence float64 // sum
}

// Add counts the attributions of one document, each on its own. It does not count speech that continues another
// attribution, and contents that the annotators discarded.
func (c *Calibration) Add(d GoldDocument, t text.Text, as []attribution.Attribution) {
	var marked []MarkedAttribution
	var confidences []float64
	for _, a := range as {
		if a.Continues < 0 {
			marked = append(marked, MarkedAttribution{Source: given(t, a.Source.Spans), Cue: given(t, a.Cue.Spans), Content: given(t, a.Content.Spans)})
			confidences = append(confidences, a.Overall())
		}
	}
	for i, v := range Judge(d, marked) {
		if v == Discarded {
			continue
		}
		b := &c.bins[min(int(confidences[i]*bins), bins-1)]
		b.all++
		b.confidence += confidences[i]
		if v == Right {
			b.right++
		}
	}
}

// WriteTo writes a line for each interval of confidence that occurs: the number of attributions, their mean confidence and
// the share that is right, both in percent.
func (c *Calibration) WriteTo(w io.Writer) (int64, error) {
	n, err := fmt.Fprintf(w, "%-16s %9s %6s %6s\n", "confidence", "found", "mean", "right")
	total := int64(n)
	for i, b := range c.bins {
		if err != nil {
			return total, err
		}
		if b.all == 0 {
			continue
		}
		n, err = fmt.Fprintf(w, "%-16s %9d %6.1f %6.1f\n", fmt.Sprintf("%d to %d", i*100/bins, (i+1)*100/bins), b.all,
			100*b.confidence/float64(b.all), 100*share(b.right, b.all))
		total += int64(n)
	}
	return total, err
}
