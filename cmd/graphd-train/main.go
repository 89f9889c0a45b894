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

	"graphd/cmd/graphd-train/attributiontrain"
	"graphd/cmd/graphd-train/classscore"
	"graphd/cmd/graphd-train/corpus"
	"graphd/cmd/graphd-train/lingscore"
	"graphd/cmd/graphd-train/lingtrain"
	"graphd/cmd/graphd-train/linkscore"
)

// command is one thing that the program does, by its name.
type command struct {
	name, about string
	run         func(args []string, out io.Writer) error
}

var commands = []command{
	{"ling", "train the tagger, lemmatiser, parser and name finder", lingtrain.Run},
	{"attribution", "train the models that find attributions", attributiontrain.Run},
	{"classes", "score the classes of attributions on those that were judged by reading", classscore.Run},
	{"entities", "score what pronouns and surnames are linked to", linkscore.Run},
	{"eval", "score the linguistic layer on the corpora's dev parts", lingscore.Run},
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
