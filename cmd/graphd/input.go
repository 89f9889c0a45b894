package main

import (
	"context"
	"io"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	"graphd/internal/ingest/document"
	"graphd/internal/term"
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

// findInputs returns the files and folders that the command line names, and errors for those that cannot be read.
func findInputs(ctx context.Context, c *term.Console, names []string) (inputs []document.Input, failures []error) {
	for _, name := range names {
		if name == standardInput {
			inputs = append(inputs, document.Input{Name: shownName(name), Content: c.In})
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

// standardInput is the name of standard input on the command line.
const standardInput = "-"

// shownName is what messages call an input.
func shownName(name string) string {
	if name == standardInput {
		return "standard input"
	}
	return name
}

// interruptible reads from in until ctx ends, also where in lets its reader wait for ever, as a pipe does.
func interruptible(ctx context.Context, in io.Reader) io.Reader {
	out, to := io.Pipe()
	context.AfterFunc(ctx, func() { _ = to.CloseWithError(ctx.Err()) })
	go func() {
		_, err := io.Copy(to, in)
		_ = to.CloseWithError(err)
	}()
	return out
}

// open opens a file, or standard input. Size is -1 where it is not known.
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
