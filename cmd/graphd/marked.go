package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"graphd/internal/ingest"
)

// writeMarked writes what was found in one document for people to read: a paragraph for each attribution with who,
// by which words and act, what, and where: the line of the document, and the code points of the text as given.
func writeMarked(w io.Writer, r ingest.Result) error {
	report := r.Report()
	title := report.ID
	if report.Title != "" {
		title += ": " + report.Title
	}
	fmt.Fprintf(w, "%s\n%s by %s\n", title, counted(len(report.Attributions), "attribution"), counted(speakers(report), "source"))
	lines := lineCounter{text: r.Document.Text.String()}
	numbers := numbered(report)
	for i, a := range report.Attributions {
		line := 0
		if spans := r.Attributions[i].Content.Spans; len(spans) > 0 {
			line = lines.at(r.Document.Text.Byte(spans[0].Start))
		}
		fmt.Fprintf(w, "\n%d. %s%s (%s, %s, %.0f %%)\n", i+1, who(a), verb(a), a.Act, a.Form, 100*a.Confidence)
		fmt.Fprintln(w, wrapped(words(a), "    "))
		fmt.Fprintf(w, "    line %d, %s%s\n", line, ranges(a.Content), circumstances(a, numbers))
	}
	_, err := fmt.Fprintln(w)
	return err
}

// numbered are the numbers of the attributions, from 1, by their ids.
func numbered(report ingest.Report) map[string]int {
	numbers := make(map[string]int, len(report.Attributions))
	for i, a := range report.Attributions {
		numbers[a.ID] = i + 1
	}
	return numbers
}

func speakers(report ingest.Report) int {
	seen := map[string]bool{}
	for _, a := range report.Attributions {
		if a.Entity != nil {
			seen[a.Entity.ID] = true
		} else {
			seen[who(a)] = true
		}
	}
	return len(seen)
}

// who is the source's name, and its words in the document where they differ.
func who(a ingest.AttributionReport) string {
	switch {
	case a.Entity == nil && a.SourceText == "":
		return "(nobody named)"
	case a.Entity == nil:
		return a.SourceText + " (not resolved)"
	case a.SourceText == "" || a.SourceText == a.Entity.Name:
		return a.Entity.Name
	}
	return fmt.Sprintf("%s [%s]", a.Entity.Name, oneLine(a.SourceText))
}

// verb is the cue after a blank; punctuation alone ties many quotations to their source.
func verb(a ingest.AttributionReport) string {
	verb := ""
	if cue := oneLine(a.CueText); cue != "" {
		verb = " " + cue
	}
	if a.Polarity == "negative" {
		verb += " (reported as not said)"
	}
	return verb
}

func words(a ingest.AttributionReport) string {
	if a.Form == "direct" {
		return "“" + oneLine(a.Text) + "”"
	}
	return oneLine(a.Text)
}

func ranges(spans []ingest.Range) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = fmt.Sprintf("%d-%d", s[0], s[1])
	}
	return strings.Join(parts, " + ")
}

// circumstances are what else is known of a; numbers are those of the attributions by their ids.
func circumstances(a ingest.AttributionReport, numbers map[string]int) string {
	var out strings.Builder
	add := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&out, "; %s: %s", name, oneLine(value))
		}
	}
	if a.OnBehalfOf != nil {
		add("on behalf of", a.OnBehalfOf.Name)
	}
	add("to", a.Addressee)
	add("occasion", a.Occasion)
	add("when", when(a))
	if continued := numbers[a.Continues]; continued > 0 {
		add("carries on", fmt.Sprint(continued))
	}
	for _, relation := range a.Relations {
		add(relationNames[relation.Type], fmt.Sprint(numbers[relation.To]))
	}
	return out.String()
}

var relationNames = map[ingest.RelationType]string{
	ingest.RepliesTo: "replies to", ingest.Repeats: "repeats", ingest.DisagreesWith: "disagrees with", ingest.AgreesWith: "agrees with",
}

// when is the words of the time of saying with the date that they mean.
func when(a ingest.AttributionReport) string {
	switch {
	case a.SaidOn == "":
		return a.When
	case a.Precision == "week":
		return fmt.Sprintf("%s (week of %s)", a.When, a.SaidOn)
	}
	return fmt.Sprintf("%s (%s)", a.When, a.SaidOn)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// wrapWidth is how many code points a line of words may have.
const wrapWidth = 96

// wrapped is s in lines of at most wrapWidth code points where its words allow, each after indent.
func wrapped(s, indent string) string {
	var out strings.Builder
	width := 0
	for _, word := range strings.Fields(s) {
		n := utf8.RuneCountInString(word)
		switch {
		case width == 0:
			out.WriteString(indent)
			width = len(indent)
		case width+1+n > wrapWidth:
			out.WriteString("\n" + indent)
			width = len(indent)
		default:
			out.WriteByte(' ')
			width++
		}
		out.WriteString(word)
		width += n
	}
	return out.String()
}

// counted is a number with its noun.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// lineCounter turns byte offsets into line numbers from 1. Offsets that grow cost one pass over the text altogether.
type lineCounter struct {
	text  string
	from  int
	lines int
}

func (c *lineCounter) at(offset int) int {
	if offset < c.from {
		c.from, c.lines = 0, 0
	}
	c.lines += strings.Count(c.text[c.from:offset], "\n")
	c.from = offset
	return c.lines + 1
}
