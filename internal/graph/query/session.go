package query

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"graphd/internal/graph"
	"graphd/internal/graph/algebra"
	"graphd/internal/graph/query/cayleyql"
	"graphd/internal/graph/query/gizmo"
	"graphd/internal/graph/query/mql"
	"graphd/internal/graph/query/qlang"
	"graphd/internal/graph/vocab"
	"graphd/internal/memlimit"
)

// Session answers queries in every language, each on a snapshot of its own. It caches compiled scripts, so a server keeps
// one Session. It is safe for concurrent use.
type Session struct {
	open     func() (*graph.Snapshot, error)
	prefixes map[string]string
	limits   Limits
	gizmo    *gizmo.Interpreter
	memory   *memlimit.Limiter
}

// NewSession returns a session that answers queries from store within limits.
func NewSession(store *graph.Store, limits Limits) *Session {
	limits = limits.withDefaults()
	prefixes, memory := store.Base().Prefixes(), &memlimit.Limiter{Total: 2 * limits.Heap}
	return &Session{
		open: store.Snapshot, prefixes: prefixes, limits: limits, memory: memory,
		gizmo: gizmo.New(prefixes, gizmo.Budgets{Script: limits.Text, Heap: limits.Heap, Memory: memory}),
	}
}

// Run begins to answer one request within the default limits; see Session.Query.
func Run(ctx context.Context, store *graph.Store, req Request) (*Rows, error) {
	return NewSession(store, Limits{}).Query(ctx, req)
}

// Query starts to answer req. The caller must close the rows. The query ends when ctx ends, at its deadline, or when the rows
// are closed. An error in the text is returned here or by Rows.Err.
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

// Check parses the text of req without running it, with its parameters bound to req.Params. An error in the text is a
// *qlang.TextError. Check accepts any MQL.
func Check(base vocab.Base, req Request) error {
	prefixes := base.Prefixes()
	switch req.Language {
	case "", Gizmo:
		budgets := gizmo.Budgets{Script: Limits{}.withDefaults().Text}
		return gizmo.New(prefixes, budgets).Check(req.Text)
	case CayleyQL:
		_, err := cayleyql.Parse(req.Text, prefixes, req.Params)
		return err
	}
	return nil
}

// Diagram returns the last path of a query as nodes and links, which Cayley's clients draw. It runs no path.
func (s *Session) Diagram(ctx context.Context, req Request) (diagram algebra.Diagram, err error) {
	snapshot, err := s.open()
	if err != nil {
		return diagram, fmt.Errorf("query: %w", err)
	}
	defer func() { err = errors.Join(err, snapshot.Close()) }()
	timeout := s.limits.timeout(req)
	ctx, cancel := context.WithTimeoutCause(ctx, timeout, fmt.Errorf("%w: %v passed", ErrTimeout, timeout))
	defer cancel()
	switch req.Language {
	case "", Gizmo:
		return s.gizmo.Diagram(ctx, snapshot, gizmo.Script{Text: req.Text, Params: req.Params})
	case MQL:
		if err := qlang.CheckLength(MQL, req.Text, s.limits.Text); err != nil {
			return diagram, err
		}
		err = s.recovered(req, func() (err error) {
			diagram, err = mql.Diagram(ctx, snapshot, req.Text, s.prefixes)
			return err
		})
		return diagram, err
	}
	return diagram, fmt.Errorf("%w: %q has no shapes; use %s or %s", ErrLanguage, req.Language, Gizmo, MQL)
}

// answerer runs a request on a snapshot and passes each row to emit. It stops when emit returns an error: errStop if
// no more rows are wanted.
type answerer func(ctx context.Context, qs *graph.Snapshot, req Request, emit func(row any) error) error

// errStop is the error with which emit ends a query early.
var errStop = qlang.ErrStop

// language returns the function that answers requests in the language of req.
func (s *Session) language(req Request) (answerer, error) {
	switch req.Language {
	case "", Gizmo:
		return s.answerGizmo, nil
	case CayleyQL:
		return s.limited(s.answerCayleyQL), nil
	case MQL:
		return s.limited(s.answerMQL), nil
	}
	return nil, fmt.Errorf("%w %q: use %s, %s or %s", ErrLanguage, req.Language, Gizmo, CayleyQL, MQL)
}

func (s *Session) answerGizmo(ctx context.Context, qs *graph.Snapshot, req Request, emit func(any) error) error {
	q := gizmo.Script{Text: req.Text, Params: req.Params, Linked: req.Linked, Explain: req.Explain, Report: req.Report}
	return s.gizmo.Run(ctx, qs, q, emit)
}

// answerCayleyQL emits one row. It asks for one object more than the limit, so that cutRow notices when there are more.
func (s *Session) answerCayleyQL(ctx context.Context, qs *graph.Snapshot, req Request, emit func(any) error) error {
	if err := qlang.CheckLength(CayleyQL, req.Text, s.limits.Text); err != nil {
		return err
	}
	q, err := cayleyql.Parse(req.Text, s.prefixes, req.Params)
	if err != nil {
		return err
	}
	row, err := q.Run(ctx, qs, cayleyql.RunOptions{MaxObjects: s.limits.rows(req) + 1, Report: req.Report, Explain: req.Explain})
	if err != nil {
		return err
	}
	return emit(row)
}

func (s *Session) answerMQL(ctx context.Context, qs *graph.Snapshot, req Request, emit func(any) error) error {
	if len(req.Params) > 0 {
		return fmt.Errorf("%w: MQL has no parameters", ErrParam)
	}
	if err := qlang.CheckLength(MQL, req.Text, s.limits.Text); err != nil {
		return err
	}
	return mql.Run(ctx, qs, req.Text, s.prefixes, emit)
}

// limited returns answer with the session's memory limit. The Gizmo engine enforces the limit itself.
func (s *Session) limited(answer answerer) answerer {
	return func(ctx context.Context, qs *graph.Snapshot, req Request, emit func(any) error) (err error) {
		ctx, cancel := context.WithCancelCause(ctx)
		defer cancel(nil)
		exceeded := func() {
			cancel(fmt.Errorf("%w: the query takes more than its share of memory, which is at most %d MiB; ask for less at a time", ErrLimit, s.limits.Heap>>20))
		}
		s.memory.Run(ctx, s.limits.Heap, exceeded, func(ctx context.Context, _ memlimit.Mark) {
			err = s.recovered(req, func() error { return answer(ctx, qs, req, emit) })
			if ctx.Err() != nil && err != nil {
				err = context.Cause(ctx)
			}
		})
		return err
	}
}

// start runs the query in a goroutine, which ends before Rows.Close returns.
func (s *Session) start(ctx context.Context, req Request, snapshot *graph.Snapshot, answer answerer, done func() error) *Rows {
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

// run answers the request until its end, its limit or its deadline, and sends the rows to out.
func (s *Session) run(ctx context.Context, req Request, snapshot *graph.Snapshot, answer answerer, out chan<- any) (Completeness, error) {
	limit, sent, skip := s.limits.rows(req), 0, req.Skip
	whole, start := Completeness{Complete: true}, time.Now()
	err := s.recovered(req, func() error {
		return answer(ctx, snapshot, req, func(row any) error {
			if fits, reason := cutRow(req.Language, row, limit); !fits {
				whole = Completeness{Reason: reason}
			}
			if skip > 0 {
				skip--
				return nil
			}
			if sent == limit {
				whole = Completeness{Reason: limitReason(limit), Limited: true}
				return errStop
			}
			sent++
			if req.NameTerms {
				vocab.NameTerms(row)
			}
			select {
			case out <- row:
				return nil
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		})
	})
	if req.Report != nil {
		req.Report.Total, req.Report.Rows = time.Since(start), sent
	}
	switch {
	case errors.Is(err, errStop):
		err = nil
	case ctx.Err() != nil && (err != nil || whole.Complete):
		err = fromContext(ctx)
	}
	if err == nil {
		err = snapshot.Err()
	}
	if err != nil {
		whole = Completeness{Reason: err.Error()}
	}
	return whole, err
}

func limitReason(limit int) string {
	return fmt.Sprintf("the limit of %d rows was reached; there are more", limit)
}

// recovered calls answer and turns a panic, which Cayley's code uses for some errors, into an error of the query.
func (s *Session) recovered(req Request, answer func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = qlang.Invalidf(cmp.Or(req.Language, Gizmo), "the query cannot be run: %v", fault)
		}
	}()
	return answer()
}

// cutRow shortens the lists in the row of a CayleyQL answer to limit, and reports whether the row was whole and if not, why.
func cutRow(language string, row any, limit int) (whole bool, reason string) {
	fields, ok := row.(map[string]any)
	if language != CayleyQL || !ok {
		return true, ""
	}
	whole = true
	for name, value := range fields {
		if list, ok := value.([]any); ok && len(list) > limit {
			fields[name] = list[:limit]
			if whole, reason = false, fmt.Sprintf("%s was cut to the limit of %d; there are more", name, limit); limit == 1 {
				fields[name] = list[0]
			}
		}
	}
	return whole, reason
}
