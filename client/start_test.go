package client_test

import (
	"io"
	"log/slog"
	"net/http/httptest"
	"sync"

	"graphd/client"
	"graphd/internal/graph"
	"graphd/internal/graph/vocab"
	"graphd/internal/ingest"
	"graphd/internal/library"
	"graphd/internal/server"
	"graphd/quads"
)

// start starts a server with an empty store in memory on a loopback address, and returns a client of it.
func start() (c *client.Client, stop func()) {
	store, err := graph.OpenMemory(graph.Options{})
	must(err)
	s, err := server.New(server.Config{
		Store: store, Library: library.New(store, pipeline()), Logger: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	must(err)
	listening := httptest.NewServer(s.Handler())
	c, err = client.New(listening.URL)
	must(err)
	return c, func() {
		listening.Close()
		must(store.Close())
	}
}

// pipeline returns the pipeline of the embedded models, which all servers share.
var pipeline = sync.OnceValue(func() *ingest.Pipeline {
	file, err := quads.FS.Open("gazetteer.nq")
	must(err)
	gazetteer, err := ingest.ReadGazetteer(file, vocab.DefaultBase)
	must(err)
	p, err := ingest.New(ingest.FastModels, vocab.DefaultBase, gazetteer)
	must(err)
	return p
})

func must(err error) {
	if err != nil {
		panic(err)
	}
}
