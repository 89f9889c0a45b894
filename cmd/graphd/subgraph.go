package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"graphd/api"
	"graphd/internal/graph/subgraph"
	"graphd/internal/graph/subgraph/export"
	"graphd/internal/graph/view"
	"graphd/internal/term"
)

func (subgraphCmd) Help() string {
	var formats []string
	for _, f := range export.Formats() {
		formats = append(formats, fmt.Sprintf("%s (%s)", f.Name, f.For))
	}
	return `Exports the part of the graph around some nodes in the format of another tool. Literals become attributes of their nodes, and every edge comes with both of its nodes. If a limit leaves out edges, the file and standard error say so.

Formats: ` + strings.Join(formats, "; ") + `.

Examples:

    $ graphd subgraph actor:helen-marwood --depth 2 --format gexf -o marwood.gexf
    $ graphd subgraph body:un actor:helen-marwood --kind attribution --kind document --format csv -o un.zip
    $ graphd subgraph actor:helen-marwood --predicate g:made --format dot | dot -Tsvg > said.svg`
}

func (cmd *subgraphCmd) Run(ctx context.Context, c *term.Console) error {
	format, err := cmd.format()
	if err != nil {
		return err
	}
	write := cmd.fromStore
	if cmd.Server != "" {
		write = cmd.fromServer
	}
	if cmd.Out == "" || cmd.Out == standardInput {
		out := bufio.NewWriter(c.Out)
		err := write(ctx, c, format, out)
		return errors.Join(err, out.Flush())
	}
	return replaceFile(cmd.Out, func(out io.Writer) error { return write(ctx, c, format, out) })
}

// Validate refuses values that a request would replace with its defaults.
func (cmd *subgraphCmd) Validate() error {
	if cmd.Depth < 1 || cmd.PerNode < 1 || cmd.Limit < 1 {
		return errors.New("--depth, --per-node and --limit must be at least 1")
	}
	return nil
}

// format returns the format of --format, or that of the file name extension.
func (cmd *subgraphCmd) format() (export.Format, error) {
	if cmd.Format != "" {
		f, ok := export.ByName(cmd.Format)
		if !ok {
			return f, misuse("subgraph", "unknown format %q; use one of %s", cmd.Format, strings.Join(export.Names(), ", "))
		}
		return f, nil
	}
	if cmd.Out == "" || cmd.Out == standardInput {
		return export.Formats()[0], nil
	}
	var known []string
	for _, f := range export.Formats() {
		if ext := filepath.Ext(cmd.Out); ext == f.Extension || ext == "."+f.Name {
			return f, nil
		}
		known = append(known, f.Extension)
	}
	return export.Format{}, misuse("subgraph", "%s: unknown extension; use one of %s, or set --format",
		cmd.Out, strings.Join(slices.Compact(slices.Sorted(slices.Values(known))), ", "))
}

func (cmd *subgraphCmd) query() api.SubgraphQuery {
	return api.SubgraphQuery{
		Root: cmd.Roots, Depth: cmd.Depth, Direction: cmd.Direction, Predicate: cmd.Predicate, Kind: cmd.Kind,
		Document: cmd.Document, From: cmd.From, To: cmd.To, PerNode: cmd.PerNode, Limit: cmd.Limit, Values: cmd.Values,
	}
}

func (cmd *subgraphCmd) fromStore(ctx context.Context, c *term.Console, format export.Format, out io.Writer) (err error) {
	store, err := cmd.openToRead()
	if err != nil {
		return err
	}
	defer closing(store, &err)
	snapshot, err := store.Snapshot()
	if err != nil {
		return err
	}
	defer closing(snapshot, &err)
	request, err := view.New(snapshot, store.Base()).SubgraphSelection(ctx, cmd.query())
	if err != nil {
		return cmd.asMisuse(err)
	}
	g, err := subgraph.Select(ctx, snapshot, request)
	if err != nil {
		return cmd.asMisuse(err)
	}
	if err := format.Write(out, g); err != nil {
		return err
	}
	switch {
	case !g.Complete:
		c.Logf("incomplete subgraph: %s", g.Reason)
	case len(g.Edges) == 0:
		c.Logf("no edges: check or relax --predicate, --kind, --document, --from and --to")
	}
	return nil
}

// asMisuse makes an error that the command line has caused a misuseError.
func (cmd *subgraphCmd) asMisuse(err error) error {
	if errors.Is(err, subgraph.ErrSelection) || errors.Is(err, view.ErrFilter) {
		return &misuseError{err, "graphd subgraph --help"}
	}
	return err
}

func (cmd *subgraphCmd) fromServer(ctx context.Context, c *term.Console, format export.Format, out io.Writer) error {
	server, err := newRemote(cmd.Server)
	if err != nil {
		return err
	}
	query := cmd.query()
	query.Format = format.Name
	complete, err := server.writeSubgraph(ctx, query, out)
	if err == nil && !complete {
		c.Logf("incomplete subgraph: the attribute omitted of each node is the number of its edges that were left out")
	}
	return err
}

// replaceFile replaces a file atomically: if write fails, the earlier file remains unchanged.
func replaceFile(name string, write func(io.Writer) error) (err error) {
	file, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-")
	if err != nil {
		return fmt.Errorf("%s: %w; check the path", name, withoutPath(err))
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file.Name()) // err is the reason
		}
	}()
	if err := errors.Join(write(file), file.Chmod(0o644), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), name)
}
