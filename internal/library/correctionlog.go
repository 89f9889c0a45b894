package library

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/curation"
	"graphd/internal/graph/view"
	"graphd/internal/graph/vocab"
)

// Corrections returns the corrections that match a query, newest first, with their status, and the version of the log.
func (l *Library) Corrections(ctx context.Context, q api.CorrectionQuery) ([]api.CorrectionRecord, int, error) {
	snapshot, err := l.store.Snapshot()
	if err != nil {
		return nil, 0, err
	}
	defer snapshot.Close()
	c := curator{ctx, machineGraph{snapshot}}
	log, err := c.log()
	if err != nil {
		return nil, 0, err
	}
	base := snapshot.Base()
	found := []api.CorrectionRecord{}
	for _, r := range slices.Backward(log.Records) {
		names := func(kind, id string) bool {
			return id == "" || slices.Contains(curation.Targets(base, r), view.Instance(base, kind, id))
		}
		if !names("actor", q.Entity) || !names("attr", q.Attribution) || q.By != "" && q.By != r.By || q.Action != "" && q.Action != r.Action {
			continue
		}
		if r.Status, err = c.status(log, r); err != nil {
			return nil, 0, err
		}
		r.UndoneBy = log.UndoneBy(r.ID)
		found = append(found, r)
	}
	return found, log.Version(), nil
}

// Correction returns one correction. It returns ErrNoCorrection if the log does not have it.
func (l *Library) Correction(ctx context.Context, id string) (api.CorrectionRecord, error) {
	all, _, err := l.Corrections(ctx, api.CorrectionQuery{})
	if err != nil {
		return api.CorrectionRecord{}, err
	}
	id = l.store.Base().Shorten(view.Instance(l.store.Base(), "correction", id))
	i := slices.IndexFunc(all, func(r api.CorrectionRecord) bool { return r.ID == id })
	if i < 0 {
		return api.CorrectionRecord{}, fmt.Errorf("%s: %w", id, ErrNoCorrection)
	}
	return all[i], nil
}

// status returns whether a correction has an effect.
func (c curator) status(log curation.Log, r api.CorrectionRecord) (string, error) {
	switch {
	case r.Action == api.ActionUndo:
		return "undo", nil
	case log.UndoneBy(r.ID) != "":
		return "undone", nil
	case r.Action == api.ActionDifferent:
		return "active", nil
	}
	iri, _ := c.snapshot.Base().Expand(r.ID)
	effects, err := c.snapshot.Snapshot.Quads(c.ctx, quad.Quad{Predicate: vocab.CorrectedBy, Object: iri})
	if err != nil || len(effects) == 0 {
		return "unanchored", err
	}
	return "active", nil
}

// ImportCorrections adds the records that the log does not have, with their ids and times, and corrects the graph, in one
// edit: all of them or none.
func (l *Library) ImportCorrections(ctx context.Context, records []api.CorrectionRecord, options CorrectionOptions) (api.ImportedCorrections, error) {
	var out api.ImportedCorrections
	outcome, err := l.record(ctx, options, func(_ curator, log curation.Log) ([]api.CorrectionRecord, error) {
		var fresh []api.CorrectionRecord
		all := log.With(records...)
		known := map[string]bool{}
		for _, r := range log.Records {
			known[r.ID] = true
		}
		for i, r := range records {
			if err := checkRecord(all, r); err != nil {
				return nil, fmt.Errorf("record %d: %w", i+1, err)
			}
			if known[r.ID] {
				out.Known++
				continue
			}
			known[r.ID] = true
			fresh = append(fresh, r)
		}
		out.Imported = len(fresh)
		return fresh, nil
	})
	out.Documents, out.Version, out.Quads = outcome.Documents, outcome.Version, outcome.Quads
	return out, err
}

// checkRecord checks that an imported record is complete.
func checkRecord(all curation.Log, r api.CorrectionRecord) error {
	_, timeErr := time.Parse(time.RFC3339Nano, r.Recorded)
	_, undoes := all.Find(r.Undoes)
	switch {
	case !strings.HasPrefix(r.ID, "correction:"):
		return fmt.Errorf("%w: id %q: export the log with GET /api/v1/curation/export or graphd curate export", ErrCorrection, r.ID)
	case timeErr != nil:
		return fmt.Errorf("%w: recorded %q is not a time", ErrCorrection, r.Recorded)
	case r.Action == api.ActionUndo && !undoes:
		return fmt.Errorf("%w: it undoes %q, which neither the log nor the file has", ErrCorrection, r.Undoes)
	case r.Action == api.ActionUndo:
		return nil
	case r.Result == nil && slices.Contains([]string{api.ActionMerge, api.ActionSplit, api.ActionReattribute}, r.Action):
		return fmt.Errorf("%w: it has no result", ErrCorrection)
	}
	return checkFields(r.NewCorrection)
}
