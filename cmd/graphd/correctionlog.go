package main

import (
	"context"

	"graphd/api"
	"graphd/client"
	"graphd/internal/graph"
	"graphd/internal/library"
)

// A correctionLog holds the corrections of a graph: a store on disk, or a server.
type correctionLog interface {
	correct(ctx context.Context, c api.NewCorrection, preview bool) (api.Corrected, error)
	undo(ctx context.Context, id string, reason api.UndoReason, preview bool) (api.Corrected, error)
	// corrections returns the corrections that match q, newest first.
	corrections(ctx context.Context, q api.CorrectionQuery) ([]api.CorrectionRecord, error)
	importAll(ctx context.Context, records []api.CorrectionRecord) (api.ImportedCorrections, error)
	// Close closes the store.
	Close() error
}

// openLog opens the store or server. It does not load the models.
func (p storeOrServerFlags) openLog() (correctionLog, error) {
	if p.Server != "" {
		return newRemote(p.Server)
	}
	store, err := p.openExisting(graph.Options{})
	if err != nil {
		return nil, err
	}
	return localStore{store, library.New(store, nil)}, nil
}

func (p localStore) correct(ctx context.Context, c api.NewCorrection, preview bool) (api.Corrected, error) {
	return p.library.Correct(ctx, c, library.CorrectionOptions{Preview: preview, Version: -1})
}

func (p localStore) undo(ctx context.Context, id string, reason api.UndoReason, preview bool) (api.Corrected, error) {
	return p.library.Undo(ctx, id, reason.Why, reason.By, library.CorrectionOptions{Preview: preview, Version: -1})
}

func (p localStore) corrections(ctx context.Context, q api.CorrectionQuery) ([]api.CorrectionRecord, error) {
	found, _, err := p.library.Corrections(ctx, q)
	return found, err
}

func (p localStore) importAll(ctx context.Context, records []api.CorrectionRecord) (api.ImportedCorrections, error) {
	return p.library.ImportCorrections(ctx, records, library.CorrectionOptions{Version: -1})
}

func (r remote) correct(ctx context.Context, c api.NewCorrection, preview bool) (api.Corrected, error) {
	return patiently(ctx, r, func() (api.Corrected, error) { return r.Correct(ctx, c, client.PreviewOptions{Preview: preview}) })
}

func (r remote) undo(ctx context.Context, id string, reason api.UndoReason, preview bool) (api.Corrected, error) {
	return patiently(ctx, r, func() (api.Corrected, error) {
		return r.UndoCorrection(ctx, id, reason, client.PreviewOptions{Preview: preview})
	})
}

func (r remote) corrections(ctx context.Context, q api.CorrectionQuery) (found []api.CorrectionRecord, err error) {
	pages := client.All(func(cursor string) (api.Page[api.CorrectionRecord], error) {
		return r.Corrections(ctx, q, api.PageQuery{Limit: 1000, Cursor: cursor})
	})
	for c, err := range pages {
		if err != nil {
			return nil, r.explain(err)
		}
		found = append(found, c)
	}
	return found, nil
}

func (r remote) importAll(ctx context.Context, records []api.CorrectionRecord) (api.ImportedCorrections, error) {
	return patiently(ctx, r, func() (api.ImportedCorrections, error) { return r.ImportCorrections(ctx, records) })
}
