package queryapi

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"graphd/internal/admission"
	"graphd/internal/graph"
	"graphd/internal/graph/query"
	"graphd/internal/graph/queryplan"
	"graphd/internal/server/web"
)

// RowsRequest is the part of a request that every request for rows takes. Embed it in the input of a handler.
type RowsRequest struct {
	web.Preference
	Limit   int    `query:"limit" minimum:"-1" doc:"Most rows; -1 for the maximum of the server"`
	Cursor  string `query:"cursor" doc:"The \"next\" of the rows before; with the same query"`
	Timeout string `query:"timeout" doc:"Longest time for the query, such as 500ms or 10; the server has a maximum" example:"10s"`
	Explain bool   `query:"explain" doc:"Plan the query instead of running it"`
	Profile bool   `query:"profile" doc:"Add the plan with the rows and the time of each step"`
}

// Reserved holds the query parameters of RowsRequest; a saved query cannot declare one of them as its own.
var Reserved = []string{"limit", "cursor", "timeout", "explain", "profile", "format"}

// timeout returns the time that the request gives the query, at most most; 0 for the server's own.
func (r *RowsRequest) timeout(most time.Duration) (time.Duration, error) {
	if r.Timeout == "" {
		return 0, nil
	}
	d, err := time.ParseDuration(r.Timeout)
	if seconds, notNumber := strconv.ParseFloat(r.Timeout, 64); notNumber == nil {
		d, err = time.Duration(seconds*float64(time.Second)), nil
	}
	switch {
	case err != nil || d <= 0:
		return 0, fmt.Errorf("timeout %q: %w: write 500ms, 10s or a number of seconds", r.Timeout, web.ErrParameter)
	case d > most:
		return 0, fmt.Errorf("timeout %s: %w: at most %s", r.Timeout, web.ErrParameter, most)
	}
	return d, nil
}

// A Runner runs queries. It is safe for concurrent use; Close it after the last request.
type Runner struct {
	session  *query.Session
	gate     *admission.Gate
	deadline time.Duration
	web      *web.Responder
	log      *slog.Logger
	pins     *pins
}

// RunnerConfig holds what a Runner depends on. All fields are required.
type RunnerConfig struct {
	Store     *graph.Store
	Session   *query.Session
	Gate      *admission.Gate
	Deadline  time.Duration // of a request
	CursorAge time.Duration // how long a cursor remains valid after its last use
	Versions  int           // versions of the graph that are kept for cursors at a time
	Web       *web.Responder
	Log       *slog.Logger
}

// NewRunner returns a Runner over c.
func NewRunner(c RunnerConfig) *Runner {
	return &Runner{
		session: c.Session, gate: c.Gate, deadline: c.Deadline, web: c.Web, log: c.Log,
		pins: newPins(c.Store, c.CursorAge, c.Versions),
	}
}

// Close releases the versions of the graph that are kept for cursors. The cursors expire.
func (r *Runner) Close() { r.pins.close() }

// PinnedVersions returns how many versions of the graph are kept for cursors.
func (r *Runner) PinnedVersions() int { return r.pins.size() }

// An Execution is a query that runs: its first row has arrived, or it has none. One goroutine must read it to the end with
// a method that writes the rows, or pass it to Reply.
type Execution struct {
	// Spread makes each object of the one list in a Cayley GraphQL answer a row of its own.
	Spread bool

	runner   *Runner
	rows     *query.Rows
	more     bool // rows has moved to a row that has not been read
	version  *pinnedRead
	offset   int // rows before the first one
	count    int // rows read
	report   *queryplan.Report
	explain  bool
	slot     *admission.Slot
	nextPage string // cursor of the rows that follow, known at the end
}

// Start waits for a slot and begins a query. A query that fails before its first row is an error, so that the reply can
// still have the right status. The caller must read the execution to its end.
func (r *Runner) Start(ctx context.Context, in *RowsRequest, req query.Request) (_ *Execution, err error) {
	e := &Execution{runner: r, explain: in.Explain}
	if req.Timeout, err = in.timeout(r.deadline); err != nil {
		return nil, err
	}
	if in.Explain || in.Profile {
		e.report = &queryplan.Report{Paths: []*queryplan.Path{}}
	}
	if e.slot, err = r.gate.EnterYielding(ctx); err != nil {
		return nil, err
	}
	if e.version, e.offset, err = r.pins.open(fingerprintOf(req), in.Cursor); err != nil {
		e.slot.Leave()
		return nil, err
	}
	req.On, req.Skip, req.Report, req.Explain = e.version.Snapshot, e.offset, e.report, e.explain
	if e.rows, err = r.session.Query(e.slot.Context(), req); err != nil {
		e.close()
		return nil, err
	}
	e.more = e.rows.Next(e.slot.Context())
	if err := e.rows.Err(); !e.more && err != nil {
		e.close()
		return nil, err
	}
	return e, nil
}

// each calls f with every row until f fails, and ends the query.
func (e *Execution) each(f func(row any) error) error {
	defer e.close()
	for ; e.more; e.more = e.rows.Next(e.slot.Context()) {
		for _, row := range e.split(e.rows.Row()) {
			e.count++
			if err := f(row); err != nil {
				return err
			}
		}
	}
	return e.rows.Err()
}

// split returns the rows in a row of the query. If Spread is set, the value of an object with one field is null for no row,
// a list, or one row.
func (e *Execution) split(row any) []any {
	fields, ok := row.(map[string]any)
	if !ok || !e.Spread || len(fields) != 1 {
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

// close ends the query, makes the cursor of the rows that follow, and gives the slot back.
func (e *Execution) close() {
	if e.rows != nil {
		e.rows.Close()
		if e.rows.Completeness().Limited {
			e.nextPage = e.runner.pins.cursor(e.version, e.offset+e.count)
		}
	}
	if err := e.runner.pins.release(e.version); err != nil {
		e.runner.log.Error("version of the graph not released", "error", err)
	}
	e.slot.Leave()
}

// Reply returns the rows in format f. name is the field that holds them in JSON, empty its value without rows.
func (e *Execution) Reply(f web.ListFormat, name, empty string) (*web.Reply, error) {
	switch {
	case e.explain:
		return e.planReply()
	case f == web.JSON:
		return e.Stream(f.MediaType(), func(w io.Writer) error { return e.WriteList(w, name, empty) }), nil
	case f == web.NDJSON:
		return e.Stream(f.MediaType(), e.writeLines), nil
	}
	return e.tableReply(f)
}

// Stream returns a reply that write, a method of e, writes.
func (e *Execution) Stream(mediaType string, write func(io.Writer) error) *web.Reply {
	return &web.Reply{Body: e.runner.web.Stream(http.StatusOK, mediaType, write)}
}

// planReply returns the plan of a query that is not run.
func (e *Execution) planReply() (*web.Reply, error) {
	if err := e.each(func(any) error { return nil }); err != nil {
		return nil, err
	}
	return &web.Reply{Body: e.runner.web.JSON(http.StatusOK, RowsPage{Explain: e.report, Complete: true})}, nil
}

// RowsPage documents rows and their completeness in JSON.
type RowsPage struct {
	Items    []any             `json:"items,omitempty" doc:"The rows: objects, unless the query returns other values"`
	Complete bool              `json:"complete" doc:"Whether these are all rows"`
	Reason   string            `json:"reason,omitempty" doc:"Why not"`
	Next     string            `json:"next,omitempty" doc:"Cursor of the rows that follow, in the same version of the graph; the limit may change"`
	Error    string            `json:"error,omitempty" doc:"What ended the query after its first rows"`
	Profile  *queryplan.Report `json:"profile,omitempty" doc:"The plan with the rows and the time of each step, if requested"`
	Explain  *queryplan.Report `json:"explain,omitempty" doc:"The plan of a query that was not run"`
}
