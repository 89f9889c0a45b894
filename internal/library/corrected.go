package library

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"graphd/api"
	"graphd/internal/curation"
	"graphd/internal/graph/view"
)

// ErrRejected is returned for an attribution that a person has rejected.
var ErrRejected = errors.New("rejected by a person")

// Rejection returns an ErrRejected with the correction that rejects an attribution and its reason, or nil if there is none.
func (l *Library) Rejection(ctx context.Context, attribution string) error {
	found, _, err := l.Corrections(ctx, api.CorrectionQuery{Attribution: attribution, Action: api.ActionReject})
	if err != nil {
		return err
	}
	i := slices.IndexFunc(found, func(r api.CorrectionRecord) bool { return r.Status == "active" })
	if i < 0 {
		return nil
	}
	why := ""
	if found[i].Why != "" {
		why = ": " + found[i].Why
	}
	return fmt.Errorf("attribution %s: %w in %s%s", found[i].Attribution, ErrRejected, found[i].ID, why)
}

// MergedInto returns the short id of the entity into which a person has merged another one; "" if nobody has.
func (l *Library) MergedInto(ctx context.Context, entity string) (string, error) {
	log, err := l.readLog(ctx)
	if err != nil {
		return "", err
	}
	base := l.store.Base()
	short := base.Shorten(view.Instance(base, "actor", entity))
	if keep := log.MergedInto(short); keep != short {
		return keep, nil
	}
	return "", nil
}

// readLog reads the log of corrections.
func (l *Library) readLog(ctx context.Context) (curation.Log, error) {
	snapshot, err := l.store.Snapshot()
	if err != nil {
		return curation.Log{}, err
	}
	defer snapshot.Close()
	return curator{ctx, machineGraph{snapshot}}.log()
}
