package eval

import (
	"fmt"
	"io"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/text"
)

// Spans returns attributions as spans in the text as given. Speech that continues in a later paragraph is added to the
// attribution that it continues, as in the annotations.
func Spans(t text.Text, as []attribution.Attribution) []MarkedAttribution {
	out := make([]MarkedAttribution, 0, len(as))
	place := make([]int, len(as))
	for i, a := range as {
		if a.Continues >= 0 && a.Continues < i {
			first := place[a.Continues]
			place[i] = first
			out[first].Content = append(out[first].Content, given(t, a.Content.Spans)...)
			continue
		}
		place[i] = len(out)
		out = append(out, MarkedAttribution{Source: given(t, a.Source.Spans), Cue: given(t, a.Cue.Spans), Content: given(t, a.Content.Spans)})
	}
	return out
}

// given returns the spans in the text as given.
func given(t text.Text, normal []text.Span) []text.Span {
	var out []text.Span
	for _, s := range normal {
		out = append(out, t.Given(s))
	}
	return out
}

// WriteTo writes the scores as a table, in percent: overall, then triples by form and by phenomenon.
func (s Scores) WriteTo(w io.Writer) (int64, error) {
	n, err := fmt.Fprintf(w, "%-29s %9s %6s %6s %7s %6s\n", "measure", "precision", "recall", "F1", "system", "gold")
	total := int64(n)
	row := func(name string, c Count) {
		if err != nil {
			return
		}
		n, err = fmt.Fprintf(w, "%-29s %9.1f %6.1f %6.1f %7d %6d\n", name, 100*c.Precision(), 100*c.Recall(), 100*c.F1(), c.System, c.Gold)
		total += int64(n)
	}
	row("source exact", s.Source)
	row("cue exact", s.Cue)
	row("content exact", s.Content)
	row("source stretch", s.Stretches.Source)
	row("cue stretch", s.Stretches.Cue)
	row("content stretch", s.Stretches.Content)
	row("triple", s.Triple)
	for _, f := range Forms {
		if c := s.ByForm[f]; c != nil {
			row("triple "+f, *c)
		}
	}
	for _, f := range Phenomena {
		if c := s.ByPhenomenon[f]; c != nil {
			row("  "+f, *c)
		}
	}
	return total, err
}
