package main

import (
	"context"
	"fmt"

	"graphd/internal/term"
)

func (deleteCmd) Help() string {
	return `Removes a document version with everything that only it supports: its publications, its passages, its attributions, and the facts about entities that no other document mentions. The id of a publication removes only that publication; the text goes with its last one.

Examples:

    $ graphd delete doc:5f2b41c09c6f1d3e8a7715e0d9a4b6c2
    doc:5f2b41c09c6f1d3e8a7715e0d9a4b6c2: 214 quads removed

    $ graphd delete publication:5f2b41c09c6f1d3e8a7715e0d9a4b6c2-81d04ce0f3aa5b17
    publication:5f2b41c09c6f1d3e8a7715e0d9a4b6c2-81d04ce0f3aa5b17: 9 quads removed; the text stays, with its other publications`
}

func (cmd *deleteCmd) Run(ctx context.Context, c *term.Console) (err error) {
	store, err := cmd.openToWithdraw()
	if err != nil {
		return err
	}
	defer closing(store, &err)
	failed := false
	for _, id := range cmd.Documents {
		withdrawn, err := store.withdraw(ctx, id)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			failed = true
			c.Logf("%s: %s", id, withNextStep(err))
		default:
			remains := ""
			if withdrawn.TextRemains {
				remains = "; the text stays, with its other publications"
			}
			fmt.Fprintf(c.Out, "%s: %s removed%s\n", id, term.Count(withdrawn.Quads.Removed, "quad"), remains)
		}
	}
	if failed {
		return errReported
	}
	return nil
}
