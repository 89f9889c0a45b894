package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"graphd/internal/graph"
	"graphd/internal/graph/nquads"
)

func (loadCmd) Help() string {
	return `Each file is taken in whole or, where the load is stopped or fails, not at all. Loading the same file twice adds nothing the second time. Sorting needs about as much disk space as the file, uncompressed, until the load is done.

Example:

    $ graphd load facts.nq.gz --data ./data
    facts.nq.gz: 1204 quads added, 0 known already`
}

func (cmd *loadCmd) Run(ctx context.Context, c *console) (err error) {
	for _, name := range cmd.Files { // before there is a store for them
		if _, err := os.Stat(name); err != nil && name != standardInput {
			return fmt.Errorf("%s: %w%s", name, bare(err), loadStep(err))
		}
	}
	store, err := cmd.open()
	if err != nil {
		return err
	}
	defer closing(store, &err)
	for _, name := range cmd.Files {
		if err := cmd.load(ctx, c, store, name); err != nil {
			return fmt.Errorf("%s: %w%s", shownName(name), err, loadStep(err))
		}
	}
	return nil
}

// loadStep is what helps against a file that cannot be loaded.
func loadStep(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return "; check the path"
	case errors.Is(err, syscall.EISDIR):
		return "; name the files in it"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return ": the file is cut off; fetch or pack it again"
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader):
		return ": the file is damaged; fetch or pack it again"
	case errors.Is(err, nquads.ErrSyntax):
		return "; mend the line, or leave out such lines with --on-error skip"
	}
	return ""
}

func (cmd *loadCmd) load(ctx context.Context, c *console, store *graph.Store, name string) error {
	in, size, err := c.open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	input := io.Reader(in)
	if size < 0 {
		input = interruptible(ctx, in)
	}
	reading := c.byteProgress(size, "loading "+shownName(name))
	var indexing *progress
	result, err := store.Load(ctx, io.TeeReader(input, reading), graph.LoadOptions{
		SkipBad: cmd.OnError == "skip",
		Progress: func(p graph.LoadProgress) {
			if p.Indexed == 0 {
				return
			}
			if indexing == nil {
				reading.clear()
				indexing = c.shareProgress("indexing " + shownName(name))
			}
			indexing.set(uint64(p.Indexed), uint64(p.Entries))
		},
	})
	reading.clear()
	if indexing != nil {
		indexing.clear()
	}
	for _, bad := range result.FirstBad {
		c.tell("%s: %v; skipped", shownName(name), bad)
	}
	if err != nil {
		return err
	}
	skipped := ""
	if result.Skipped > 0 {
		skipped = fmt.Sprintf(", %s skipped", counted(result.Skipped, "bad line"))
	}
	_, err = fmt.Fprintf(c.out, "%s: %s added, %d known already%s\n",
		shownName(name), counted(result.Added, "quad"), result.Known, skipped)
	return err
}

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
func (c *console) open(name string) (in io.ReadCloser, size int64, err error) {
	if name == standardInput {
		return io.NopCloser(c.in), -1, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, 0, bare(err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, 0, bare(err)
	}
	if !info.Mode().IsRegular() {
		return f, -1, nil
	}
	return f, info.Size(), nil
}
