package main

import (
	"context"
	"fmt"
)

func (checkCmd) Help() string {
	return `Everything is read once: that the indexes hold the same quads, that every value leads to its id and back, and that the counts are right. The exit code is 1 where something is broken.

Example:

    $ graphd check --data ./data
    2816 quads, 1190 values: sound`
}

func (cmd *checkCmd) Run(ctx context.Context, c *console) (err error) {
	store, err := cmd.openToRead()
	if err != nil {
		return err
	}
	defer closing(store, &err)
	bar := c.shareProgress("checking " + cmd.Data)
	report, err := store.Check(ctx, bar.set)
	bar.clear()
	if err != nil {
		return err
	}
	for _, problem := range report.Problems {
		c.tell("%s: %s", cmd.Data, problem)
	}
	if report.Found > 0 {
		return fmt.Errorf("%s: %s found, %d shown; dump what can be read with `graphd dump` and load it into a new store",
			cmd.Data, counted(report.Found, "problem"), len(report.Problems))
	}
	_, err = fmt.Fprintf(c.out, "%d quads, %d values: sound\n", report.Quads, report.Values)
	return err
}
