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
	return `Reads text, Markdown, HTML, JSON and JSON Lines. A document that cannot be read is reported and left out; the others are added, and the exit code is 1. Files of other kinds in a directory are skipped and counted; they are not errors. Adding the same text again changes nothing, and is recognised before anything is extracted; if it comes with another title, publisher, author, date or address, it becomes one more publication of the text ("updated"). A changed text replaces the earlier version. Ctrl-C stops between documents.

Examples:

    $ graphd ingest article.txt reports/ --data ./data
    4 documents: 3 added, 0 replaced, 1 unchanged, 0 failed
    41 attributions; 1630 quads added, 0 removed

    $ cat news.jsonl | graphd ingest - --server http://127.0.0.1:8080`
}

func (cmd *ingestCmd) Run(ctx context.Context, c *term.Console) (err error) {
	inputs, failures := findInputs(ctx, c, cmd.Files)
	summary := ingestSummary{console: c, statuses: map[library.Status]int{}}
	if cmd.Server == "" {
		summary.models = cmd.name()
	}
	files, documents := summary.showProgress(len(inputs))
	summary.countFailures(failures)
	if len(inputs) == 0 {
		return summary.finish() // without creating a store
	}
	store, err := cmd.openToAdd(cmd.baseFlag, cmd.modelsFlag)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	jobs := makeJobs(readDocuments(ctx, inputs, files))
	run := func(j ingestJob) jobResult { return j.run(ctx, store) }
	stopped := parallel.InOrder(ctx, jobs, concurrency(), run, func(r jobResult) error {
		if !errors.Is(r.err, context.Canceled) {
			summary.count(r)
			documents()
		}
		return nil
	})
	err = summary.finish()
	if stopped != nil {
		c.Logf("stopped; the documents counted above are stored completely, and running the same command again continues from there")
		return errReported
	}
	return err
}

// An ingestJob adds one document, after the earlier ones with the same identifier or the same text, so that the last
// version in the input is the one that remains in the graph.
type ingestJob struct {
	readDocument
	after []<-chan struct{} // closed when those jobs are done
	done  chan struct{}
}

// A jobResult is what adding a document changed, or the error.
type jobResult struct {
	added
	meta document.Metadata
	err  error
}

// makeJobs returns a job for each document, in order.
func makeJobs(documents iter.Seq[readDocument]) iter.Seq[ingestJob] {
	return func(yield func(ingestJob) bool) {
		last := map[string]<-chan struct{}{}
		for r := range documents {
			j := ingestJob{readDocument: r, done: make(chan struct{})}
			if r.err == nil {
				names := []string{r.doc.Meta.Identifier, string(r.doc.ID)}
				for _, id := range names {
					if before, ok := last[id]; ok && id != "" {
						j.after = append(j.after, before)
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

// run waits for the earlier jobs and adds the document.
func (j ingestJob) run(ctx context.Context, store documentStore) jobResult {
	defer close(j.done)
	for _, before := range j.after {
		<-before
	}
	if j.err != nil {
		return jobResult{err: j.err}
	}
	change, err := store.add(ctx, j.doc)
	return jobResult{change, j.doc.Meta, err}
}

// An ingestSummary counts the results of a batch of documents and shows its progress.
type ingestSummary struct {
	console                      *term.Console
	models                       string // that find the attributions; empty if a server does
	progress                     *term.Progress
	statuses                     map[library.Status]int
	failed                       int
	skipped                      int // files in directories whose format is not supported
	attributions, added, removed int
}

// showProgress begins to show the progress of the batch, in files or, if there is only one file, in documents. The
// caller calls the returned functions after each file and each document.
func (s *ingestSummary) showProgress(files int) (file, document func()) {
	ignore := func() {}
	if files > 1 {
		s.progress = s.console.CountProgress(files, "files")
		return s.progress.Step, ignore
	}
	s.progress = s.console.CountProgress(-1, "documents")
	return ignore, s.progress.Step
}

func (s *ingestSummary) count(r jobResult) {
	if r.err != nil {
		s.fail(r.err)
		return
	}
	for _, warning := range r.meta.Warnings() {
		s.progress.Clear()
		s.console.Logf("%s: %s", r.meta.Name, warning)
	}
	s.statuses[r.status]++
	s.attributions += r.attributions
	s.added += r.quadsAdded
	s.removed += r.quadsRemoved
}

// countFailures counts inputs that cannot be read, and files that are skipped.
func (s *ingestSummary) countFailures(failures []error) {
	for _, err := range failures {
		if errors.Is(err, document.ErrSkipped) {
			s.skip(err)
		} else {
			s.fail(err)
		}
	}
}

func (s *ingestSummary) fail(err error) {
	s.failed++
	s.log(err)
}

func (s *ingestSummary) skip(err error) {
	s.skipped++
	s.log(err)
}

// log prints an error without disturbing the progress bar.
func (s *ingestSummary) log(err error) {
	s.progress.Clear()
	s.console.Logf("%s", withNextStep(err))
}

// finish prints the summary of the batch. It returns errReported if a document failed.
func (s *ingestSummary) finish() error {
	err := s.print()
	if s.failed > 0 {
		return errReported
	}
	return err
}

// print prints the summary of the batch.
func (s *ingestSummary) print() error {
	s.progress.Clear()
	added, replaced, unchanged := s.statuses[library.Added], s.statuses[library.Replaced], s.statuses[library.Unchanged]
	known, skipped, note := "", "", ""
	if updated := s.statuses[library.Updated]; updated > 0 {
		known = fmt.Sprintf(" %d updated,", updated)
	}
	if s.skipped > 0 {
		skipped = "; " + term.Count(s.skipped, "file") + " skipped"
	}
	if unchanged > 0 && added+replaced+s.statuses[library.Updated] == 0 {
		note = "nothing has changed: the graph holds this already\n"
	}
	models := ""
	if s.models != "" {
		models = " (models: " + s.models + ")"
	}
	_, err := fmt.Fprintf(s.console.Out, "%s: %d added, %d replaced,%s %d unchanged, %d failed%s\n%s%s; %s added, %d removed\n%s",
		term.Count(s.documents(), "document"), added, replaced, known, unchanged, s.failed, skipped,
		term.Count(s.attributions, "attribution"), models, term.Count(s.added, "quad"), s.removed, note)
	return err
}

// documents returns the number of documents that were added, that changed nothing, or that failed.
func (s *ingestSummary) documents() int {
	n := s.failed
	for _, count := range s.statuses {
		n += count
	}
	return n
}
