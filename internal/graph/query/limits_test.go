package query_test

import (
	"testing"
	"time"

	"graphd/internal/graph/query"
)

// A request cannot exceed the maximum of its session, even where the default does.
func TestLimitsOfRows(t *testing.T) {
	store := said(t)
	for _, test := range []struct {
		limits query.Limits
		limit  int
		want   int
	}{
		{query.Limits{}, 0, query.DefaultRows},
		{query.Limits{Rows: 3}, 0, 3},
		{query.Limits{Rows: 3, MostRows: 2}, 0, 2},
		{query.Limits{MostRows: 2}, 5, 2},
		{query.Limits{MostRows: 2}, -1, 2},
	} {
		req := query.Request{Text: "for (var i = 0; i < 200; i++) g.emit(i)", Limit: test.limit, Timeout: time.Minute}
		rows, err := query.NewSession(store, test.limits).Query(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		all, completeness, err := rows.ReadAll(t.Context())
		if err != nil || len(all) != test.want || completeness.Complete {
			t.Errorf("%+v with limit %d: %d rows, %+v, %v, want %d rows", test.limits, test.limit, len(all), completeness, err, test.want)
		}
	}
}
