package graph

import (
	"context"
	"errors"
	"fmt"
	"time"

	"graphd/internal/graph/query/gizmo"
	"graphd/internal/memlimit"
)

// Session answers queries in every language, each on a snapshot of its own. It is safe for concurrent use; a server makes
// one and keeps it, since it holds the compiled scripts.
type Session struct {
	open     func() (*Snapshot, error)
	prefixes map[string]string
	limits   QueryLimits
	gizmo    *gizmo.Engine
	fuses    *memlimit.Box
}

// Session makes a session with limits.
func (s *Store) Session(limits QueryLimits) *Session {
	limits = limits.withDefaults()
	prefixes, fuses := s.base.Prefixes(), &memlimit.Box{Total: 2 * limits.Heap}
	return &Session{
		open: s.Snapshot, prefixes: prefixes, limits: limits, fuses: fuses,
		gizmo: gizmo.New(prefixes, gizmo.Budgets{Script: limits.Text, Heap: limits.Heap, Fuses: fuses}),
	}
}

// Query answers one request with the default limits.
func (s *Store) Query(ctx context.Context, req Request) (*Rows, error) {
	return s.Session(QueryLimits{}).Query(ctx, req)
}

// Query begins to answer req; its rows must be closed. The query ends with ctx, at its deadline, or when the rows are closed.
// Faults of the text may show here or in Rows.Err.
func (s *Session) Query(ctx context.Context, req Request) (*Rows, error) {
	answer, err := s.language(req)
	if err != nil {
		return nil, err
	}
	snapshot, done := req.On, func() error { return nil }
	if snapshot == nil {
		if snapshot, err = s.open(); err != nil {
			return nil, fmt.Errorf("query: %w", err)
		}
		done = snapshot.Close
	}
	return s.start(ctx, req, snapshot, answer, done), nil
}

// QueryShape is the form of a query's path: its nodes and the links between them.
type QueryShape = gizmo.Shape

// Shape is how the last path of a request's query hangs together, as Cayley's clients draw it; nothing of it is run.
func (s *Session) Shape(ctx context.Context, req Request) (shape QueryShape, err error) {
	snapshot, err := s.open()
	if err != nil {
		return shape, fmt.Errorf("query: %w", err)
	}
	defer func() { err = errors.Join(err, snapshot.Close()) }()
	timeout := s.limits.timeout(req)
	ctx, cancel := context.WithTimeoutCause(ctx, timeout, fmt.Errorf("%w: %v passed", ErrTimeout, timeout))
	defer cancel()
	switch req.Language {
	case "", Gizmo:
		shape, err = s.gizmo.Shape(ctx, snapshot, gizmo.Query{Text: req.Text, Params: req.Params})
		return shape, fromGizmo(err)
	case MQL:
		err = s.recovered(req, func() (err error) { shape, err = s.mqlShape(ctx, snapshot, req); return err })
		return shape, err
	}
	return shape, fmt.Errorf("%w: %q has no shapes; use %s or %s", ErrLanguage, req.Language, Gizmo, MQL)
}

// answerer runs a request over a view of the graph and hands each row to emit; errStop from emit ends it.
type answerer func(ctx context.Context, qs *Snapshot, req Request, emit func(row any) error) error

// errStop ends a query whose further rows nobody wants.
var errStop = gizmo.ErrStop

func (s *Session) language(req Request) (answerer, error) {
	switch req.Language {
	case "", Gizmo:
		return s.answerGizmo, nil
	case GraphQL:
		return s.fused(s.answerGraphQL), nil
	case MQL:
		return s.fused(s.answerMQL), nil
	}
	return nil, fmt.Errorf("%w %q: use %s, %s or %s", ErrLanguage, req.Language, Gizmo, GraphQL, MQL)
}

func (s *Session) answerGizmo(ctx context.Context, qs *Snapshot, req Request, emit func(any) error) error {
	q := gizmo.Query{Text: req.Text, Params: req.Params, Linked: req.Linked, Explain: req.Explain, Report: req.Report}
	return fromGizmo(s.gizmo.Run(ctx, qs, q, emit))
}

// fused ends an answer that takes too much memory; Gizmo's engine sees to that itself.
func (s *Session) fused(answer answerer) answerer {
	return func(ctx context.Context, qs *Snapshot, req Request, emit func(any) error) (err error) {
		ctx, cancel := context.WithCancelCause(ctx)
		defer cancel(nil)
		blow := func() {
			cancel(fmt.Errorf("%w: more than its share of memory, which is at most %d MiB; ask for less at a time", ErrLimit, s.limits.Heap>>20))
		}
		s.fuses.Run(ctx, s.limits.Heap, blow, func(ctx context.Context, _ memlimit.Mark) {
			err = s.recovered(req, func() error { return answer(ctx, qs, req, emit) })
			if ctx.Err() != nil && err != nil {
				err = context.Cause(ctx)
			}
		})
		return err
	}
}

// start runs the query in a goroutine that ends before Rows.Close returns.
func (s *Session) start(ctx context.Context, req Request, snapshot *Snapshot, answer answerer, done func() error) *Rows {
	timeout := s.limits.timeout(req)
	ctx, cancelTimer := context.WithTimeoutCause(ctx, timeout, fmt.Errorf("%w: %v passed", ErrTimeout, timeout))
	ctx, cancel := context.WithCancelCause(ctx)
	rows := &Rows{rows: make(chan any, rowsAhead), ended: make(chan struct{}), cancel: cancel}
	go func() {
		defer close(rows.ended)
		defer close(rows.rows)
		defer cancelTimer()
		rows.completeness, rows.err = s.run(ctx, req, snapshot, answer, rows.rows)
		if err := done(); err != nil && rows.err == nil {
			rows.err = fmt.Errorf("query: %w", err)
		}
		cancel(nil)
	}()
	return rows
}

// run answers the request to its end, its limit or its deadline.
func (s *Session) run(ctx context.Context, req Request, snapshot *Snapshot, answer answerer, out chan<- any) (Completeness, error) {
	limit, sent, skip := s.limits.rows(req), 0, req.Skip
	cut, begun := Completeness{Complete: true}, time.Now()
	err := s.recovered(req, func() error {
		return answer(ctx, snapshot, req, func(row any) error {
			if whole, reason := cutRow(req.Language, row, limit); !whole {
				cut = Completeness{Reason: reason}
			}
			if skip > 0 {
				skip--
				return nil
			}
			if sent == limit {
				cut = Completeness{Reason: limitReason(limit), Limited: true}
				return errStop
			}
			sent++
			select {
			case out <- row:
				return nil
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		})
	})
	if req.Report != nil {
		req.Report.Total, req.Report.Rows = time.Since(begun), sent
	}
	switch {
	case errors.Is(err, errStop):
		err = nil
	case ctx.Err() != nil && (err != nil || cut.Complete):
		err = fromContext(ctx)
	}
	if err == nil {
		err = snapshot.Err()
	}
	if err != nil {
		cut = Completeness{Reason: err.Error()}
	}
	return cut, err
}

func limitReason(limit int) string {
	return fmt.Sprintf("the limit of %d rows was reached; there are more", limit)
}

// recovered turns a panic of a language's own code into an error of the query.
func (s *Session) recovered(req Request, answer func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = faulty(req.Language, "the query cannot be run: %v", fault)
		}
	}()
	return answer()
}

// rowsAhead is how many rows a query may be ahead of its reader.
const rowsAhead = 64

// Rows are the answer to a query, to be read by one goroutine and then closed.
//
// A row is a plain JSON value with its object keys sorted by encoding/json: for Gizmo's paths {"id": …, tag: …}, for
// GraphQL the one object of its answer, for MQL one filled template.
type Rows struct {
	rows   chan any
	ended  chan struct{}
	cancel context.CancelCauseFunc
	row    any
	over   bool
	ahead  struct { // what Ready has taken
		row        any
		more, here bool
	}

	// Written before ended is closed, read after.
	err          error
	completeness Completeness
}

// Next moves to the next row; false at the end, on an error, or when ctx ends, which ends the query too.
func (r *Rows) Next(ctx context.Context) bool {
	switch {
	case r.over:
		return false
	case r.ahead.here:
		r.row, r.over, r.ahead.here = r.ahead.row, !r.ahead.more, false
	default:
		select {
		case row, more := <-r.rows:
			r.row, r.over = row, !more
		case <-ctx.Done():
			r.cancel(context.Cause(ctx))
			r.row, r.over = nil, true
		}
	}
	if r.over {
		<-r.ended
	}
	return !r.over
}

// Ready waits until Next would not have to wait, for at most d, and reports whether it came to that.
func (r *Rows) Ready(d time.Duration) bool {
	if r.over || r.ahead.here || r.take() {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case r.ahead.row, r.ahead.more = <-r.rows:
		r.ahead.here = true
	case <-timer.C:
	}
	return r.ahead.here
}

// take takes what is there of the rows.
func (r *Rows) take() bool {
	select {
	case r.ahead.row, r.ahead.more = <-r.rows:
		r.ahead.here = true
	default:
	}
	return r.ahead.here
}

// Row is the row that Next moved to.
func (r *Rows) Row() any { return r.row }

// Err is why the rows ended early, or nil. It is known when Next has returned false.
func (r *Rows) Err() error {
	if !r.over {
		return nil
	}
	return r.err
}

// Completeness says whether the rows are all that was asked for. It is known when Next has returned false.
func (r *Rows) Completeness() Completeness {
	if !r.over {
		return Completeness{Reason: "not read to the end"}
	}
	return r.completeness
}

// Close ends the query if it is still running and waits for it. It may be called at any time and more than once.
func (r *Rows) Close() error {
	r.cancel(errClosed)
	<-r.ended
	return nil
}

var errClosed = errors.New("rows closed")

// ReadAll reads rows to their end and closes them.
func (r *Rows) ReadAll(ctx context.Context) ([]any, Completeness, error) {
	defer r.Close()
	all := []any{}
	for r.Next(ctx) {
		all = append(all, r.Row())
	}
	return all, r.Completeness(), r.Err()
}
