package stylescore

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"

	"graphd/cmd/graphd-train/corpus"
	"graphd/cmd/graphd-train/judged"
	"graphd/internal/ingest"
	"graphd/internal/ingest/eval"
)

// Run scores the embedded extractor on the judged texts by style.
func Run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("styles", flag.ContinueOnError)
	dir := corpus.Flag(flags)
	folder := flags.String("judged", "internal/ingest/eval/testdata/styles", "`folder` of the judged texts")
	models := flags.String("models", ingest.DefaultModels, "`name` of the embedded models to score")
	scores := flags.String("scores", "", "`file` that the table is written to as well")
	diff := flags.Bool("diff", false, "write each attribution that is wrong or was missed")
	if err := flags.Parse(args); err != nil {
		return err
	}
	excerpts, err := judged.ReadExcerpts(*folder, *dir)
	if err != nil {
		return err
	}
	invented, err := judged.ReadInvented(*folder)
	if err != nil {
		return err
	}
	opened, err := ingest.EmbeddedModels(*models)
	if err != nil {
		return err
	}
	texts, err := extract(opened, append(excerpts, invented...))
	if err != nil {
		return err
	}
	if *diff {
		for _, x := range texts {
			x.writeDiff(out)
		}
	}
	var b bytes.Buffer
	write(&b, fmt.Sprintf(tableHead, opened.Extractor.Version(), opened.Annotator.Version()), texts)
	if _, err := out.Write(b.Bytes()); err != nil || *scores == "" {
		return err
	}
	return os.WriteFile(*scores, b.Bytes(), 0o644)
}

// writeDiff writes the attributions of a text that are wrong or were missed.
func (x scoredText) writeDiff(w io.Writer) {
	line := func(what string, m eval.MarkedAttribution) {
		fmt.Fprintf(w, "%s: %s: %s | %s | %s\n", x.ID, what, x.Words(m.Source), x.Words(m.Cue), x.Words(m.Content))
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
		if !reported[i] && !x.Debatable[i] {
			line("missed", a)
		}
	}
}
