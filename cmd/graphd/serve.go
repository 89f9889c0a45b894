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
	return `Creates an empty store if there is none. SIGTERM or Ctrl-C stops the server after running requests have finished.

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
	defer listener.Close() // Run closes it too; this is for errors before Run
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
		Limits: server.ServeLimits{Deadline: cmd.RequestTimeout, Drain: cmd.DrainTimeout},
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

// Validate checks the durations of the flags.
func (cmd *serveCmd) Validate() error {
	if cmd.RequestTimeout <= 0 || cmd.DrainTimeout < 0 {
		return errors.New("--request-timeout must be positive, and --drain-timeout must not be negative")
	}
	return nil
}

// listen opens the address. It is called before the store is created, so that an address in use leaves nothing behind.
func (cmd *serveCmd) listen(ctx context.Context) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", cmd.Listen)
	var invalid *net.AddrError
	switch {
	case errors.As(err, &invalid):
		return nil, misuse("serve", "--listen %q: %s; write it as 127.0.0.1:8080", cmd.Listen, invalid.Err)
	case err != nil:
		return nil, fmt.Errorf("%w; choose another address with --listen", err)
	}
	return listener, nil
}

// newLog returns a logger that writes records of the level and above as text.
func newLog(w io.Writer, minLevel string) (*slog.Logger, error) {
	var level slog.Level
	err := level.UnmarshalText([]byte(minLevel))
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: level})), err
}

// addSample adds the embedded sample document. It replaces the sample of an earlier version of graphd.
func addSample(ctx context.Context, documents *library.Library) error {
	article, err := quads.FS.Open(sampleName)
	if err != nil {
		return err
	}
	input := document.Input{Name: sampleName, Content: article, Identifier: sampleName}
	for doc, err := range document.Read(ctx, input, document.ReadLimits{}) {
		if err != nil {
			return err
		}
		if _, err := documents.Add(ctx, doc); err != nil {
			return err
		}
	}
	return nil
}

// sampleName is the name and identifier of the sample document.
const sampleName = "article.txt"

// announce prints the address of the server and, with --sample, three commands to try.
func (cmd *serveCmd) announce(c *term.Console, address net.Addr) error {
	url := "http://" + localAddress(address)
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

// localAddress returns the address for clients on this machine: 0.0.0.0 and [::] include the loopback address.
func localAddress(address net.Addr) string {
	listening, err := netip.ParseAddrPort(address.String())
	if err != nil || !listening.Addr().IsUnspecified() {
		return address.String()
	}
	return fmt.Sprintf("127.0.0.1:%d", listening.Port())
}
