package main

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"graphd/internal/ingest/document"
	"graphd/internal/library"
	"graphd/internal/parallel"
	"graphd/internal/term"
)

func (ingestCmd) Help() string {
	return `Text, Markdown, HTML, JSON and JSON Lines are read. A document that cannot be read is named and left out; the rest goes on, and the exit code is 1. Files of other kinds in a folder are skipped, which the summary says, and fail nothing. The same text twice changes nothing; a changed one takes the place of the version before. Ctrl-C stops between documents.

Examples:

    $ graphd ingest article.txt reports/ --data ./data
    4 documents: 3 added, 0 replaced, 1 unchanged, 0 failed
    41 attributions; 1630 quads added, 0 removed

    $ cat news.jsonl | graphd ingest - --server http://127.0.0.1:8080`
}

func (cmd *ingestCmd) Run(ctx context.Context, c *term.Console) (err error) {
	place, err := cmd.toAdd(cmd.baseFlag, cmd.modelsFlag)
	if err != nil {
		return err
	}
	defer closing(place, &err)
	inputs, failures := findInputs(ctx, c, cmd.Files)
	batch := batch{console: c, statuses: map[library.Status]int{}}
	files, documents := batch.watch(len(inputs))
	for _, err := range failures {
		if errors.Is(err, document.ErrSkipped) {
			batch.skip(err)
		} else {
			batch.fail(err)
		}
	}
	jobs := inTurn(readings(ctx, inputs, files))
	add := func(j job) outcome { return j.add(ctx, place) }
	stopped := parallel.InOrder(ctx, jobs, ahead(), add, func(o outcome) error {
		if !errors.Is(o.err, context.Canceled) {
			batch.count(o)
			documents()
		}
		return nil
	})
	err = batch.summarize()
	if stopped != nil {
		c.Logf("stopped; every document counted above is stored whole, and the same command goes on from there")
		return errReported
	}
	if batch.failed > 0 {
		return errReported
	}
	return err
}

// job is a document to add, after those before it with the same identifier or the same text: what stays in the graph is
// what came last.
type job struct {
	reading
	before []<-chan struct{}
	done   chan struct{}
}

// outcome is what adding a document did, or why it failed.
type outcome struct {
	addition
	err error
}

// inTurn makes jobs of readings.
func inTurn(readings iter.Seq[reading]) iter.Seq[job] {
	return func(yield func(job) bool) {
		last := map[string]<-chan struct{}{}
		for r := range readings {
			j := job{reading: r, done: make(chan struct{})}
			if r.err == nil {
				names := []string{r.doc.Meta.Identifier, string(r.doc.ID)} // may be the same: a job waits for others alone
				for _, id := range names {
					if before, ok := last[id]; ok {
						j.before = append(j.before, before)
					}
				}
				for _, id := range names {
					last[id] = j.done
				}
			}
			if !yield(j) {
				return
			}
		}
	}
}

func (j job) add(ctx context.Context, place place) outcome {
	defer close(j.done)
	for _, before := range j.before {
		<-before
	}
	if j.err != nil {
		return outcome{err: j.err}
	}
	added, err := place.add(ctx, j.doc)
	return outcome{added, err}
}

// batch counts what became of documents.
type batch struct {
	console                      *term.Console
	progress                     *term.Progress
	statuses                     map[library.Status]int
	failed                       int
	skipped                      int // files of folders, of no format that is read
	attributions, added, removed int
}

// watch shows how far the batch is: by its files, or, if it is one file, by documents. What it returns is called after
// each file and after each document.
func (b *batch) watch(files int) (file, document func()) {
	ignore := func() {}
	if files > 1 {
		b.progress = b.console.CountProgress(files, "files")
		return b.progress.Step, ignore
	}
	b.progress = b.console.CountProgress(-1, "documents")
	return ignore, b.progress.Step
}

func (b *batch) count(o outcome) {
	if o.err != nil {
		b.fail(o.err)
		return
	}
	b.statuses[o.status]++
	b.attributions += o.attributions
	b.added += o.added
	b.removed += o.removed
}

func (b *batch) fail(err error) {
	b.failed++
	b.name(err)
}

func (b *batch) skip(err error) {
	b.skipped++
	b.name(err)
}

func (b *batch) name(err error) {
	b.progress.Clear()
	b.console.Logf("%s", withNextStep(err))
}

func (b *batch) summarize() error {
	b.progress.Clear()
	added, replaced, unchanged := b.statuses[library.Added], b.statuses[library.Replaced], b.statuses[library.Unchanged]
	skipped, note := "", ""
	if b.skipped > 0 {
		skipped = "; " + term.Count(b.skipped, "file") + " skipped"
	}
	if unchanged > 0 && added+replaced == 0 {
		note = "nothing has changed: the graph holds this already\n"
	}
	_, err := fmt.Fprintf(b.console.Out, "%s: %d added, %d replaced, %d unchanged, %d failed%s\n%s; %s added, %d removed\n%s",
		term.Count(added+replaced+unchanged+b.failed, "document"), added, replaced, unchanged, b.failed, skipped,
		term.Count(b.attributions, "attribution"), term.Count(b.added, "quad"), b.removed, note)
	return err
}
