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
	return `Loads each file completely or, if the load is stopped or fails, not at all. Loading a file again adds nothing. Until the load is done, sorting needs about as much disk space as the uncompressed file.

Example:

    $ graphd load facts.nq.gz --data ./data
    facts.nq.gz: 1204 quads added, 0 known already`
}

func (cmd *loadCmd) Run(ctx context.Context, c *term.Console) (err error) {
	for _, name := range cmd.Files { // before the store is created
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
			return fmt.Errorf("%s: %w%s", displayName(name), err, loadStep(err))
		}
	}
	return nil
}

// loadStep returns what the user can do about a file that cannot be loaded, to be added to the error message.
func loadStep(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return "; check the path"
	case errors.Is(err, syscall.EISDIR):
		return "; name the files in the directory"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return ": the file is truncated; download or compress it again"
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader):
		return ": the file is damaged; download or compress it again"
	case errors.Is(err, nquads.ErrSyntax):
		return "; correct the line, or skip such lines with --on-error skip"
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
	reading := c.ByteProgress(size, "loading "+displayName(name))
	var indexing *term.Progress
	result, err := store.Load(ctx, io.TeeReader(input, reading), graph.LoadOptions{
		SkipBad: cmd.OnError == "skip",
		Progress: func(p graph.LoadProgress) {
			if p.Indexed == 0 {
				return
			}
			if indexing == nil {
				reading.Clear()
				indexing = c.PercentProgress("indexing " + displayName(name))
			}
			indexing.Set(uint64(p.Indexed), uint64(p.Entries))
		},
	})
	reading.Clear()
	if indexing != nil {
		indexing.Clear()
	}
	for _, bad := range result.FirstBad {
		c.Logf("%s: %v; skipped", displayName(name), bad)
	}
	if err != nil {
		return err
	}
	skipped := ""
	if result.Skipped > 0 {
		skipped = fmt.Sprintf(", %s skipped", term.Count(result.Skipped, "bad line"))
	}
	_, err = fmt.Fprintf(c.Out, "%s: %s added, %d known already%s\n",
		displayName(name), term.Count(result.Added, "quad"), result.Known, skipped)
	return err
}
