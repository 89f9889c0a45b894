package main

import (
	"context"
	"iter"
	"net/url"
	"path/filepath"
	"runtime"

	"graphd/internal/ingest/document"
)

// reading is a document, or why there is none.
type reading struct {
	doc document.Document
	err error
}

// readings are the documents of inputs in order. Finished is called after each input.
func readings(ctx context.Context, inputs []document.Input, finished func()) iter.Seq[reading] {
	return func(yield func(reading) bool) {
		for _, in := range inputs {
			for doc, err := range document.Read(ctx, in, document.Limits{}) {
				if !yield(reading{doc, err}) {
					return
				}
			}
			finished()
		}
	}
}

// inputs are the files and folders that the command line names, and failures those that cannot be read.
func (c *console) inputs(ctx context.Context, names []string) (inputs []document.Input, failures []error) {
	for _, name := range names {
		if name == standardInput {
			inputs = append(inputs, document.Input{Name: shownName(name), Content: c.in})
			continue
		}
		for in, err := range document.Files(ctx, []string{name}) {
			if err != nil {
				failures = append(failures, err)
				continue
			}
			in.Identifier = fileURL(in.Name)
			inputs = append(inputs, in)
		}
	}
	return inputs, failures
}

// fileURL is what identifies the document in a file from one version to the next: its whole path, so that files of one
// name in two folders are two documents, whichever folder is the current one.
func fileURL(name string) string {
	path, err := filepath.Abs(name)
	if err != nil {
		return ""
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()
}

// ahead is how many documents are worked on at a time.
func ahead() int { return runtime.GOMAXPROCS(0) }
