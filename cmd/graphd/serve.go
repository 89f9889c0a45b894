package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"os"

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
	log, err := newLog(c.err, cmd.Log)
	if err != nil {
		return err
	}
	store, documents, err := cmd.openLibrary(cmd.modelsFlag)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	if cmd.Sample {
		if err := addSample(ctx, documents); err != nil {
			return fmt.Errorf("add the sample: %w", err)
		}
	}
	saved, err := savedQueries(store.Base(), cmd.Queries)
	if err != nil {
		return err
	}
	s, err := server.New(server.Config{
		Store: store, Library: documents, Queries: saved, Logger: log, Version: version, Origins: cmd.AllowOrigin,
		Limits: server.Limits{Deadline: cmd.RequestTimeout, Drain: cmd.DrainTimeout},
	})
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", cmd.Listen)
	if err != nil {
		return fmt.Errorf("%w; choose another address with --listen", err)
	}
	if err := cmd.announce(c, listener.Addr()); err != nil {
		listener.Close()
		return err
	}
	return s.Run(ctx, listener)
}

// newLog writes records from a level on as text.
func newLog(w io.Writer, least string) (*slog.Logger, error) {
	var level slog.Level
	err := level.UnmarshalText([]byte(least))
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: level})), err
}

// addSample adds the embedded sample document, in place of an earlier graphd's.
func addSample(ctx context.Context, documents *library.Library) error {
	article, err := quads.FS.Open(sampleName)
	if err != nil {
		return err
	}
	input := document.Input{Name: sampleName, Content: article, Identifier: sampleName}
	for doc, err := range document.Read(ctx, input, document.Limits{}) {
		if err != nil {
			return err
		}
		if _, err := documents.Add(ctx, doc); err != nil {
			return err
		}
	}
	return nil
}

const sampleName = "article.txt"

// announce says where the server is, and with the sample what to try.
func (cmd *serveCmd) announce(c *console, address net.Addr) error {
	url := "http://" + reachable(address)
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

// reachable is the address for somebody on this machine: every address, 0.0.0.0 or [::], is also the loopback's.
func reachable(address net.Addr) string {
	listening, err := netip.ParseAddrPort(address.String())
	if err != nil || !listening.Addr().IsUnspecified() {
		return address.String()
	}
	return fmt.Sprintf("127.0.0.1:%d", listening.Port())
}
