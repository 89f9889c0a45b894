package main

import (
	"context"
	"os"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph"
	"graphd/internal/graph/view"
	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/document"
	"graphd/internal/library"
)

// A documentStore holds the documents of a graph: a store on disk, or a server.
type documentStore interface {
	// add adds a document to the graph, completely or not at all. It is safe for concurrent use.
	add(ctx context.Context, doc document.Document) (added, error)
	// withdraw removes a document version, or the publication of one if the id is that of a publication. If there is no
	// such version or publication, the error is library.ErrNoDocument, library.ErrNoPublication or that of the server.
	withdraw(ctx context.Context, id string) (api.Withdrawal, error)
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
	if p.Server != "" && models.Models != os.Getenv(modelsVariable) {
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
	return added{outcome.Status, outcome.Attributions, outcome.Change.Added, outcome.Change.Removed}, nil
}

func (p localStore) withdraw(ctx context.Context, id string) (withdrawn api.Withdrawal, err error) {
	var change graph.Change
	if iri := view.Instance(p.store.Base(), "doc", id); isPublication(p.store.Base(), iri) {
		gone := false
		_, gone, change, err = p.library.WithdrawPublication(ctx, iri)
		withdrawn.TextRemains = !gone
	} else {
		change, err = p.library.Withdraw(ctx, iri)
	}
	withdrawn.Quads.Added, withdrawn.Quads.Removed = change.Added, change.Removed
	return withdrawn, err
}

// isPublication reports whether iri is that of a publication in a store with the base.
func isPublication(base vocab.Base, iri quad.IRI) bool {
	_, ok := base.DocumentOfPublication(iri)
	return ok
}

func (p localStore) Close() error { return p.store.Close() }
