package classscore

import (
	"bytes"
	_ "embed"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"sort"
	"strings"

	"graphd/cmd/graphd-train/corpus"
	"graphd/cmd/graphd-train/tally"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/date"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// judgedTSV has 200 attributions of the train part of the news corpus, drawn at random, with the classes that people assigned
// after reading each in its sentence. It contains no text of the corpus: spans are code points of the text as given.
//
//go:embed judged.tsv
var judgedTSV string

// Run scores the classes that the rules assign to gold spans.
func Run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("classes", flag.ContinueOnError)
	dir := corpus.Flag(flags)
	scores := flags.String("scores", "", "`file` that the table is written to as well")
	diff := flags.Bool("diff", false, "write each class that differs from the judgement")
	if err := flags.Parse(args); err != nil {
		return err
	}
	checked, err := readJudged(judgedTSV)
	if err != nil {
		return err
	}
	news, err := readNewsDates(*dir)
	if err != nil {
		return err
	}
	var table classScores
	for _, c := range checked {
		article, ok := news[c.document]
		if !ok {
			return fmt.Errorf("judged.tsv: the corpus has no document %s", c.document)
		}
		for i, got := range article.classify(c) {
			right := table.add(i, c.classes[i], got)
			if !right && *diff {
				fmt.Fprintf(out, "%s: %s, want %s, in %s at %s\n", classNames[i], got, c.classes[i], c.document, spanList(c.cue))
			}
		}
	}
	var b bytes.Buffer
	table.write(&b, len(checked))
	if _, err := out.Write(b.Bytes()); err != nil || *scores == "" {
		return err
	}
	return os.WriteFile(*scores, b.Bytes(), 0o644)
}

// classNames are the classes in the order of the columns of judged.tsv.
var classNames = [...]string{"form", "act", "kind", "polarity", "certainty", "tense", "addressee", "occasion", "said"}

// usualValues are the most frequent values of the classes, in the order of classNames.
var usualValues = [len(classNames)]string{"", "assert", "speech", "positive", "certain", "non-future", "-", "-", "-"}

// judgedAttribution is an attribution with its classes as people judged them: "-" for none, "?" if not judged, "a|b" if
// either value is right. Addressee and occasion are spans.
type judgedAttribution struct {
	document             string
	source, cue, content []text.Span
	classes              [len(classNames)]string
}

// readJudged parses judged.tsv.
func readJudged(list string) ([]judgedAttribution, error) {
	var out []judgedAttribution
	for n, line := range strings.Split(strings.TrimSpace(list), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4+len(classNames) {
			return nil, fmt.Errorf("judged.tsv:%d: %d fields, want %d", n+1, len(f), 4+len(classNames))
		}
		c := judgedAttribution{document: f[0], classes: [len(classNames)]string(f[4:])}
		for i, slot := range []*[]text.Span{&c.source, &c.cue, &c.content} {
			spans, err := parseSpans(f[i+1])
			if err != nil {
				return nil, fmt.Errorf("judged.tsv:%d: %w", n+1, err)
			}
			*slot = spans
		}
		out = append(out, c)
	}
	return out, nil
}

// parseSpans parses spans such as "3-7+9-12"; "-" means none.
func parseSpans(s string) ([]text.Span, error) {
	if s == "-" {
		return nil, nil
	}
	var out []text.Span
	for _, part := range strings.Split(s, "+") {
		var span text.Span
		if _, err := fmt.Sscanf(part, "%d-%d", &span.Start, &span.End); err != nil || span.Start >= span.End {
			return nil, fmt.Errorf("%q is not a span", part)
		}
		out = append(out, span)
	}
	return out, nil
}

// spanList formats spans for parseSpans, without those that are zero.
func spanList(spans []text.Span) string {
	parts := make([]string, 0, len(spans))
	for _, s := range spans {
		if !s.IsZero() {
			parts = append(parts, fmt.Sprintf("%d-%d", s.Start, s.End))
		}
	}
	if len(parts) == 0 {
		return "-"
	}
	return strings.Join(parts, "+")
}

// datedText is an annotated text with its date of issue.
type datedText struct {
	text   text.Text
	layout *ling.Layout
	issued date.Date
}

// readNewsDates returns the documents of the train part that judged.tsv refers to, by id.
func readNewsDates(dir corpus.Dir) (map[string]*datedText, error) {
	annotator, err := ling.Default()
	if err != nil {
		return nil, err
	}
	out := map[string]*datedText{}
	err = dir.Dated("train", func(id, given, issued string) error {
		if !strings.Contains(judgedTSV, "\n"+id+"\t") {
			return nil
		}
		d, err := date.Parse(issued)
		if err != nil {
			return err
		}
		x := text.Normalize(given)
		out[id] = &datedText{x, annotator.Layout(x), d}
		return nil
	})
	return out, err
}

// classify returns the classes that the rules assign to c, in the order of classNames.
func (a *datedText) classify(c judgedAttribution) [len(classNames)]string {
	x := attribution.Classify(a.layout, a.normal(c.source), a.normal(c.cue), a.normal(c.content))
	said := x.When.Resolve(a.issued, x.Tense == classes.Future).String()
	if said == "" {
		said = "-"
	}
	return [len(classNames)]string{
		string(x.Form), string(x.Act), string(x.Kind), string(x.Polarity), string(x.Certainty), string(x.Tense),
		spanList([]text.Span{a.text.Given(x.Addressee)}), spanList([]text.Span{a.text.Given(x.Occasion)}), said,
	}
}

// normal maps spans of the text as given to the normalised text.
func (a *datedText) normal(spans []text.Span) []text.Span {
	at := func(given int) int {
		return sort.Search(a.text.Len(), func(i int) bool { return a.text.Given(text.Span{Start: i, End: i + 1}).Start >= given })
	}
	out := make([]text.Span, len(spans))
	for i, s := range spans {
		out[i] = text.Span{Start: at(s.Start), End: at(s.End)}
	}
	return out
}

// classScores holds the score of each class.
type classScores [len(classNames)]classScore

// classScore counts right answers, and the overlap of predicted and judged values other than the usual one.
type classScore struct {
	right tally.Ratio
	rare  tally.Overlap
}

// add counts an answer for class i and reports whether it is right.
func (s *classScores) add(i int, want, got string) bool {
	if want == "?" {
		return true
	}
	readings := strings.Split(want, "|")
	right := slices.ContainsFunc(readings, func(w string) bool { return matches(w, got) })
	s[i].right.Add(right)
	if !slices.Contains(readings, usualValues[i]) {
		s[i].rare.Gold++
	}
	if got != usualValues[i] && !(right && slices.Contains(readings, usualValues[i])) {
		s[i].rare.System++
		if right {
			s[i].rare.Both++
		}
	}
	return right
}

// matches reports whether two values are equal, or are spans that overlap.
func matches(want, got string) bool {
	if want == got {
		return true
	}
	a, err := parseSpans(want)
	if err != nil || len(a) == 0 {
		return false
	}
	b, err := parseSpans(got)
	return err == nil && len(b) > 0 && a[0].Start < b[0].End && b[0].Start < a[0].End
}

// write writes the table.
func (s *classScores) write(w io.Writer, checked int) {
	fmt.Fprintf(w, classesHead, checked)
	fmt.Fprintf(w, "%-10s %9s %9s %9s %9s\n", "class", "right", "uncommon", "precision", "recall")
	for i, name := range classNames {
		x := s[i].rare
		fmt.Fprintf(w, "%-10s %9s %9d %9s %9s\n", name, s[i].right, x.Gold, x.Precision(), x.Recall())
	}
}

const classesHead = `Classes of %d attributions of PolNeAR train, drawn at random and judged by reading, on the spans that its
annotators marked; in percent. Addressee and occasion are right where they overlap the marked span, a date of
saying where it is equal to the day, week, month or year. "uncommon" counts values other than the usual one
(assert, speech, positive, certain, non-future, or none); precision and recall are theirs.

`
