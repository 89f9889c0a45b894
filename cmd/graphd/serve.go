package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"

	"graphd/internal/graph"
	"graphd/internal/ingest/document"
	"graphd/internal/library"
	"graphd/internal/server"
	"graphd/quads"
)

func (serveCmd) Help() string {
	return `The store is made where there is none, and is empty then. SIGTERM or Ctrl-C lets requests under way finish.

Example:

    $ graphd serve --sample --data ./data
    graphd is at http://127.0.0.1:8080`
}

func (cmd *serveCmd) Run(ctx context.Context, c *console) (err error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(cmd.Log)); err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(c.err, &slog.HandlerOptions{Level: level}))
	store, err := cmd.open()
	if err != nil {
		return err
	}
	defer closing(store, &err)
	pipeline, err := newPipeline(store.Base())
	if err != nil {
		return err
	}
	saved, err := savedQueries(store.Base(), cmd.Queries)
	if err != nil {
		return err
	}
	shelves := library.New(store, pipeline)
	if cmd.Sample {
		if err := addSample(ctx, shelves); err != nil {
			return fmt.Errorf("add the sample: %w", err)
		}
	}
	s, err := server.New(server.Config{
		Store: store, Library: shelves, Logger: log, Version: version, Queries: saved,
		Limits: server.Limits{Deadline: cmd.RequestTimeout, Drain: cmd.DrainTimeout},
	})
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", cmd.Listen)
	if err != nil {
		return fmt.Errorf("%w; choose another address with --listen", err)
	}
	if err := cmd.announce(c, listener.Addr(), store); err != nil {
		listener.Close()
		return err
	}
	return s.Run(ctx, listener)
}

// addSample adds the embedded sample document.
func addSample(ctx context.Context, shelves *library.Library) error {
	article, err := quads.FS.Open(sampleName)
	if err != nil {
		return err
	}
	for doc, err := range document.Read(ctx, document.Input{Name: sampleName, Content: article}, document.Limits{}) {
		if err != nil {
			return err
		}
		if _, err := shelves.Add(ctx, doc); err != nil {
			return err
		}
	}
	return nil
}

const sampleName = "article.txt"

// announce says where the server is, and with the sample what to try.
func (cmd *serveCmd) announce(c *console, address net.Addr, store *graph.Store) error {
	url := "http://" + address.String()
	_, err := fmt.Fprintf(c.out, "graphd is at %s\n", url)
	if err != nil || !cmd.Sample {
		return err
	}
	_, err = fmt.Fprintf(c.out, `
Three things to try:

    curl -s '%[1]s/api/v1/attributions?format=table&limit=10'
    %[2]s query --server %[1]s --format table --name statements-of --param actor=actor:helen-marwood
    %[2]s query --server %[1]s 'g.V("actor:helen-marwood").out("g:said").all()'

`, url, os.Args[0])
	return err
}
