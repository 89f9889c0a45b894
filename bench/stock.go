package main

import (
	"io"
	"net/http"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	_ "github.com/cayleygraph/cayley/query/gizmo" // the language
	cayleyhttp "github.com/cayleygraph/cayley/server/http"
	_ "github.com/cayleygraph/cayley/writer" // the writer

	"graphd/internal/graph/nquads"
)

// serveStock serves the quads of a file with Cayley's HTTP API, from its store in memory.
func serveStock(file, address string) error {
	store := memstore.New()
	err := withFile(file, func(r io.Reader) error {
		in, err := nquads.NewReader(r)
		if err != nil {
			return err
		}
		for {
			q, err := in.Next()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			if err := store.ApplyDeltas([]cayley.Delta{{Quad: q, Action: cayley.Add}}, cayley.IgnoreOpts{IgnoreDup: true}); err != nil {
				return err
			}
		}
	})
	if err != nil {
		return err
	}
	writer, err := cayley.NewQuadWriter("single", store, nil)
	if err != nil {
		return err
	}
	api := cayleyhttp.NewAPIv2(&cayley.Handle{QuadStore: store, QuadWriter: writer})
	server := &http.Server{Addr: address, Handler: api, ReadHeaderTimeout: time.Minute}
	return server.ListenAndServe()
}
