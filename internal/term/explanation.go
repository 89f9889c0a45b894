package term

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"graphd/api"
	"graphd/internal/ingest"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/text"
)

// A Highlighting marks the parts of an attribution in its sentence.
type Highlighting struct{ source, cue, content delimiters }

// delimiters are written before and after a part.
type delimiters struct{ open, close string }

func (d delimiters) around(s string) string { return d.open + s + d.close }

var (
	brackets = Highlighting{source: delimiters{"«", "»"}, cue: delimiters{"{", "}"}, content: delimiters{"[", "]"}}
	// colours are ANSI escape sequences: bold green, bold yellow and cyan of the terminal's palette.
	colours = Highlighting{source: delimiters{"\x1b[1;32m", "\x1b[0m"}, cue: delimiters{"\x1b[1;33m", "\x1b[0m"}, content: delimiters{"\x1b[36m", "\x1b[0m"}}
)

// Highlighting returns colours if standard output can show them, otherwise brackets.
func (c *Console) Highlighting() Highlighting {
	if c.Coloured {
		return colours
	}
	return brackets
}

// maxReasons is the number of reasons that are shown for an attribution, and against it.
const maxReasons = 5

// WriteExplanation writes each attribution of a document in its sentences, with its parts highlighted, its classes, the
// confidence of each part, and the strongest reasons for and against it.
func WriteExplanation(w io.Writer, r ingest.Result, h Highlighting) error {
	report := r.Report()
	title := report.ID
	if report.Title != "" {
		title += ": " + report.Title
	}
	fmt.Fprintf(w, "%s\n%s%s; marked: %s %s %s\n", title, Count(len(report.Attributions), "attribution"), bySources(r, report),
		h.source.around("source"), h.cue.around("cue"), h.content.around("content"))
	numbers := numberAttributions(report)
	for i, a := range report.Attributions {
		fmt.Fprintf(w, "\n%d. %s (%s)\n", i+1, sourceName(a, sourcePhrase(r, i)), strings.Join(classNames(a), ", "))
		fmt.Fprintln(w, wrap(highlight(r, r.Attributions[i], h), "    "))
		fmt.Fprintf(w, "    source %.0f %%, cue %.0f %%, content %.0f %%, all %.0f %%%s\n",
			100*a.Slots.Source, 100*a.Slots.Cue, 100*a.Slots.Content, 100*a.Confidence, formatDetails(a, numbers))
		writeCorrection(w, r.Attributions[i])
		writeReasons(w, r.Attributions[i].Reasons)
	}
	_, err := fmt.Fprintln(w)
	return err
}

// classNames returns the act and form of an attribution, and each other class that is not the common one.
func classNames(a api.Attribution) []string {
	out := []string{a.Act, a.Form}
	for value, common := range map[string]string{a.Kind: "speech", a.Polarity: "positive", a.Certainty: "certain", a.Tense: "non-future"} {
		if value != common {
			out = append(out, value)
		}
	}
	slices.Sort(out[2:])
	return out
}

// highlight returns the sentences of an attribution with its parts between their delimiters.
func highlight(r ingest.Result, a attribution.Attribution, h Highlighting) string {
	type markedSpan struct {
		text.Span
		delimiters
	}
	var parts []markedSpan
	for _, slot := range []struct {
		spans []text.Span
		delimiters
	}{{a.Source.Spans, h.source}, {a.Cue.Spans, h.cue}, {a.Content.Spans, h.content}} {
		for _, span := range slot.spans {
			parts = append(parts, markedSpan{span, slot.delimiters})
		}
	}
	slices.SortStableFunc(parts, func(a, b markedSpan) int { return cmp.Compare(a.Start, b.Start) })
	whole := r.Sentences(a)
	var out strings.Builder
	at := whole.Start
	for _, p := range parts {
		from := max(p.Start, at)
		out.WriteString(r.Document.Text.Slice(text.Span{Start: at, End: from}))
		if from < p.End {
			out.WriteString(p.around(r.Document.Text.Slice(text.Span{Start: from, End: p.End})))
			at = p.End
		}
	}
	out.WriteString(r.Document.Text.Slice(text.Span{Start: at, End: max(at, whole.End)}))
	return out.String()
}

// writeCorrection writes the confidence of the models alone, and what it was corrected for, if the correction shows.
func writeCorrection(w io.Writer, a attribution.Attribution) {
	before, after := math.Round(100*a.Uncorrected.Overall()), math.Round(100*a.Overall())
	if a.Continues >= 0 || before == after {
		return
	}
	content := "a phrase"
	switch {
	case a.Traits.Quoted:
		content = "quoted"
	case a.Traits.Statement:
		content = "a clause"
	case a.Traits.Infinitive:
		content = "an infinitive"
	}
	change := "lowered"
	if after > before {
		change = "raised"
	}
	fmt.Fprintf(w, "    %s from %.0f %%, the models' own estimate, by how often such reports are right in judged texts (content: %s)\n", change, before, content)
}

// writeReasons writes the reasons for an attribution and those against it, strongest first.
func writeReasons(w io.Writer, reasons []attribution.Reason) {
	listed := map[string][]string{}
	for _, reason := range reasons {
		side := "against"
		if reason.Weight > 0 {
			side = "for"
		}
		if len(listed[side]) < maxReasons {
			listed[side] = append(listed[side], fmt.Sprintf("%s %.3g (%+.1f)", reason.Name, reason.Value, reason.Weight))
		}
	}
	for _, side := range []string{"for", "against"} {
		if len(listed[side]) > 0 {
			fmt.Fprintln(w, wrap(side+": "+strings.Join(listed[side], ", "), "    "))
		}
	}
}
