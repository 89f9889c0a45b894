package stylescore

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"graphd/cmd/graphd-train/corpus"
	"graphd/internal/ingest"
	"graphd/internal/ingest/attribution/calibration"
)

// RunCalibrate fits the corrections of the confidences of both embedded models on all judged texts and writes them.
func RunCalibrate(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("calibrate", flag.ContinueOnError)
	dir := corpus.Flag(flags)
	folder := flags.String("judged", defaultFolder, "`folder` of the judged texts")
	path := flags.String("out", "internal/ingest/attribution/calibration/corrections.json", "`file` that the corrections are written to")
	if err := flags.Parse(args); err != nil {
		return err
	}
	texts, err := readJudged(*folder, *dir)
	if err != nil {
		return err
	}
	all := map[string]calibration.Correction{}
	for _, name := range []string{ingest.FastModels, ingest.DefaultModels} {
		s, err := score(name, texts)
		if err != nil {
			return err
		}
		all[name] = fit(s.texts, func(string) bool { return true })
	}
	b, err := json.MarshalIndent(all, "", "\t")
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "writing %s\n", *path)
	return os.WriteFile(*path, append(b, '\n'), 0o644)
}

// fit returns the correction that fits the texts of the styles that in accepts.
func fit(texts []scoredText, in func(style string) bool) calibration.Correction {
	var all []calibration.Judged
	for _, x := range texts {
		if !in(x.Style) {
			continue
		}
		for _, f := range x.found {
			all = append(all, f.judged())
		}
	}
	return calibration.Fit(all)
}

// correctByStyle sets the confidences of the texts of each style to those of the correction that fits all other styles, so that
// no text is scored with what was learned from it.
func correctByStyle(texts []scoredText) {
	by := map[string]calibration.Correction{}
	for _, x := range texts {
		if _, ok := by[x.Style]; !ok {
			by[x.Style] = fit(texts, func(style string) bool { return style != x.Style })
		}
		for i := range x.found {
			f := &x.found[i]
			f.confidence = by[x.Style].Apply(f.uncorrected, f.traits).Overall()
		}
	}
}
