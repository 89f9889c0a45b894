package main

import (
	"cmp"
	"context"
	"fmt"

	"graphd/internal/graph"
	"graphd/internal/library"
	"graphd/internal/term"
)

func (checkCmd) Help() string {
	return `Reads the whole store once and verifies that all indexes hold the same quads, that values and their ids refer to each other, that the counts are correct, and that each graph is what the corrections of people make of what extraction found. The exit code is 1 if something is broken. With --server, the server checks its store while it answers requests; if a check is already running, the command waits for its result.

Example:

    $ graphd check --data ./data
    2816 quads, 1190 values: sound`
}

func (cmd *checkCmd) Run(ctx context.Context, c *term.Console) error {
	where := cmp.Or(string(cmd.Server), cmd.Data)
	bar := c.PercentProgress("checking " + where)
	report, err := cmd.check(ctx, bar.Set)
	bar.Clear()
	if err != nil {
		return err
	}
	for _, problem := range report.Problems {
		c.Logf("%s: %s", where, problem)
	}
	if report.Found > 0 {
		return fmt.Errorf("%s: %s found, %d shown; dump what can be read with `graphd dump` and load it into a new store",
			where, term.Count(report.Found, "problem"), len(report.Problems))
	}
	_, err = fmt.Fprintf(c.Out, "%s, %s: sound\n", term.Count(int(report.Quads), "quad"), term.Count(int(report.Values), "value"))
	return err
}

func (cmd *checkCmd) check(ctx context.Context, progress func(done, total uint64)) (report graph.CheckReport, err error) {
	if cmd.Server != "" {
		server, err := newRemote(cmd.Server)
		if err != nil {
			return report, err
		}
		return server.check(ctx, progress)
	}
	store, err := cmd.openToRead()
	if err != nil {
		return report, err
	}
	defer closing(store, &err)
	snapshot, err := store.Snapshot()
	if err != nil {
		return report, err
	}
	defer closing(snapshot, &err)
	return library.Check(ctx, snapshot, progress)
}
