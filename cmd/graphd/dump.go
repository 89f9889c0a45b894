package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/nquads"
	"graphd/internal/graph/vocab"
	"graphd/internal/library"
	"graphd/internal/term"
)

func (dumpCmd) Help() string {
	return `Writes the quads as N-Quads, sorted by line: two stores with the same quads give the same bytes.

Examples:

    $ graphd dump | gzip > graph.nq.gz
    $ graphd dump --label doc:5f2b41c09c6f1d3e8a7715e0d9a4b6c2
    $ graphd dump --uncorrected`
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
	if cmd.Uncorrected {
		return dumpUncorrected(ctx, store, c.Out)
	}
	n, err := store.Dump(ctx, c.Out, label)
	if err == nil && n == 0 && label != nil {
		return fmt.Errorf("no quad has the label %s; `graphd query 'g.V().labels().unique().all()'` lists them", label)
	}
	return err
}

// dumpUncorrected writes the quads without what corrections add, and with what they withhold, sorted by line.
func dumpUncorrected(ctx context.Context, store *graph.Store, out io.Writer) error {
	snapshot, err := store.Snapshot()
	if err != nil {
		return err
	}
	defer snapshot.Close()
	withheld, err := library.Uncorrected(ctx, snapshot)
	if err != nil {
		return err
	}
	w := &uncorrectedWriter{out: bufio.NewWriter(out), base: store.Base()}
	for _, q := range withheld {
		w.withheld = append(w.withheld, nquads.AppendQuad(nil, q))
	}
	slices.SortFunc(w.withheld, bytes.Compare)
	if _, err := snapshot.Dump(ctx, w, nil); err != nil {
		return err
	}
	return w.finish()
}

// An uncorrectedWriter merges sorted lines of withheld quads into a sorted dump, and drops the quads of corrections.
type uncorrectedWriter struct {
	out      *bufio.Writer
	base     vocab.Base
	withheld [][]byte
	rest     []byte // of a line whose end has not come yet
}

// Write takes a part of the dump.
func (w *uncorrectedWriter) Write(p []byte) (int, error) {
	w.rest = append(w.rest, p...)
	for {
		end := bytes.IndexByte(w.rest, '\n')
		if end < 0 {
			return len(p), nil
		}
		if err := w.line(w.rest[:end+1]); err != nil {
			return 0, err
		}
		w.rest = w.rest[end+1:]
	}
}

func (w *uncorrectedWriter) line(line []byte) error {
	q, _, err := nquads.ParseLine(bytes.TrimSuffix(line, []byte("\n")))
	if err != nil {
		return err
	}
	if _, curated := w.base.CuratedFrom(q.Label); curated || q.Label == vocab.CurationGraph {
		return nil
	}
	for len(w.withheld) > 0 && bytes.Compare(w.withheld[0], line) < 0 {
		if _, err := w.out.Write(w.withheld[0]); err != nil {
			return err
		}
		w.withheld = w.withheld[1:]
	}
	_, err = w.out.Write(line)
	return err
}

// finish writes the withheld quads that come last.
func (w *uncorrectedWriter) finish() error {
	for _, line := range w.withheld {
		if _, err := w.out.Write(line); err != nil {
			return err
		}
	}
	return w.out.Flush()
}

// parseLabel returns the IRI for a label in short form (doc:5f2b…) or in full, with or without angle brackets.
func parseLabel(base vocab.Base, name string) quad.IRI {
	name = strings.Trim(name, "<>")
	if iri, ok := base.Expand(name); ok {
		return iri
	}
	return quad.IRI(name)
}
