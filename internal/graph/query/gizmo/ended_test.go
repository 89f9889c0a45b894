package gizmo_test

import (
	"context"
	"errors"
	"testing"

	"graphd/internal/graph/query/gizmo"
)

// TestEndedContextRunsNothing checks that a query whose context has ended returns its cause and no rows.
func TestEndedContextRunsNothing(t *testing.T) {
	qs := people(t)
	gone := errors.New("the client disconnected")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(gone)
	for _, text := range []string{`g.V().all()`, `g.emit(1)`, `for (;;) {}`, `g.V().forEach(function () {})`, `g.emit(g.V().count())`} {
		err := gizmo.New(prefixes, gizmo.Budgets{}).Run(ctx, qs, gizmo.Script{Text: text}, func(any) error {
			t.Errorf("%s: a row", text)
			return nil
		})
		if !errors.Is(err, gone) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
