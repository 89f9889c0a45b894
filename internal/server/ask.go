package server

import (
	"context"

	"graphd/internal/graph"
)

// asked is a query under way: its first row has come, or it has none.
type asked struct {
	rows   *graph.Rows
	more   bool
	spread bool // GraphQL answers with one object: where that is a single list, its entries are the rows
	leave  func()
}

// ask begins a query when its turn comes. A query that fails before its first row is an error, so that the answer can
// still have the right status. Whoever asked must call each.
func (s *Server) ask(ctx context.Context, query func(context.Context) (*graph.Rows, error)) (*asked, error) {
	leave, err := s.asking.enter(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := query(ctx)
	if err != nil {
		leave()
		return nil, err
	}
	a := &asked{rows: rows, leave: leave}
	a.more = rows.Next(ctx)
	if err := rows.Err(); !a.more && err != nil {
		a.close()
		return nil, err
	}
	return a, nil
}

// each calls f with every row, until f fails, and ends the query.
func (a *asked) each(ctx context.Context, f func(row any) error) error {
	defer a.close()
	for ; a.more; a.more = a.rows.Next(ctx) {
		for _, row := range a.entries(a.rows.Row()) {
			if err := f(row); err != nil {
				return err
			}
		}
	}
	return a.rows.Err()
}

func (a *asked) entries(row any) []any {
	if fields, ok := row.(map[string]any); ok && a.spread && len(fields) == 1 {
		for _, field := range fields {
			if list, ok := field.([]any); ok || field == nil {
				return list
			}
		}
	}
	return []any{row}
}

func (a *asked) close() {
	a.rows.Close()
	a.leave()
}
