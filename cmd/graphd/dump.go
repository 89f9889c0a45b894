package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/term"
)

func (dumpCmd) Help() string {
	return `Writes the quads as N-Quads, sorted by line: two stores with the same quads give the same bytes.

Examples:

    $ graphd dump | gzip > graph.nq.gz
    $ graphd dump --label doc:5f2b41c09c6f1d3e8a7715e0d9a4b6c2`
}

func (cmd *dumpCmd) Run(ctx context.Context, c *term.Console) (err error) {
	store, err := cmd.openToRead()
	if err != nil {
		return err
	}
	defer closing(store, &err)
	var label quad.Value
	if cmd.Label != "" {
		label = parseLabel(store.Base(), cmd.Label)
	}
	n, err := store.Dump(ctx, c.Out, label)
	if err == nil && n == 0 && label != nil {
		return fmt.Errorf("no quad has the label %s; `graphd query 'g.V().labels().unique().all()'` lists them", label)
	}
	return err
}

// parseLabel returns the IRI for a label in short form (doc:5f2b…) or in full, with or without angle brackets.
func parseLabel(base vocab.Base, name string) quad.IRI {
	name = strings.Trim(name, "<>")
	if iri, ok := base.Expand(name); ok {
		return iri
	}
	return quad.IRI(name)
}
