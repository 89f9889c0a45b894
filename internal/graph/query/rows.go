package query

import (
	"context"
	"errors"
	"time"
)

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

// Completeness says whether rows are all that the query asked for, and why not.
type Completeness struct {
	Complete bool   `json:"complete"`
	Reason   string `json:"reason,omitempty"` // empty where Complete
	Limited  bool   `json:"-"`                // the rows after these may be had with Request.Skip, on the same snapshot
}
