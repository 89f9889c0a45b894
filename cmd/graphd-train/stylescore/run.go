package stylescore

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"graphd/cmd/graphd-train/corpus"
	"graphd/internal/ingest"
	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/text"
)

// Run scores the embedded extractor on the judged texts by style.
func Run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("styles", flag.ContinueOnError)
	dir := corpus.Flag(flags)
	judged := flags.String("judged", "internal/ingest/eval/testdata/styles", "`folder` of the judged texts")
	scores := flags.String("scores", "", "`file` that the table is written to as well")
	diff := flags.Bool("diff", false, "write each attribution that is wrong or was missed")
	if err := flags.Parse(args); err != nil {
		return err
	}
	excerpts, err := readExcerpts(*judged, *dir)
	if err != nil {
		return err
	}
	invented, err := readInvented(*judged)
	if err != nil {
		return err
	}
	models, err := ingest.EmbeddedModels()
	if err != nil {
		return err
	}
	texts, err := extract(models, append(excerpts, invented...))
	if err != nil {
		return err
	}
	if *diff {
		for _, x := range texts {
			x.writeDiff(out)
		}
	}
	var b bytes.Buffer
	write(&b, fmt.Sprintf(tableHead, models.Extractor.Version(), models.Annotator.Version()), texts)
	if _, err := out.Write(b.Bytes()); err != nil || *scores == "" {
		return err
	}
	return os.WriteFile(*scores, b.Bytes(), 0o644)
}

// writeDiff writes the attributions of a text that are wrong or were missed.
func (x scoredText) writeDiff(w io.Writer) {
	line := func(what string, m eval.MarkedAttribution) {
		fmt.Fprintf(w, "%s: %s: %s | %s | %s\n", x.ID, what, x.words(m.Source), x.words(m.Cue), x.words(m.Content))
	}
	reported := map[int]bool{}
	for _, f := range x.found {
		reported[f.Gold] = true
		switch {
		case !f.real():
			line(fmt.Sprintf("no report (%.2f)", f.confidence), f.marked)
		case !f.allRight():
			line(fmt.Sprintf("wrong bounds or source (%.2f)", f.confidence), f.marked)
			line("    judged", x.Attributions[f.Gold])
		}
	}
	for i, a := range x.Attributions {
		if !reported[i] && !x.debatable[i] {
			line("missed", a)
		}
	}
}

// words returns the words of spans.
func (x judgedText) words(spans []text.Span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, string([]rune(x.Text)[s.Start:s.End]))
	}
	return strings.Join(strings.Fields(strings.Join(parts, " … ")), " ")
}
