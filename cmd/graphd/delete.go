package main

import (
	"context"
	"fmt"

	"graphd/internal/term"
)

func (deleteCmd) Help() string {
	return `Removes a document version with everything that only it supports: its passages, its attributions, and the facts about entities that no other document mentions.

Example:

    $ graphd delete doc:5f2b41c09c6f1d3e8a7715e0d9a4b6c2
    doc:5f2b41c09c6f1d3e8a7715e0d9a4b6c2: 214 quads removed`
}

func (cmd *deleteCmd) Run(ctx context.Context, c *term.Console) (err error) {
	store, err := cmd.openToWithdraw()
	if err != nil {
		return err
	}
	defer closing(store, &err)
	failed := false
	for _, id := range cmd.Documents {
		removed, err := store.withdraw(ctx, id)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			failed = true
			c.Logf("%s: %s", id, withNextStep(err))
		default:
			fmt.Fprintf(c.Out, "%s: %s removed\n", id, term.Count(removed, "quad"))
		}
	}
	if failed {
		return errReported
	}
	return nil
}
