// Package library adds documents to the graph and withdraws them. It connects the ingest pipeline with the store.
//
// A document version is a named graph. Adding a document writes its graph and removes that of the version that it
// replaces: the one with the same identifier and another text. Facts of the gazetteer are in the reference graph as long
// as a document mentions their subject.
package library

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/ingest"
	"graphd/internal/ingest/document"
)

// ErrNoDocument is returned if the store has no document version with the given IRI.
var ErrNoDocument = errors.New("no such document")

// A Library adds documents to a store and withdraws them. It is safe for concurrent use.
type Library struct {
	store    *graph.Store
	pipeline *ingest.Pipeline
	now      func() time.Time
	writing  sync.Mutex // held from reading the quads that an edit removes until it is applied
}

// New returns the library of a store. The pipeline must have the base of the store; it may be nil if no documents are
// added.
func New(store *graph.Store, pipeline *ingest.Pipeline) *Library {
	return &Library{store: store, pipeline: pipeline, now: time.Now}
}

// A Status is the effect of adding a document.
type Status string

// The statuses.
const (
	Added     Status = "added"     // the document is new
	Replaced  Status = "replaced"  // it replaces another version, or the quads of this version have changed
	Unchanged Status = "unchanged" // the graph already had the same quads
)

// An Outcome describes what Add found in a document and changed in the graph.
type Outcome struct {
	Result     ingest.Result
	Status     Status
	Change     graph.Change
	Superseded []quad.IRI // the versions that it replaced
}

// Examine runs the pipeline on a document and stores nothing.
func (l *Library) Examine(ctx context.Context, doc document.Document) (ingest.Result, error) {
	return l.pipeline.Run(ctx, doc)
}

// Add adds a document to the graph in one transaction.
func (l *Library) Add(ctx context.Context, doc document.Document) (Outcome, error) {
	result, err := l.pipeline.Run(ctx, doc)
	if err != nil {
		return Outcome{}, err
	}
	l.writing.Lock()
	defer l.writing.Unlock()
	edit, outcome, err := l.planAddition(ctx, result)
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: look up earlier versions: %w", doc.Meta.Name, err)
	}
	if outcome.Change, err = l.store.Apply(ctx, edit); err != nil {
		return Outcome{}, fmt.Errorf("%s: store: %w", doc.Meta.Name, err)
	}
	if outcome.Status == Replaced && outcome.Change.Added+outcome.Change.Removed == 0 {
		outcome.Status = Unchanged
	}
	return outcome, nil
}

// Withdraw removes a document version with all quads that it supports, and the reference facts that no other document
// needs. It returns ErrNoDocument if the store does not have the version.
func (l *Library) Withdraw(ctx context.Context, version quad.IRI) (graph.Change, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit, err := l.planWithdrawal(ctx, version)
	if err != nil {
		return graph.Change{}, err
	}
	return l.store.Apply(ctx, edit)
}

// planAddition returns the edit that adds a result, and its outcome. The status of the outcome assumes that the edit
// changes the graph.
func (l *Library) planAddition(ctx context.Context, result ingest.Result) (graph.Edit, Outcome, error) {
	snapshot, err := l.store.Snapshot()
	if err != nil {
		return graph.Edit{}, Outcome{}, err
	}
	defer snapshot.Close()
	return additionPlanner{storedVersions: storedVersions{ctx, snapshot}, result: result, now: l.now()}.plan()
}

// planWithdrawal returns the edit that removes a version.
func (l *Library) planWithdrawal(ctx context.Context, version quad.IRI) (graph.Edit, error) {
	snapshot, err := l.store.Snapshot()
	if err != nil {
		return graph.Edit{}, err
	}
	defer snapshot.Close()
	stored := storedVersions{ctx, snapshot}
	_, known, err := stored.recorded(version)
	if err != nil {
		return graph.Edit{}, err
	}
	if !known {
		return graph.Edit{}, fmt.Errorf("%w: %s", ErrNoDocument, version)
	}
	orphans, err := stored.orphans([]quad.IRI{version}, nil)
	return graph.Edit{Replace: []graph.Graph{{Label: version}}, Remove: orphans}, err
}
