// Command graphd-train trains the models that graphd embeds, and scores them.
//
//	go run ./cmd/graphd-train ling -corpora ../shared/corpora -out internal/ingest/ling/models
//	go run ./cmd/graphd-train attribution -corpora ../shared/corpora -out internal/ingest/attribution/spans/models/spans.model
//	go run ./cmd/graphd-train attribution -corpora ../shared/corpora -seeds 3
//	go run ./cmd/graphd-train eval -corpora ../shared/corpora -scores internal/ingest/ling/testdata/scores.golden
//
// Training reads only the corpora that package corpus lists. Its seeds are fixed, so that the same corpora give the same bytes.
// If a corpus is absent, the command prints that it is skipped and exits with 0. docs/MODELS.md is the model card.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"graphd/cmd/graphd-train/attributiontrain"
	"graphd/cmd/graphd-train/classscore"
	"graphd/cmd/graphd-train/corpus"
	"graphd/cmd/graphd-train/encoderpack"
	"graphd/cmd/graphd-train/lingscore"
	"graphd/cmd/graphd-train/lingtrain"
	"graphd/cmd/graphd-train/linkscore"
	"graphd/cmd/graphd-train/stylescore"
)

// subcommand is a subcommand of the program.
type subcommand struct {
	name, about string
	run         func(args []string, out io.Writer) error
}

var commands = []subcommand{
	{"ling", "train the tagger, lemmatiser, parser and name finder", lingtrain.Run},
	{"encoder-texts", "write the texts on which the encoder is fine-tuned", attributiontrain.RunEncoderTexts},
	{"encoder-pack", "pack the weights of an encoder trained in Python", encoderpack.Run},
	{"attribution", "train the models that find attributions", attributiontrain.Run},
	{"classes", "score the classes of attributions on the judged ones of judged.tsv", classscore.Run},
	{"entities", "score the links of pronouns, nominals and surnames", linkscore.Run},
	{"calibrate", "fit the corrections of confidences on the judged texts", stylescore.RunCalibrate},
	{"styles", "score the extractor by style of writing", stylescore.Run},
	{"eval", "score the linguistic layer on the dev parts of the corpora", lingscore.Run},
}

func main() {
	if len(os.Args) > 1 {
		for _, c := range commands {
			if c.name == os.Args[1] {
				exit(c.run(os.Args[2:], os.Stdout))
			}
		}
	}
	fmt.Fprintln(os.Stderr, "usage: graphd-train COMMAND [flags]")
	for _, c := range commands {
		fmt.Fprintf(os.Stderr, "  %-13s %s\n", c.name, c.about)
	}
	os.Exit(2)
}

// exit exits with the status for err.
func exit(err error) {
	switch {
	case err == nil:
		os.Exit(0)
	case errors.Is(err, corpus.ErrAbsent):
		fmt.Fprintln(os.Stderr, "graphd-train: SKIPPED:", err)
		os.Exit(0)
	case errors.Is(err, flag.ErrHelp):
		os.Exit(2)
	}
	fmt.Fprintln(os.Stderr, "graphd-train:", err)
	os.Exit(1)
}
