package main

import (
	"context"
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"graphd/internal/term"
)

func (statsCmd) Help() string {
	return `Example:

    $ graphd stats --data ./data
    documents  3
    graphs     4
    quads      2816
    nodes      1190
    bytes      412033
    base       urn:graphd:`
}

func (cmd *statsCmd) Run(ctx context.Context, c *term.Console) (err error) {
	store, err := cmd.openToRead()
	if err != nil {
		return err
	}
	defer closing(store, &err)
	held, err := store.Stats(ctx)
	if err != nil {
		return err
	}
	if cmd.Format == "json" {
		return json.NewEncoder(c.Out).Encode(struct {
			Documents uint64 `json:"documents"`
			Graphs    uint64 `json:"graphs"`
			Quads     uint64 `json:"quads"`
			Nodes     uint64 `json:"nodes"`
			Bytes     uint64 `json:"bytes"`
			Base      string `json:"base"`
		}{held.Documents, held.Graphs, held.Quads, held.Nodes, held.Bytes, string(store.Base())})
	}
	w := tabwriter.NewWriter(c.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "documents\t%d\ngraphs\t%d\nquads\t%d\nnodes\t%d\nbytes\t%d\nbase\t%s\n",
		held.Documents, held.Graphs, held.Quads, held.Nodes, held.Bytes, store.Base())
	return w.Flush()
}
