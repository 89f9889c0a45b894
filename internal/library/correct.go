package library

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/curation"
	"graphd/internal/graph"
	"graphd/internal/graph/view"
	"graphd/internal/graph/vocab"
)

// Errors of corrections.
var (
	// ErrCorrection is returned for a correction that does not make sense. It states what is wrong.
	ErrCorrection = errors.New("the correction cannot be made")
	// ErrContradiction is returned for a correction that contradicts others. It names them.
	ErrContradiction = errors.New("other corrections stand against it")
	// ErrNoCorrection is returned if the log has no correction with the given id.
	ErrNoCorrection = errors.New("no such correction")
	// ErrLogMoved is returned if the log of corrections is not the version that the caller knows.
	ErrLogMoved = errors.New("the log of corrections has changed")
)

// CorrectionOptions are the options of a change of the log.
type CorrectionOptions struct {
	Preview bool // change nothing
	Version int  // the version of the log that the caller knows; negative for any
}

// Correct makes a correction: it records it and corrects all documents that it is about, in one atomic edit. Later documents
// are corrected when they are added.
func (l *Library) Correct(ctx context.Context, c api.NewCorrection, options CorrectionOptions) (api.Corrected, error) {
	return l.record(ctx, options, func(c2 curator, log curation.Log) ([]api.CorrectionRecord, error) {
		r, err := correctionPlanner{ctx, c2.snapshot.Base(), view.New(c2.snapshot.Snapshot, c2.snapshot.Base()), log}.plan(c)
		if err != nil {
			return nil, err
		}
		r, err = curation.NewRecord(c2.snapshot.Base(), r, l.now())
		return []api.CorrectionRecord{r}, err
	})
}

// Undo records that a correction is no longer applied, and takes it out of the graph. What other corrections have done stays.
func (l *Library) Undo(ctx context.Context, id, why, by string, options CorrectionOptions) (api.Corrected, error) {
	return l.record(ctx, options, func(c curator, log curation.Log) ([]api.CorrectionRecord, error) {
		id := c.snapshot.Base().Shorten(view.Instance(c.snapshot.Base(), "correction", id))
		undone, ok := log.Find(id)
		switch {
		case !ok:
			return nil, fmt.Errorf("%s: %w", id, ErrNoCorrection)
		case undone.Action == api.ActionUndo:
			return nil, fmt.Errorf("%s: %w: it is an undo; make the correction %s again instead", id, ErrCorrection, undone.Undoes)
		case log.UndoneBy(id) != "":
			return nil, fmt.Errorf("%s: %w: it is undone by %s already", id, ErrContradiction, log.UndoneBy(id))
		}
		if dependents := log.Dependents(undone); len(dependents) > 0 {
			return nil, fmt.Errorf("%s: %w: undo %s first", id, ErrContradiction, strings.Join(dependents, ", "))
		}
		r, err := curation.NewRecord(c.snapshot.Base(), api.CorrectionRecord{
			NewCorrection: api.NewCorrection{Action: api.ActionUndo, Why: why, By: by}, Undoes: id,
		}, l.now())
		return []api.CorrectionRecord{r}, err
	})
}

// record adds the records that plan returns to the log, and corrects the graph, in one edit. The outcome describes the first
// record.
func (l *Library) record(ctx context.Context, options CorrectionOptions, plan func(curator, curation.Log) ([]api.CorrectionRecord, error)) (api.Corrected, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	snapshot, err := l.store.Snapshot()
	if err != nil {
		return api.Corrected{}, err
	}
	defer snapshot.Close()
	c := curator{ctx, machineGraph{snapshot}}
	log, err := c.log()
	if err != nil {
		return api.Corrected{}, err
	}
	if options.Version >= 0 && options.Version != log.Version() {
		return api.Corrected{}, fmt.Errorf("%w: it has version %d, not %d", ErrLogMoved, log.Version(), options.Version)
	}
	records, err := plan(c, log)
	if err != nil {
		return api.Corrected{}, err
	}
	edit, err := c.planRecords(log, records)
	if err != nil {
		return api.Corrected{}, err
	}
	outcome, err := c.outcome(edit)
	if err != nil {
		return api.Corrected{}, err
	}
	outcome.Preview, outcome.Version = options.Preview, log.Version()
	if len(records) > 0 {
		outcome.Correction = records[0]
		outcome.Summary = summarise(log, outcome)
	}
	if options.Preview || len(records) == 0 {
		return outcome, nil
	}
	outcome.Version += len(records)
	change, err := l.store.Apply(ctx, edit)
	outcome.Quads = api.QuadChange{Added: change.Added, Removed: change.Removed, Unchanged: change.Unchanged}
	return outcome, err
}

// planRecords returns the edit that adds records to the log and corrects the graph.
func (c curator) planRecords(log curation.Log, records []api.CorrectionRecord) (graph.Edit, error) {
	after := log.With(records...)
	if r, ok := after.Contradiction(); ok {
		return graph.Edit{}, fmt.Errorf("%w: %s says that %s and %s are different; undo it first", ErrContradiction, r.ID, r.A, r.B)
	}
	labels, err := c.affected(log, after, records)
	if err != nil {
		return graph.Edit{}, err
	}
	edit, err := c.correct(after, graph.Edit{}, labels)
	for _, r := range records {
		stated, statedErr := curation.LogQuads(c.snapshot.Base(), r)
		edit.Add = append(edit.Add, stated...)
		err = errors.Join(err, statedErr)
	}
	return edit, err
}

// affected returns the labels of the graphs that records may change.
func (c curator) affected(before, after curation.Log, records []api.CorrectionRecord) ([]quad.IRI, error) {
	base := c.snapshot.Base()
	var nodes, documents []quad.IRI
	for _, r := range records {
		if r.Action == api.ActionUndo {
			r, _ = after.Find(r.Undoes)
		}
		for _, target := range curation.Targets(base, r) {
			if len(r.Anchors) > 0 || r.Action == api.ActionDifferent {
				break // it changes nothing besides the documents of its attributions
			}
			nodes = append(nodes, target)
			for _, log := range []curation.Log{before, after} {
				if iri, ok := base.Expand(log.MergedInto(base.Shorten(target))); ok {
					nodes = append(nodes, iri)
				}
			}
		}
		for _, anchor := range r.Anchors {
			document, _ := base.Expand(anchor.Document)
			revising, err := c.snapshot.Snapshot.Quads(c.ctx, quad.Quad{Predicate: vocab.WasRevisionOf, Object: document})
			if err != nil {
				return nil, err
			}
			documents = append(append(documents, document), iris(revising, quad.Subject)...)
		}
	}
	slices.Sort(nodes)
	labels, err := c.snapshot.mentioning(c.ctx, slices.Compact(nodes))
	return append(labels, documents...), err
}

// outcome counts what an edit changes.
func (c curator) outcome(edit graph.Edit) (api.Corrected, error) {
	var out api.Corrected
	attributions, documents := map[string]bool{}, map[quad.IRI]bool{}
	for _, g := range edit.Replace {
		stored, err := c.snapshot.Snapshot.Quads(c.ctx, quad.Quad{Label: g.Label})
		if err != nil {
			return out, err
		}
		removed, added := without(stored, g.Quads), without(g.Quads, stored)
		out.Quads.Added += len(added)
		out.Quads.Removed += len(removed)
		for _, q := range slices.Concat(removed, added) {
			label, ok := c.snapshot.Base().CuratedFrom(g.Label)
			if !ok {
				label, _ = g.Label.(quad.IRI)
			}
			documents[label] = label != vocab.ReferenceGraph
			for _, value := range []quad.Value{q.Subject, q.Object} {
				iri, _ := value.(quad.IRI)
				if kind, local, _ := c.snapshot.Base().Split(iri); kind == "attr" {
					attributions[local] = true
				}
			}
		}
	}
	for _, isDocument := range documents {
		if isDocument {
			out.Documents++
		}
	}
	out.Attributions = len(attributions)
	out.Quads.Added += len(edit.Add)
	return out, nil
}

// summarise returns a sentence about what a correction changes.
func summarise(log curation.Log, outcome api.Corrected) string {
	r := outcome.Correction
	name := func(id string) string {
		if r.Result != nil && r.Result.ID == id {
			return fmt.Sprintf("%s (%s)", r.Result.Name, id)
		}
		return id
	}
	extent := fmt.Sprintf("; %s in %s", counted(outcome.Attributions, "attribution changes", "attributions change"), counted(outcome.Documents, "document", "documents"))
	switch r.Action {
	case api.ActionMerge:
		return fmt.Sprintf("%s becomes %s%s", strings.Join(r.Others, ", "), name(r.Keep), extent)
	case api.ActionSplit:
		return fmt.Sprintf("%s leaves %s%s", name(r.Result.ID), r.Entity, extent)
	case api.ActionRename:
		return fmt.Sprintf("%s is named %q%s", r.Entity, r.Name, extent)
	case api.ActionKind:
		return fmt.Sprintf("%s is of the kind %s%s", r.Entity, r.Kind, extent)
	case api.ActionDifferent:
		return fmt.Sprintf("%s and %s stay two entities", r.A, r.B)
	case api.ActionReattribute:
		return fmt.Sprintf("%s is by %s%s", r.Attribution, name(r.Entity), extent)
	case api.ActionReject:
		return fmt.Sprintf("%s is wrong and leaves the graph%s", r.Attribution, extent)
	case api.ActionConfirm:
		return fmt.Sprintf("%s is right", r.Attribution)
	}
	undone, _ := log.Find(r.Undoes)
	return fmt.Sprintf("the correction %s (%s) is no longer applied%s", r.Undoes, undone.Action, extent)
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
