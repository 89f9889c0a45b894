package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"os"

	"graphd/internal/ingest/document"
	"graphd/internal/library"
	"graphd/internal/server"
	"graphd/internal/term"
	"graphd/quads"
)

func (serveCmd) Help() string {
	return `The store is made where there is none, and is empty then. SIGTERM or Ctrl-C lets requests under way finish.

Example:

    $ graphd serve --sample --data ./data
    graphd is at http://127.0.0.1:8080`
}

func (cmd *serveCmd) Run(ctx context.Context, c *term.Console) (err error) {
	log, err := newLog(c.Err, cmd.Log)
	if err != nil {
		return err
	}
	listener, err := cmd.listen(ctx)
	if err != nil {
		return err
	}
	defer listener.Close() // which Run has done, unless something fails before it
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
	if errors.Is(err, server.ErrOrigin) {
		return &misuseError{err, "graphd serve --help"}
	}
	if err != nil {
		return err
	}
	if err := cmd.announce(c, listener.Addr()); err != nil {
		return err
	}
	return s.Run(ctx, listener)
}

// Validate refuses times in which nothing could be answered.
func (cmd *serveCmd) Validate() error {
	if cmd.RequestTimeout <= 0 || cmd.DrainTimeout < 0 {
		return errors.New("--request-timeout must be more than nothing, and --drain-timeout no less than it")
	}
	return nil
}

// listen takes the address, before anything is made that would be left behind if another has it.
func (cmd *serveCmd) listen(ctx context.Context) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", cmd.Listen)
	var unreadable *net.AddrError
	switch {
	case errors.As(err, &unreadable):
		return nil, misuse("serve", "--listen %q: %s; write it as 127.0.0.1:8080", cmd.Listen, unreadable.Err)
	case err != nil:
		return nil, fmt.Errorf("%w; choose another address with --listen", err)
	}
	return listener, nil
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
func (cmd *serveCmd) announce(c *term.Console, address net.Addr) error {
	url := "http://" + reachable(address)
	_, err := fmt.Fprintf(c.Out, "graphd is at %s\n", url)
	if err != nil || !cmd.Sample {
		return err
	}
	_, err = fmt.Fprintf(c.Out, `
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
