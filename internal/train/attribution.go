package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"slices"
	"sync"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
	"graphd/internal/train/corpus"
	"graphd/internal/train/logistic"
)

// runAttribution learns what the evidence for a report weighs, from which of the reports that the stages propose for
// the news corpus are right. With -held it learns from nine tenths instead, and scores the rest at several thresholds;
// with -scores it learns nothing and measures what is built in.
func runAttribution(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("attribution", flag.ContinueOnError)
	dir := corporaFlag(flags)
	dest := flags.String("out", "internal/ingest/attribution/lexicon/evidence.tsv", "`file` that the weights are written to")
	held := flags.Int("held", -1, "hold out the `tenth` of this number, 0 to 9, and score it; write nothing")
	scores := flags.String("scores", "", "train nothing: score the built-in weights on dev and write the table to this `file`")
	var how logistic.Training
	flags.IntVar(&how.MinCount, "min-count", 0, "leave out features of fewer examples (default 12)")
	flags.Float64Var(&how.Penalty, "penalty", 0, "hold weights small (default 2)")
	flags.IntVar(&how.Epochs, "epochs", 0, "visits to every example (default 8)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *scores != "" {
		dev, err := readNews(*dir, "dev")
		if err != nil {
			return err
		}
		return writeScores(out, dev, *scores)
	}
	news, err := readNews(*dir, "train")
	if err != nil {
		return err
	}
	if *held >= 0 {
		return scoreThresholds(out, news, *held, how)
	}
	examples := news.examples()
	weights := encodeWeights(logistic.Train(examples, how))
	fmt.Fprintf(out, "attribution: %d reports, %d weights\n", len(examples), bytes.Count(weights, []byte("\n"))-1)
	return os.WriteFile(*dest, weights, 0o644)
}

// article is a marked document of the news corpus with its annotation.
type article struct {
	eval.Document
	text       text.Text
	annotation ling.Annotation
}

type news []article

// readNews reads a part of the news corpus and annotates its texts as running does.
func readNews(dir corpus.Dir, part string) (news, error) {
	annotator, err := ling.Default()
	if err != nil {
		return nil, err
	}
	var out news
	if err := dir.Attributions(part, func(d eval.Document) {
		out = append(out, article{Document: d, text: text.Normalize(d.Text)})
	}); err != nil {
		return nil, err
	}
	each(len(out), func(i int) { out[i].annotation = annotator.Annotate(out[i].text) })
	return out, nil
}

// examples are the reports that the stages propose, each right or wrong, in the order of the texts.
func (n news) examples() []logistic.Example {
	parts := make([][]logistic.Example, len(n))
	extractor := attribution.New()
	each(len(n), func(i int) { parts[i] = n[i].examples(extractor) })
	return slices.Concat(parts...)
}

func (a article) examples(extractor *attribution.Extractor) []logistic.Example {
	proposals := extractor.Propose(a.text, a.annotation)
	marked := make([]eval.Marked, len(proposals))
	for i, p := range proposals {
		marked[i] = eval.Marked{Source: eval.Given(a.text, p.Source), Cue: eval.Given(a.text, p.Cue), Content: eval.Given(a.text, p.Content)}
	}
	var out []logistic.Example
	for i, v := range eval.Judge(a.Document, marked) {
		if v != eval.SetAside {
			out = append(out, logistic.Example{Features: proposals[i].Evidence, Right: v == eval.Right})
		}
	}
	return out
}

// least is the smallest weight that is kept.
const least = 0.06

// encodeWeights writes weights as the evidence file has them: the constant, then by name.
func encodeWeights(weights map[string]float64) []byte {
	var names []string
	for name, w := range weights {
		if name != logistic.Bias && math.Abs(w) >= least {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var b bytes.Buffer
	fmt.Fprintf(&b, "# feature\tweight\n%s\t%.3f\n", logistic.Bias, weights[logistic.Bias])
	for _, name := range names {
		fmt.Fprintf(&b, "%s\t%.2f\n", name, weights[name])
	}
	return b.Bytes()
}

// each calls f with every index below n, on all cores.
func each(n int, f func(i int)) {
	var wait sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wait.Go(func() {
			for i := w; i < n; i += workers {
				f(i)
			}
		})
	}
	wait.Wait()
}
