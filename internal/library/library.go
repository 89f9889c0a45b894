// Package library adds documents to the graph and withdraws them. It connects the ingest pipeline with the store.
//
// A document version is a named graph. It has one text and one or more publications: the same text may be published by
// several media. Adding a document whose text is new writes its graph; one whose text is known becomes a publication of it.
// Either replaces what had the same identifier and another text: that publication leaves its version, and the version
// leaves the graph with its last publication. Facts of the gazetteer are in the reference graph as long as a document
// mentions their subject. Each change is one atomic edit.
//
// Corrections by people are applied to each version in the same edit that changes it, see [Library.Correct]. What the library
// reads to plan a change is the graph as extraction wrote it, see [machineGraph].
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

var (
	// ErrNoDocument is returned if the store has no document version with the given IRI.
	ErrNoDocument = errors.New("no such document")
	// ErrNoPublication is returned if the store has no publication with the given IRI.
	ErrNoPublication = errors.New("no such publication")
	// errNotExtracted is returned if the graph does not have what has to be extracted from a text.
	errNotExtracted = errors.New("not extracted")
)

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
	Added     Status = "added"     // the text is new
	Replaced  Status = "replaced"  // it replaces another version, or the quads of this version have changed
	Updated   Status = "updated"   // the text was known: a publication of it was added, or its metadata have changed
	Unchanged Status = "unchanged" // the graph already had the same quads
)

// An Outcome describes what Add found in a document and changed in the graph.
type Outcome struct {
	Document     quad.IRI       // the version
	Publication  quad.IRI       // the publication of it that the document describes
	Result       *ingest.Result // what was extracted; nil if the graph had it already
	Attributions int            // that the version has
	Status       Status
	Change       graph.Change
	Superseded   []quad.IRI // the versions that it replaced
}

// Examine runs the pipeline on a document and stores nothing.
func (l *Library) Examine(ctx context.Context, doc document.Document) (ingest.Result, error) {
	return l.pipeline.Run(ctx, doc)
}

// Add adds a document to the graph in one transaction. If the graph has its text, extracted by the same versions of all
// stages, Add only adds or updates the publication that the document describes, and extracts nothing.
func (l *Library) Add(ctx context.Context, doc document.Document) (Outcome, error) {
	doc, err := l.variant(doc)
	if err != nil {
		return Outcome{}, err
	}
	outcome, err := l.apply(ctx, doc, nil)
	if !errors.Is(err, errNotExtracted) {
		return outcome, err
	}
	result, err := l.pipeline.Run(ctx, doc)
	if err != nil {
		return Outcome{}, err
	}
	return l.apply(ctx, doc, &result)
}

// variant returns the variant of a document whose text the graph has, or the document itself.
func (l *Library) variant(doc document.Document) (document.Document, error) {
	snapshot, err := l.store.Snapshot()
	if err != nil {
		return doc, err
	}
	defer snapshot.Close()
	for _, v := range doc.Variants() {
		node, err := snapshot.Find(l.store.Base().IRI("doc", string(v.ID)))
		if err != nil {
			return doc, fmt.Errorf("%s: look up its text: %w", doc.Meta.Name, err)
		}
		if node != 0 {
			return v, nil
		}
	}
	return doc, nil
}

// apply adds a document and what was extracted from it. A nil result means that the graph has it: if it does not, apply
// returns errNotExtracted and changes nothing.
func (l *Library) apply(ctx context.Context, doc document.Document, result *ingest.Result) (Outcome, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit, outcome, err := l.planAddition(ctx, doc, result)
	if errors.Is(err, errNotExtracted) {
		return Outcome{}, err
	}
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: look up earlier versions: %w", doc.Meta.Name, err)
	}
	if outcome.Status == Unchanged {
		return outcome, nil
	}
	if outcome.Change, err = l.store.Apply(ctx, edit); err != nil {
		return Outcome{}, fmt.Errorf("%s: store: %w", doc.Meta.Name, err)
	}
	if outcome.Change.Added+outcome.Change.Removed == 0 {
		outcome.Status = Unchanged
	}
	return outcome, nil
}

// planAddition returns the edit that adds a document, and its outcome.
func (l *Library) planAddition(ctx context.Context, doc document.Document, result *ingest.Result) (graph.Edit, Outcome, error) {
	snapshot, err := l.store.Snapshot()
	if err != nil {
		return graph.Edit{}, Outcome{}, err
	}
	defer snapshot.Close()
	a := additionPlanner{
		storedVersions: storedVersions{ctx, machineGraph{snapshot}}, doc: doc, label: l.store.Base().IRI("doc", string(doc.ID)), result: result, now: l.now(),
	}
	if err := a.read(l.pipeline.Version()); err != nil {
		return graph.Edit{}, Outcome{}, err
	}
	edit, outcome, err := a.plan()
	if err != nil || outcome.Status == Unchanged {
		return edit, outcome, err
	}
	edit, err = curator{ctx, a.snapshot}.recorrect(edit)
	return edit, outcome, err
}

// Withdraw removes a document version with all its publications and all quads that it supports, and the reference facts
// that no other document needs. It returns ErrNoDocument if the store does not have the version.
func (l *Library) Withdraw(ctx context.Context, version quad.IRI) (graph.Change, error) {
	return l.remove(ctx, func(s storedVersions) (graph.Edit, error) { return s.planWithdrawal(version) })
}

// WithdrawPublication removes one publication of a document version. The text stays as long as it has another publication;
// with the last one the version is withdrawn, and gone is true. It returns ErrNoPublication if the store does not have the
// publication.
func (l *Library) WithdrawPublication(ctx context.Context, publication quad.IRI) (version quad.IRI, gone bool, change graph.Change, err error) {
	version, ok := l.store.Base().DocumentOfPublication(publication)
	if !ok {
		return "", false, graph.Change{}, fmt.Errorf("%w: %s", ErrNoPublication, publication)
	}
	change, err = l.remove(ctx, func(s storedVersions) (edit graph.Edit, err error) {
		edit, gone, err = s.planPublicationWithdrawal(version, publication)
		return edit, err
	})
	return version, gone, change, err
}

// remove applies the edit that plan returns for the current version of the store.
func (l *Library) remove(ctx context.Context, plan func(storedVersions) (graph.Edit, error)) (graph.Change, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	snapshot, err := l.store.Snapshot()
	if err != nil {
		return graph.Change{}, err
	}
	defer snapshot.Close()
	edit, err := plan(storedVersions{ctx, machineGraph{snapshot}})
	if err != nil {
		return graph.Change{}, err
	}
	if edit, err = (curator{ctx, machineGraph{snapshot}}).recorrect(edit); err != nil {
		return graph.Change{}, err
	}
	return l.store.Apply(ctx, edit)
}
