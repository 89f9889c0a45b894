package eval

import (
	"fmt"
	"io"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/text"
)

// Calibration holds confidences against what became of them: of attributions with a confidence of about 0.7, seven in
// ten should be right. The zero value is ready to use.
type Calibration struct{ bins [bins]bin }

// bins is how many equal stretches of confidence are told apart.
const bins = 10

type bin struct {
	right, all int
	confidence float64 // summed
}

// Add counts one document's attributions, each by itself. Speech that carries on another's is left out, as is what the
// annotators set aside.
func (c *Calibration) Add(d Document, t text.Text, as []attribution.Attribution) {
	var marked []Marked
	var confidences []float64
	for _, a := range as {
		if a.Continues < 0 {
			marked = append(marked, Marked{Source: given(t, a.Source.Spans), Cue: given(t, a.Cue.Spans), Content: given(t, a.Content.Spans)})
			confidences = append(confidences, a.Overall())
		}
	}
	for i, v := range Judge(d, marked) {
		if v == SetAside {
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

// WriteTo writes, for each stretch of confidence that occurs, how many attributions have it, their mean confidence and
// the share that is right, in percent.
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
