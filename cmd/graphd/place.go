package main

import (
	"context"

	"graphd/internal/graph"
	"graphd/internal/graph/view"
	"graphd/internal/ingest/document"
	"graphd/internal/library"
)

// place is where the graph is kept: a store on disk, or a server.
type place interface {
	// add puts a document into the graph, all of it or nothing. It is safe for concurrent use.
	add(ctx context.Context, doc document.Document) (addition, error)
	// withdraw removes a document version. The error is library.ErrNoDocument or a server's where there is none.
	withdraw(ctx context.Context, id string) (removed int, err error)
	// Close ends the use of the place.
	Close() error
}

// addition is what adding a document did.
type addition struct {
	status         library.Status
	attributions   int
	added, removed int // quads
}

// shelf is the place that a store on disk is.
type shelf struct {
	store   *graph.Store
	library *library.Library
}

// toAdd finds the place, and makes the store where there is none.
func (p placeFlags) toAdd(base baseFlag, models modelsFlag) (place, error) {
	if p.Server != "" && models.Models != "" {
		return nil, misuse("ingest", "--models has no effect with --server: give it to `graphd serve`")
	}
	if p.Server != "" {
		return newRemote(p.Server), nil
	}
	store, documents, err := storeFlags{p.dataFlag, base}.openLibrary(models)
	if err != nil {
		return nil, err
	}
	return shelf{store, documents}, nil
}

// toWithdraw finds the place, whose documents are only withdrawn.
func (p placeFlags) toWithdraw() (place, error) {
	if p.Server != "" {
		return newRemote(p.Server), nil
	}
	store, err := p.openExisting(graph.Options{})
	if err != nil {
		return nil, err
	}
	return shelf{store, library.New(store, nil)}, nil
}

func (s shelf) add(ctx context.Context, doc document.Document) (addition, error) {
	outcome, err := s.library.Add(ctx, doc)
	if err != nil {
		return addition{}, err
	}
	return addition{outcome.Status, len(outcome.Result.Attributions), outcome.Change.Added, outcome.Change.Removed}, nil
}

func (s shelf) withdraw(ctx context.Context, id string) (removed int, err error) {
	change, err := s.library.Withdraw(ctx, view.Instance(s.store.Base(), "doc", id))
	return change.Removed, err
}

func (s shelf) Close() error { return s.store.Close() }
