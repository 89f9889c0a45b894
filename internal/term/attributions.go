package term

import (
	"fmt"
	"io"
	"strings"

	"graphd/api"
	"graphd/internal/ingest"
	"graphd/internal/ingest/rdf"
)

// WriteAttributions writes the attributions of one document for people to read, a paragraph each: the source with its
// cue and act, the content, and its place: the line of the document, and the code points of the text as given.
func WriteAttributions(w io.Writer, r ingest.Result) error {
	report := r.Report()
	title := report.ID
	if report.Title != "" {
		title += ": " + report.Title
	}
	fmt.Fprintf(w, "%s\n%s%s\n", title, Count(len(report.Attributions), "attribution"), bySources(r, report))
	lines := lineCounter{text: r.Document.Text.String()}
	numbers := numberAttributions(report)
	for i, a := range report.Attributions {
		line := 0
		if spans := r.Attributions[i].Content.Spans; len(spans) > 0 {
			line = lines.at(r.Document.Text.Byte(spans[0].Start))
		}
		fmt.Fprintf(w, "\n%d. %s%s (%s, %s, %.0f %%)\n", i+1, sourceName(a, sourcePhrase(r, i)), cuePhrase(a), a.Act, a.Form, 100*a.Confidence)
		fmt.Fprintln(w, wrap(contentText(a), "    "))
		fmt.Fprintf(w, "    line %d, %s%s\n", line, formatRanges(a.Content), formatDetails(a, numbers))
	}
	_, err := fmt.Fprintln(w)
	return err
}

// numberAttributions returns the position of each attribution in the report, from 1, by its id.
func numberAttributions(report api.Extraction) map[string]int {
	numbers := make(map[string]int, len(report.Attributions))
	for i, a := range report.Attributions {
		numbers[a.ID] = i + 1
	}
	return numbers
}

// bySources returns the words that follow the number of attributions: how many sources they have.
func bySources(r ingest.Result, report api.Extraction) string {
	n := countSources(r, report)
	if n == 0 && len(report.Attributions) > 0 {
		return ", source unknown"
	}
	return " by " + Count(n, "source")
}

// countSources returns the number of different sources: by their entity, or by their words where they have none. An
// attribution with neither has no source.
func countSources(r ingest.Result, report api.Extraction) int {
	seen := map[string]bool{}
	for i, a := range report.Attributions {
		phrase := sourcePhrase(r, i)
		switch {
		case a.Entity != nil:
			seen[a.Entity.ID] = true
		case phrase != "":
			seen[sourceName(a, phrase)] = true
		}
	}
	return len(seen)
}

// sourcePhrase returns the words that name the source of attribution i; "" if none do.
func sourcePhrase(r ingest.Result, i int) string {
	return r.Document.Text.Slice(r.Attributions[i].Source.Phrase())
}

// sourceName returns the name of the source, and phrase, its words in the document, if they differ.
func sourceName(a api.Attribution, phrase string) string {
	switch {
	case a.Entity == nil && phrase == "":
		return "(nobody named)"
	case a.Entity == nil:
		return phrase + " (not resolved)"
	case phrase == "" || phrase == a.Entity.Name:
		return a.Entity.Name
	}
	return fmt.Sprintf("%s [%s]", a.Entity.Name, OneLine(phrase))
}

// cuePhrase returns the cue after a space; "" where only punctuation connects a quotation with its source.
func cuePhrase(a api.Attribution) string {
	phrase := ""
	if cue := OneLine(strings.Join(a.Words.Cue, " … ")); cue != "" {
		phrase = " " + cue
	}
	if a.Polarity == "negative" {
		phrase += " (reported as not said)"
	}
	return phrase
}

// contentText returns the content on one line, in quotation marks if it is quoted.
func contentText(a api.Attribution) string {
	if a.Form == "direct" {
		return "“" + OneLine(a.Text) + "”"
	}
	return OneLine(a.Text)
}

// formatRanges formats ranges as "3-8 + 12-20".
func formatRanges(spans []api.TextRange) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = fmt.Sprintf("%d-%d", s[0], s[1])
	}
	return strings.Join(parts, " + ")
}

// formatDetails returns what else is known of a, such as its addressee and its relations to other attributions, whose
// numbers are given by their ids. Each detail begins with "; ".
func formatDetails(a api.Attribution, numbers map[string]int) string {
	var out strings.Builder
	add := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&out, "; %s: %s", name, OneLine(value))
		}
	}
	if a.OnBehalfOf != nil {
		add("on behalf of", a.OnBehalfOf.Name)
	}
	add("to", a.Addressee)
	add("occasion", a.Occasion)
	add("when", formatTime(a))
	if continued := numbers[a.Continues]; continued > 0 {
		add("carries on", fmt.Sprint(continued))
	}
	for _, relation := range a.Relations {
		add(relationNames[rdf.RelationType(relation.Type)], fmt.Sprint(numbers[relation.To]))
	}
	return out.String()
}

var relationNames = map[rdf.RelationType]string{
	rdf.RepliesTo: "replies to", rdf.Repeats: "repeats", rdf.DisagreesWith: "disagrees with", rdf.AgreesWith: "agrees with",
	rdf.RelayedBy: "at second hand from",
}

// formatTime returns the words for the time of the utterance, with the date that they mean.
func formatTime(a api.Attribution) string {
	switch {
	case a.SaidOn == "":
		return a.When
	case a.Precision == "week":
		return fmt.Sprintf("%s (week of %s)", a.When, a.SaidOn)
	}
	return fmt.Sprintf("%s (%s)", a.When, a.SaidOn)
}
