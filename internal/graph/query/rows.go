package query

import (
	"context"
	"errors"
	"time"
)

// rowsAhead is the number of rows that a query computes ahead of its reader. Chosen by hand.
const rowsAhead = 64

// Rows is the answer to a query. One goroutine reads it and then closes it.
//
// A row is a value of encoding/json: for a path of Gizmo {"id": …, tag: …}, for CayleyQL the single object of the answer,
// for MQL a filled template.
type Rows struct {
	rows   chan any
	ended  chan struct{}
	cancel context.CancelCauseFunc
	row    any
	done   bool
	ahead  struct { // the result that Ready has received and Next has not yet returned
		row      any
		more, ok bool
	}

	// Written before ended is closed and read only afterwards.
	err          error
	completeness Completeness
}

// Next advances to the next row. It returns false at the end, after an error, and when ctx ends, which also ends the query.
func (r *Rows) Next(ctx context.Context) bool {
	switch {
	case r.done:
		return false
	case r.ahead.ok:
		r.row, r.done, r.ahead.ok = r.ahead.row, !r.ahead.more, false
	default:
		select {
		case row, more := <-r.rows:
			r.row, r.done = row, !more
		case <-ctx.Done():
			r.cancel(context.Cause(ctx))
			r.row, r.done = nil, true
		}
	}
	if r.done {
		<-r.ended
	}
	return !r.done
}

// Ready waits for at most d and reports whether Next will return at once.
func (r *Rows) Ready(d time.Duration) bool {
	if r.done || r.ahead.ok || r.receive() {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case r.ahead.row, r.ahead.more = <-r.rows:
		r.ahead.ok = true
	case <-timer.C:
	}
	return r.ahead.ok
}

// receive receives the next result if there is one yet and reports whether there was.
func (r *Rows) receive() bool {
	select {
	case r.ahead.row, r.ahead.more = <-r.rows:
		r.ahead.ok = true
	default:
	}
	return r.ahead.ok
}

// Row returns the row that Next advanced to.
func (r *Rows) Row() any { return r.row }

// Err returns the error that ended the rows early, or nil. It is valid once Next has returned false.
func (r *Rows) Err() error {
	if !r.done {
		return nil
	}
	return r.err
}

// Completeness reports whether the rows are everything that the query asked for. It is valid once Next has returned false.
func (r *Rows) Completeness() Completeness {
	if !r.done {
		return Completeness{Reason: "not read to the end"}
	}
	return r.completeness
}

// Close ends the query if it is still running and waits for it. It can be called at any time and more than once.
func (r *Rows) Close() error {
	r.cancel(errClosed)
	<-r.ended
	return nil
}

var errClosed = errors.New("rows closed")

// ReadAll reads all remaining rows and closes r.
func (r *Rows) ReadAll(ctx context.Context) ([]any, Completeness, error) {
	defer r.Close()
	all := []any{}
	for r.Next(ctx) {
		all = append(all, r.Row())
	}
	return all, r.Completeness(), r.Err()
}

// Completeness reports whether rows are everything that a query asked for.
type Completeness struct {
	Complete bool   `json:"complete"`
	Reason   string `json:"reason,omitempty"` // why not; empty where Complete
	Limited  bool   `json:"-"`                // only the limit ended the rows: Request.Skip on the same snapshot continues them
}
