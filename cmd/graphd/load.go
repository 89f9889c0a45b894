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
	"graphd/internal/term"
)

func (loadCmd) Help() string {
	return `Each file is taken in whole or, where the load is stopped or fails, not at all. Loading the same file twice adds nothing the second time. Sorting needs about as much disk space as the file, uncompressed, until the load is done.

Example:

    $ graphd load facts.nq.gz --data ./data
    facts.nq.gz: 1204 quads added, 0 known already`
}

func (cmd *loadCmd) Run(ctx context.Context, c *term.Console) (err error) {
	for _, name := range cmd.Files { // before there is a store for them
		if _, err := os.Stat(name); err != nil && name != standardInput {
			return fmt.Errorf("%s: %w%s", name, withoutPath(err), loadStep(err))
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

func (cmd *loadCmd) load(ctx context.Context, c *term.Console, store *graph.Store, name string) error {
	in, size, err := openInput(c, name)
	if err != nil {
		return err
	}
	defer in.Close()
	input := io.Reader(in)
	if size < 0 {
		input = interruptible(ctx, in)
	}
	reading := c.ByteProgress(size, "loading "+shownName(name))
	var indexing *term.Progress
	result, err := store.Load(ctx, io.TeeReader(input, reading), graph.LoadOptions{
		SkipBad: cmd.OnError == "skip",
		Progress: func(p graph.LoadProgress) {
			if p.Indexed == 0 {
				return
			}
			if indexing == nil {
				reading.Clear()
				indexing = c.PercentProgress("indexing " + shownName(name))
			}
			indexing.Set(uint64(p.Indexed), uint64(p.Entries))
		},
	})
	reading.Clear()
	if indexing != nil {
		indexing.Clear()
	}
	for _, bad := range result.FirstBad {
		c.Logf("%s: %v; skipped", shownName(name), bad)
	}
	if err != nil {
		return err
	}
	skipped := ""
	if result.Skipped > 0 {
		skipped = fmt.Sprintf(", %s skipped", term.Count(result.Skipped, "bad line"))
	}
	_, err = fmt.Fprintf(c.Out, "%s: %s added, %d known already%s\n",
		shownName(name), term.Count(result.Added, "quad"), result.Known, skipped)
	return err
}
