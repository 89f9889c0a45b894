package server

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"graphd/internal/admission"
	"graphd/internal/graph/query"
	"graphd/internal/graph/queryplan"
)

// RowsRequest is what every request for rows takes.
type RowsRequest struct {
	Preference
	Limit   int    `query:"limit" minimum:"-1" doc:"Most rows; -1 for as many as the server gives at all"`
	Cursor  string `query:"cursor" doc:"The \"next\" of the rows before; with the same query"`
	Timeout string `query:"timeout" doc:"Longest time for the query, such as 500ms or 10; the server has a maximum" example:"10s"`
	Explain bool   `query:"explain" doc:"Plan the query instead of running it"`
	Profile bool   `query:"profile" doc:"Add the plan with the rows and the time of each step"`
}

// reserved are the parameters of every saved query's address; a query cannot declare one of them itself.
var reserved = []string{"limit", "cursor", "timeout", "explain", "profile", "format"}

// timeout is the time that the request gives the query; 0 for the server's.
func (r *RowsRequest) timeout(most time.Duration) (time.Duration, error) {
	if r.Timeout == "" {
		return 0, nil
	}
	d, err := time.ParseDuration(r.Timeout)
	if seconds, fault := strconv.ParseFloat(r.Timeout, 64); fault == nil {
		d, err = time.Duration(seconds*float64(time.Second)), nil
	}
	switch {
	case err != nil || d <= 0:
		return 0, fmt.Errorf("timeout %q: %w: write 500ms, 10s or a number of seconds", r.Timeout, errParameter)
	case d > most:
		return 0, fmt.Errorf("timeout %s: %w: at most %s", r.Timeout, errParameter, most)
	}
	return d, nil
}

// asked is a query under way: its first row has come, or it has none.
type asked struct {
	s       *Server
	rows    *query.Rows
	more    bool
	spread  bool // see entries
	at      *reading
	offset  int // rows before these
	count   int
	report  *queryplan.Report
	explain bool
	slot    *admission.Slot
	next    string // cursor of the rows after these, known at their end
}

// ask begins a query once it has a slot. A query that fails before its first row is an error, so that the answer can
// still have the right status. Whoever asked must call each.
func (s *Server) ask(ctx context.Context, in *RowsRequest, req query.Request) (_ *asked, err error) {
	a := &asked{s: s, explain: in.Explain}
	if req.Timeout, err = in.timeout(s.limits.Deadline); err != nil {
		return nil, err
	}
	if in.Explain || in.Profile {
		a.report = &queryplan.Report{Paths: []*queryplan.Path{}}
	}
	if a.slot, err = s.queryGate.EnterYielding(ctx); err != nil {
		return nil, err
	}
	if a.at, a.offset, err = s.pins.open(hashQuery(req), in.Cursor); err != nil {
		a.slot.Leave()
		return nil, err
	}
	req.On, req.Skip, req.Report, req.Explain = a.at.Snapshot, a.offset, a.report, a.explain
	if a.rows, err = s.session.Query(a.slot.Context(), req); err != nil {
		a.close()
		return nil, err
	}
	a.more = a.rows.Next(a.slot.Context())
	if err := a.rows.Err(); !a.more && err != nil {
		a.close()
		return nil, err
	}
	return a, nil
}

// each calls f with every row, until f fails, and ends the query.
func (a *asked) each(f func(row any) error) error {
	defer a.close()
	for ; a.more; a.more = a.rows.Next(a.slot.Context()) {
		for _, row := range a.entries(a.rows.Row()) {
			a.count++
			if err := f(row); err != nil {
				return err
			}
		}
	}
	return a.rows.Err()
}

// entries are the rows in an answer of GraphQL that has one field: its objects, whether they are none, one or a list.
func (a *asked) entries(row any) []any {
	fields, ok := row.(map[string]any)
	if !ok || !a.spread || len(fields) != 1 {
		return []any{row}
	}
	for _, field := range fields {
		switch field := field.(type) {
		case nil:
			return nil
		case []any:
			return field
		default:
			return []any{field}
		}
	}
	return nil
}

func (a *asked) close() {
	if a.rows != nil {
		a.rows.Close()
		if a.rows.Completeness().Limited {
			a.next = a.s.pins.cursor(a.at, a.offset+a.count)
		}
	}
	if err := a.s.pins.release(a.at); err != nil {
		a.s.log.Error("state not released", "error", err)
	}
	a.slot.Leave()
}

// answerRows answers a query in the form that the client asked for; name is the list's in JSON, empty an empty list.
func (s *Server) answerRows(f format, rows *asked, name, empty string) (*reply, error) {
	switch {
	case rows.explain:
		return rows.answerPlan()
	case f == formatJSON:
		return s.streamed(f, func(w io.Writer) error { return rows.writeList(w, name, empty) }), nil
	case f == formatNDJSON:
		return s.streamed(f, func(w io.Writer) error { return rows.writeLines(w) }), nil
	}
	return s.tabular(rows, f)
}

func (s *Server) streamed(f format, write func(io.Writer) error) *reply {
	return &reply{Body: s.stream(http.StatusOK, f.mediaType(), write)}
}

// answerPlan answers with the plan of a query that is not run.
func (a *asked) answerPlan() (*reply, error) {
	if err := a.each(func(any) error { return nil }); err != nil {
		return nil, err
	}
	return &reply{Body: a.s.json(http.StatusOK, rowsPage{Explain: a.report, Complete: true})}, nil
}

// rowsPage documents rows and what is said of them.
type rowsPage struct {
	Items    []any             `json:"items,omitempty" doc:"The rows: objects, unless the query gives other values"`
	Complete bool              `json:"complete" doc:"Whether these are all rows"`
	Reason   string            `json:"reason,omitempty" doc:"Why not"`
	Next     string            `json:"next,omitempty" doc:"The cursor of the rows after these, of the same state of the graph; with another limit if you like"`
	Error    string            `json:"error,omitempty" doc:"What ended the query after its first rows"`
	Profile  *queryplan.Report `json:"profile,omitempty" doc:"The plan with rows and time of each step, where it was asked for"`
	Explain  *queryplan.Report `json:"explain,omitempty" doc:"The plan of a query that was not run"`
}
