package main

import (
	"context"
	"fmt"

	"graphd/internal/term"
)

func (healthCmd) Help() string {
	return `The exit code is 0 if the server is ready, otherwise 1.

Example:

    $ graphd health --server http://127.0.0.1:8080
    http://127.0.0.1:8080 is ready`
}

func (cmd *healthCmd) Run(ctx context.Context, c *term.Console) error {
	server, err := newRemote(cmd.Server)
	if err != nil {
		return err
	}
	if err := server.Ready(ctx); err != nil {
		return server.explain(err)
	}
	_, err = fmt.Fprintf(c.Out, "%s is ready\n", server.BaseURL())
	return err
}
