package main

import (
	"context"
	"io"
	"iter"
	"os"
	"runtime"

	"graphd/internal/ingest/document"
	"graphd/internal/term"
)

// A readDocument is a document that was read, or the error.
type readDocument struct {
	doc document.Document
	err error
}

// readDocuments returns the documents of the inputs, in order, and calls finished after each input.
func readDocuments(ctx context.Context, inputs []document.Input, finished func()) iter.Seq[readDocument] {
	return func(yield func(readDocument) bool) {
		for _, in := range inputs {
			for doc, err := range document.Read(ctx, in, document.ReadLimits{}) {
				if !yield(readDocument{doc, err}) {
					return
				}
			}
			finished()
		}
	}
}

// findInputs returns the files and folders that the command line names, and errors for those that cannot be read.
func findInputs(ctx context.Context, c *term.Console, names []string) (inputs []document.Input, failures []error) {
	for _, name := range names {
		if name == standardInput {
			inputs = append(inputs, document.Input{Name: displayName(name), Content: c.In})
			continue
		}
		for in, err := range document.Files(ctx, []string{name}) {
			if err != nil {
				failures = append(failures, err)
				continue
			}
			inputs = append(inputs, in)
		}
	}
	return inputs, failures
}

// concurrency returns the number of documents that are processed at the same time.
func concurrency() int { return runtime.GOMAXPROCS(0) }

// standardInput names standard input on the command line.
const standardInput = "-"

// displayName returns the name of an input for messages.
func displayName(name string) string {
	if name == standardInput {
		return "standard input"
	}
	return name
}

// interruptible returns a reader of in that fails when ctx ends, even while a read of in blocks, as that of a pipe may.
// The goroutine that reads in then ends with its next read.
func interruptible(ctx context.Context, in io.Reader) io.Reader {
	out, to := io.Pipe()
	context.AfterFunc(ctx, func() { _ = to.CloseWithError(ctx.Err()) })
	go func() {
		_, err := io.Copy(to, in)
		_ = to.CloseWithError(err)
	}()
	return out
}

// openInput opens a file or standard input. The size is in bytes; -1 if it is not known.
func openInput(c *term.Console, name string) (in io.ReadCloser, size int64, err error) {
	if name == standardInput {
		return io.NopCloser(c.In), -1, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, 0, withoutPath(err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, 0, withoutPath(err)
	}
	if !info.Mode().IsRegular() {
		return f, -1, nil
	}
	return f, info.Size(), nil
}
