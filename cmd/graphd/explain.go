package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"graphd/internal/ingest"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/text"
)

// style says how the parts of an attribution are marked in its sentence.
type style struct{ source, cue, content mark }

// mark is what stands before and after a part.
type mark struct{ open, close string }

func (m mark) around(s string) string { return m.open + s + m.close }

// plainStyle marks with brackets, colourStyle with colours of the terminal's own palette.
var (
	plainStyle  = style{source: mark{"«", "»"}, cue: mark{"{", "}"}, content: mark{"[", "]"}}
	colourStyle = style{source: mark{"\x1b[1;32m", "\x1b[0m"}, cue: mark{"\x1b[1;33m", "\x1b[0m"}, content: mark{"\x1b[36m", "\x1b[0m"}}
)

// style is the one for what c prints to.
func (c *console) style() style {
	if c.colourful {
		return colourStyle
	}
	return plainStyle
}

// mostReasons is how many reasons are shown on either side.
const mostReasons = 5

// writeExplained writes each attribution of a document in its sentences, with its parts marked, its classes, how sure its
// parts are, and the strongest reasons for and against it.
func writeExplained(w io.Writer, r ingest.Result, s style) error {
	report := r.Report()
	title := report.ID
	if report.Title != "" {
		title += ": " + report.Title
	}
	fmt.Fprintf(w, "%s\n%s by %s; marked: %s %s %s\n", title, counted(len(report.Attributions), "attribution"), counted(speakers(report), "source"),
		s.source.around("source"), s.cue.around("cue"), s.content.around("content"))
	numbers := numbered(report)
	for i, a := range report.Attributions {
		fmt.Fprintf(w, "\n%d. %s (%s)\n", i+1, who(a), strings.Join(classes(a), ", "))
		fmt.Fprintln(w, wrapped(marked(r, r.Attributions[i], s), "    "))
		fmt.Fprintf(w, "    source %.0f %%, cue %.0f %%, content %.0f %%, all %.0f %%%s\n",
			100*a.Slots.Source, 100*a.Slots.Cue, 100*a.Slots.Content, 100*a.Confidence, circumstances(a, numbers))
		writeReasons(w, r.Attributions[i].Reasons)
	}
	_, err := fmt.Fprintln(w)
	return err
}

// classes are an attribution's act and form, and whatever else about it is not the common case.
func classes(a ingest.AttributionReport) []string {
	out := []string{a.Act, a.Form}
	for value, common := range map[string]string{a.Kind: "speech", a.Polarity: "positive", a.Certainty: "certain", a.Tense: "non-future"} {
		if value != common {
			out = append(out, value)
		}
	}
	slices.Sort(out[2:])
	return out
}

// marked is the sentences of an attribution with its parts marked.
func marked(r ingest.Result, a attribution.Attribution, s style) string {
	type part struct {
		text.Span
		mark
	}
	var parts []part
	for _, slot := range []struct {
		spans []text.Span
		mark
	}{{a.Source.Spans, s.source}, {a.Cue.Spans, s.cue}, {a.Content.Spans, s.content}} {
		for _, span := range slot.spans {
			parts = append(parts, part{span, slot.mark})
		}
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(a.Start, b.Start) })
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

// writeReasons writes what speaks for an attribution and what against it, each side with the strongest first.
func writeReasons(w io.Writer, reasons []attribution.Reason) {
	sides := map[bool][]string{}
	for _, reason := range reasons {
		side := reason.Weight > 0
		if len(sides[side]) < mostReasons {
			sides[side] = append(sides[side], fmt.Sprintf("%s %.3g (%+.1f)", reason.Name, reason.Value, reason.Weight))
		}
	}
	for _, side := range []struct {
		name string
		is   bool
	}{{"for", true}, {"against", false}} {
		if len(sides[side.is]) > 0 {
			fmt.Fprintln(w, wrapped(side.name+": "+strings.Join(sides[side.is], ", "), "    "))
		}
	}
}
