// Package library keeps documents in the graph: the one place where ingest meets the store.
//
// A document version is a named graph. Adding a document writes its graph and withdraws that of the version it
// supersedes: the one with the same identifier and another text. Facts of the gazetteer stand in the reference graph
// for as long as a document mentions their subject.
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

// ErrNoDocument says that the store holds no document version of that id.
var ErrNoDocument = errors.New("no such document")

// Library adds documents to a store and withdraws them. It is safe for concurrent use.
type Library struct {
	store    *graph.Store
	pipeline *ingest.Pipeline
	now      func() time.Time
	writing  sync.Mutex // what an edit removes is read before it is applied
}

// New returns the library of a store. The pipeline's base must be the store's.
func New(store *graph.Store, pipeline *ingest.Pipeline) *Library {
	return &Library{store: store, pipeline: pipeline, now: time.Now}
}

// Status is what adding a document did.
type Status string

// The statuses.
const (
	Added     Status = "added"     // the graph did not hold it
	Replaced  Status = "replaced"  // it supersedes another version, or what is known of this version has changed
	Unchanged Status = "unchanged" // the graph already held just this
)

// Outcome is what adding a document found and did.
type Outcome struct {
	Result     ingest.Result
	Status     Status
	Change     graph.Change
	Superseded []quad.IRI // the versions that it took the place of
}

// Examine finds what Add would, and stores nothing.
func (l *Library) Examine(ctx context.Context, doc document.Document) (ingest.Result, error) {
	return l.pipeline.Run(ctx, doc)
}

// Add puts a document into the graph, in one transaction: all of it or nothing.
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

// Withdraw removes a document version: just what it supports, and the reference facts that no other document needs.
// The error is ErrNoDocument where the store does not hold it.
func (l *Library) Withdraw(ctx context.Context, version quad.IRI) (graph.Change, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit, err := l.planWithdrawal(ctx, version)
	if err != nil {
		return graph.Change{}, err
	}
	return l.store.Apply(ctx, edit)
}

// planAddition is the edit that adds a result. The outcome's status supposes that the edit changes something.
func (l *Library) planAddition(ctx context.Context, result ingest.Result) (graph.Edit, Outcome, error) {
	snapshot, err := l.store.Snapshot()
	if err != nil {
		return graph.Edit{}, Outcome{}, err
	}
	defer snapshot.Close()
	return addition{shelf: shelf{ctx, snapshot}, result: result, now: l.now()}.plan()
}

func (l *Library) planWithdrawal(ctx context.Context, version quad.IRI) (graph.Edit, error) {
	snapshot, err := l.store.Snapshot()
	if err != nil {
		return graph.Edit{}, err
	}
	defer snapshot.Close()
	held := shelf{ctx, snapshot}
	if _, known, err := held.recorded(version); err != nil || !known {
		return graph.Edit{}, errors.Join(err, missing(version, known))
	}
	orphans, err := held.orphans([]quad.IRI{version}, nil)
	return graph.Edit{Replace: []graph.Graph{{Label: version}}, Remove: orphans}, err
}

func missing(version quad.IRI, known bool) error {
	if known {
		return nil
	}
	return fmt.Errorf("%w: %s", ErrNoDocument, version)
}
