package main

import (
	"context"
	"fmt"
	"net/http"

	"graphd/internal/term"
)

func (healthCmd) Help() string {
	return `The exit code is 0 if the server is ready, otherwise 1.

Example:

    $ graphd health --server http://127.0.0.1:8080
    http://127.0.0.1:8080 is ready`
}

func (cmd *healthCmd) Run(ctx context.Context, c *term.Console) error {
	server := newRemote(cmd.Server)
	if err := server.call(ctx, http.MethodGet, "/readyz", "", nil, nil); err != nil {
		return err
	}
	_, err := fmt.Fprintf(c.Out, "%s is ready\n", server.url)
	return err
}
