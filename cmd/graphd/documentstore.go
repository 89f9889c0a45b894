package main

import (
	"context"

	"graphd/internal/graph"
	"graphd/internal/graph/view"
	"graphd/internal/ingest/document"
	"graphd/internal/library"
)

// A documentStore holds the documents of a graph: a store on disk, or a server.
type documentStore interface {
	// add adds a document to the graph, completely or not at all. It is safe for concurrent use.
	add(ctx context.Context, doc document.Document) (added, error)
	// withdraw removes a document version and returns how many quads were removed. If there is no such version, the
	// error is library.ErrNoDocument or that of the server.
	withdraw(ctx context.Context, id string) (removed int, err error)
	// Close closes the store.
	Close() error
}

// An added describes what adding a document changed.
type added struct {
	status                   library.Status
	attributions             int
	quadsAdded, quadsRemoved int
}

// A localStore is a store on disk.
type localStore struct {
	store   *graph.Store
	library *library.Library
}

// openToAdd opens the store or server for adding documents. It creates the store if it does not exist.
func (p storeOrServerFlags) openToAdd(base baseFlag, models modelsFlag) (documentStore, error) {
	if p.Server != "" && models.Models != "" {
		return nil, misuse("ingest", "--models has no effect with --server: give it to `graphd serve`")
	}
	if p.Server != "" {
		return newRemote(p.Server)
	}
	store, documents, err := storeFlags{p.dataFlag, base}.openLibrary(models)
	if err != nil {
		return nil, err
	}
	return localStore{store, documents}, nil
}

// openToWithdraw opens the store or server for removing documents. It does not load the models.
func (p storeOrServerFlags) openToWithdraw() (documentStore, error) {
	if p.Server != "" {
		return newRemote(p.Server)
	}
	store, err := p.openExisting(graph.Options{})
	if err != nil {
		return nil, err
	}
	return localStore{store, library.New(store, nil)}, nil
}

func (p localStore) add(ctx context.Context, doc document.Document) (added, error) {
	outcome, err := p.library.Add(ctx, doc)
	if err != nil {
		return added{}, err
	}
	return added{outcome.Status, len(outcome.Result.Attributions), outcome.Change.Added, outcome.Change.Removed}, nil
}

func (p localStore) withdraw(ctx context.Context, id string) (removed int, err error) {
	change, err := p.library.Withdraw(ctx, view.Instance(p.store.Base(), "doc", id))
	return change.Removed, err
}

func (p localStore) Close() error { return p.store.Close() }
