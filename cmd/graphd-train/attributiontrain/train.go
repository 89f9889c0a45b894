package attributiontrain

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"graphd/cmd/graphd-train/corpus"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/attribution/boost"
	"graphd/internal/ingest/attribution/crf"
	"graphd/internal/ingest/attribution/spans"
	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/ling"
)

// settings were chosen by cross-validation on the train part: see newsPart.sweep.
var settings = spans.Training{
	Folds:         4,
	Members:       2,
	Cues:          crf.FieldTraining{Epochs: 6, Rate: 0.01, Decay: 1e-4, Seed: 1},
	Slots:         crf.FieldTraining{Epochs: 4, Rate: 0.015, Decay: 1e-4, Seed: 101},
	Settler:       boost.TreeTraining{Members: 2, Trees: 600, Depth: 4, Rate: 0.06, Rows: 0.7, Columns: 0.3, Least: 40, Seed: 301},
	Ranker:        boost.TreeTraining{Members: 2, Trees: 300, Depth: 6, Rate: 0.05, Rows: 0.7, Columns: 0.6, Least: 40, Seed: 201},
	Least:         2,
	PruneCues:     0.026, // so that all embedded models together have less than 40 MB
	PruneSlots:    0.026,
	Threshold:     0.3,
	MinConfidence: 0.3,
}

// trainingRun is one run of the command.
type trainingRun struct {
	dir        corpus.Dir
	out        io.Writer
	start      time.Time
	dest       string // folder of the models
	encoders   encoderFiles
	styles     string // folder of the training texts in other styles
	annotators string // folder in which the annotators of the folds are kept
	seeds      int    // number of trainings
	table      string // file of the scores by seed
}

// Run trains the models and writes the scores of the training texts by models that have not seen them. With -scores, it
// scores the embedded models on the dev part instead.
func Run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("attribution", flag.ContinueOnError)
	dir := corpus.Flag(flags)
	t := trainingRun{out: out, start: time.Now()}
	flags.StringVar(&t.dest, "out", "", "`folder` that the model is written to (default: that of the embedded models)")
	encoders := flags.String("encoders", "", "`folder` of the encoders whose output the model uses (default: it uses none)")
	flags.StringVar(&t.styles, "styles", stylesFolder, "`folder` of the training texts in other styles")
	flags.StringVar(&t.annotators, "annotators", "", "`folder` in which the annotators of the folds are kept for later runs (default: they are not kept)")
	scores := flags.String("scores", "", "score the embedded models on the dev part, write the table to this `file` and do not train")
	models := flags.String("models", attribution.Full, "`name` of the embedded models to score")
	flags.IntVar(&t.seeds, "seeds", 1, "`number` of trainings with different seeds; the model of the first is written")
	flags.StringVar(&t.table, "by-seed", "internal/ingest/attribution/spans/testdata/scores.golden", "`file` to which the scores of several seeds are written")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if t.dir = *dir; *scores != "" {
		return writeScores(out, t.dir, *models, *scores)
	}
	t.encoders = encoderFiles(*encoders)
	if t.dest == "" {
		t.dest = filepath.Join("internal/ingest/attribution/spans/models", t.name())
	}
	return t.run()
}

// name returns the name of the embedded models that are trained.
func (t *trainingRun) name() string {
	if t.encoders == "" {
		return attribution.Fast
	}
	return attribution.Full
}

// run trains with each seed and writes the model of the first.
func (t *trainingRun) run() error {
	train, texts, err := t.trainingExamples()
	if err != nil {
		return err
	}
	if err := t.encoders.read(texts); err != nil {
		return err
	}
	var table seedTable
	for seed := range t.seeds {
		c := withSeed(settings, uint64(seed))
		c.Log = t.log
		finder, found := spans.Train(texts, c)
		file, err := finder.Encode()
		if err != nil {
			return err
		}
		t.log("%d kB", len(file)>>10)
		if seed == 0 {
			if err := train.sweep(t.out, found, c); err != nil {
				return err
			}
			if err := t.write(file); err != nil {
				return err
			}
		}
		if t.seeds > 1 {
			if err := table.add(t.dir, file, t.encoders, train.scored(found, c.Threshold, c.MinConfidence)); err != nil {
				return err
			}
		}
	}
	if t.seeds == 1 {
		return nil
	}
	return table.write(t.out, t.table)
}

// write writes the model and the encoder that it uses.
func (t *trainingRun) write(file []byte) error {
	if err := os.MkdirAll(t.dest, 0o755); err != nil {
		return err
	}
	if err := t.encoders.copyFinal(t.dest); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(t.dest, spans.File), file, 0o644)
}

// trainingExamples returns the articles of the train part, and the training examples: these articles and the synthetic
// texts.
func (t *trainingRun) trainingExamples() (newsPart, []spans.MarkedText, error) {
	annotators, err := foldAnnotators(t.dir, t.annotators, t.out)
	if err != nil {
		return nil, nil, err
	}
	return t.annotated(annotators)
}

// annotated returns the articles and training examples with the annotation of the annotators of the folds.
func (t *trainingRun) annotated(annotators []*ling.Annotator) (newsPart, []spans.MarkedText, error) {
	train, err := readNews(t.dir, "train", annotators...)
	if err != nil {
		return nil, nil, err
	}
	synthetic := train.augmented(annotators)
	styled, err := readStyled(t.styles, t.dir, annotators)
	if err != nil {
		return nil, nil, err
	}
	t.log("annotated %d articles, %d synthetic texts and %d texts in other styles", len(train), len(synthetic), len(styled))
	all := slices.Concat(train, synthetic, styled)
	texts := make([]spans.MarkedText, len(all))
	forEach(len(all), func(i int) {
		texts[i] = all[i].example()
		texts[i].Synthetic = i >= len(train) && i < len(train)+len(synthetic)
	})
	return train, texts, nil
}

// log writes a line with the seconds since the start.
func (t *trainingRun) log(format string, args ...any) {
	fmt.Fprintf(t.out, "%5.0fs %s\n", time.Since(t.start).Seconds(), fmt.Sprintf(format, args...))
}

// sweep writes the scores at several thresholds, and all scores at the thresholds of c.
func (n newsPart) sweep(out io.Writer, found [][]spans.Found, c spans.Training) error {
	fmt.Fprintln(out, "score  conf.  source    cue content triple (F1 of spans; triples)")
	for _, threshold := range []float64{0.2, 0.25, 0.3, 0.35, 0.4} {
		for _, least := range []float64{0, 0.1, 0.2, 0.3} {
			s := n.scored(found, threshold, least)
			x := s.Stretches
			fmt.Fprintf(out, " %.2f   %.2f  %6.1f %6.1f %7.1f %6.1f\n", threshold, least, 100*x.Source.F1(), 100*x.Cue.F1(), 100*x.Content.F1(), 100*s.Triple.F1())
		}
	}
	_, err := n.scored(found, c.Threshold, c.MinConfidence).WriteTo(out)
	return err
}

// scored returns the scores of the attributions with at least the given score and product of confidences.
func (n newsPart) scored(found [][]spans.Found, threshold, least float64) eval.Scores {
	var s eval.Scores
	for i, a := range n {
		s.Add(a.GoldDocument, a.toMarked(confident(found[i], threshold, least)))
	}
	return s
}

// confident returns the attributions with at least the given score and product of confidences.
func confident(found []spans.Found, threshold, least float64) []spans.Found {
	var out []spans.Found
	for _, f := range found {
		if f.Score >= threshold && f.OfCue*f.OfSource*f.OfContent >= least {
			out = append(out, f)
		}
	}
	return out
}
