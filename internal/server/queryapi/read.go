package queryapi

import (
	"graphd/internal/graph"
	"graphd/internal/graph/view"
)

// Read calls f with a view of one snapshot of the store and returns its result.
func Read[T any](store *graph.Store, f func(*view.View) (T, error)) (T, error) {
	snapshot, err := store.Snapshot()
	if err != nil {
		var zero T
		return zero, err
	}
	defer snapshot.Close()
	return f(view.New(snapshot, store.Base()))
}
