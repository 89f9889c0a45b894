package gizmo_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"graphd/internal/graph/gizmo"
)

// FuzzRun: whatever the text, a query ends near its deadline with rows that encode, or with an error of a known kind.
func FuzzRun(f *testing.F) {
	for _, text := range queries(f) {
		f.Add(text)
	}
	for _, test := range harmful {
		f.Add(test.text)
	}
	for _, text := range endless {
		f.Add(text)
	}
	qs := people(f)
	engine := gizmo.New(prefixes, gizmo.Budgets{Heap: 32 << 20})
	f.Fuzz(func(t *testing.T, text string) {
		const allowed = 50 * time.Millisecond
		ctx, cancel := context.WithTimeout(t.Context(), allowed)
		defer cancel()
		start, sent := time.Now(), 0
		err := engine.Run(ctx, qs, gizmo.Query{Text: text}, func(row any) error {
			if _, err := json.Marshal(row); err != nil {
				t.Errorf("a row does not encode: %v", err)
			}
			if sent++; sent > 1000 {
				return gizmo.ErrStop
			}
			return nil
		})
		if took := time.Since(start); took > allowed+5*time.Second {
			t.Errorf("took %v", took)
		}
		for _, kind := range []error{nil, gizmo.ErrScript, gizmo.ErrBudget, context.DeadlineExceeded} {
			if errors.Is(err, kind) {
				return
			}
		}
		t.Errorf("an error of no known kind: %v", err)
	})
}
