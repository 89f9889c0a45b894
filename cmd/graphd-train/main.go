// Command train makes the models that graphd embeds and scores them.
//
//	go run ./cmd/graphd-train ling -corpora ../shared/corpora -out internal/ingest/ling/models
//	go run ./cmd/graphd-train attribution -corpora ../shared/corpora -out internal/ingest/attribution/spans/models/spans.model
//	go run ./cmd/graphd-train attribution -corpora ../shared/corpora -seeds 3
//	go run ./cmd/graphd-train eval -corpora ../shared/corpora -scores internal/ingest/ling/testdata/scores.golden
//
// Training reads the corpora of package corpus and nothing else. Its seeds are fixed: the same corpora give the same bytes.
// Where they are absent it says so, does nothing and exits with 0. docs/MODELS.md is the card of what it makes.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"graphd/cmd/graphd-train/corpus"
)

// command is one thing that the program does, by its name.
type command struct {
	name, about string
	run         func(args []string, out io.Writer) error
}

var commands = []command{
	{"ling", "train the tagger, lemmatiser, parser and name finder", runLing},
	{"attribution", "train the models that find attributions", runAttribution},
	{"classes", "score the classes of attributions on those that were judged by reading", runClasses},
	{"entities", "score what pronouns and surnames are linked to", runEntities},
	{"eval", "score the linguistic layer on the corpora's dev parts", runEval},
}

func main() {
	if len(os.Args) > 1 {
		for _, c := range commands {
			if c.name == os.Args[1] {
				exit(c.run(os.Args[2:], os.Stdout))
			}
		}
	}
	fmt.Fprintln(os.Stderr, "usage: train COMMAND [flags]")
	for _, c := range commands {
		fmt.Fprintf(os.Stderr, "  %-11s %s\n", c.name, c.about)
	}
	os.Exit(2)
}

func exit(err error) {
	switch {
	case err == nil:
		os.Exit(0)
	case errors.Is(err, corpus.ErrAbsent):
		fmt.Fprintln(os.Stderr, "train: SKIPPED:", err)
		os.Exit(0)
	case errors.Is(err, flag.ErrHelp):
		os.Exit(2)
	}
	fmt.Fprintln(os.Stderr, "train:", err)
	os.Exit(1)
}

// corporaFlag defines the flag that names the corpora's folder.
func corporaFlag(flags *flag.FlagSet) *corpus.Dir {
	dir := corpus.Dir("../shared/corpora")
	flags.Func("corpora", "`folder` of the corpora (default "+string(dir)+")", func(s string) error {
		dir = corpus.Dir(s)
		return nil
	})
	return &dir
}
