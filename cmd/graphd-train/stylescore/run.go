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

// defaultFolder is the folder of the judged texts.
const defaultFolder = "internal/ingest/eval/testdata/styles"

// Run scores both embedded extractors on the judged texts by style, with the confidences that corrections fitted on the other
// styles give.
func Run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("styles", flag.ContinueOnError)
	dir := corpus.Flag(flags)
	folder := flags.String("judged", defaultFolder, "`folder` of the judged texts")
	scores := flags.String("scores", "", "`file` that the table is written to as well")
	diff := flags.Bool("diff", false, "write each attribution of the full models that is wrong or was missed")
	if err := flags.Parse(args); err != nil {
		return err
	}
	texts, err := readJudged(*folder, *dir)
	if err != nil {
		return err
	}
	fast, err := score(ingest.FastModels, texts)
	if err != nil {
		return err
	}
	full, err := score(ingest.DefaultModels, texts)
	if err != nil {
		return err
	}
	for _, s := range []system{fast, full} {
		correctByStyle(s.texts)
	}
	if *diff {
		for _, x := range full.texts {
			x.writeDiff(out)
		}
	}
	var b bytes.Buffer
	write(&b, fast, full)
	if _, err := out.Write(b.Bytes()); err != nil || *scores == "" {
		return err
	}
	return os.WriteFile(*scores, b.Bytes(), 0o644)
}

// readJudged returns the excerpts and the invented texts.
func readJudged(folder string, dir corpus.Dir) ([]judged.JudgedText, error) {
	excerpts, err := judged.ReadExcerpts(folder, dir)
	if err != nil {
		return nil, err
	}
	invented, err := judged.ReadInvented(folder)
	return append(excerpts, invented...), err
}

// A system is what the embedded models of a name found in the judged texts.
type system struct {
	name, version string
	texts         []scoredText
}

// score runs the embedded models called name.
func score(name string, texts []judged.JudgedText) (system, error) {
	models, err := ingest.EmbeddedModels(name)
	if err != nil {
		return system{}, err
	}
	found, err := extract(models, texts)
	return system{name, models.Extractor.Version() + ", annotator " + models.Annotator.Version(), found}, err
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
