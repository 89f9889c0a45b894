package query

import (
	"context"
	"encoding/json"
	"fmt"
	"math"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/mql"
	"github.com/cayleygraph/quad"

	"graphd/internal/admission"
	"graphd/internal/graph"
	"graphd/internal/graph/algebra"
)

// answerMQL runs Cayley's MQL.
func (s *Session) answerMQL(ctx context.Context, qs *graph.Snapshot, req Request, emit func(any) error) error {
	if len(req.Params) > 0 {
		return fmt.Errorf("%w: MQL has no parameters", ErrParam)
	}
	text, names, err := s.mqlText(req)
	if err != nil {
		return err
	}
	it, err := mql.NewSession(endingView{qs, ctx}).Execute(ctx, text, query.Options{Collation: query.JSON})
	if err != nil {
		return faulty(MQL, "%v", err)
	}
	return drain(ctx, it, func(row any) error { return emit(names.restore(row)) })
}

// mqlText is a template with its short names expanded.
func (s *Session) mqlText(req Request) (text string, names mqlNames, err error) {
	names = mqlNames{prefixes: s.prefixes, given: map[string]string{}}
	if len(req.Text) > s.limits.Text {
		return "", names, tooLong(MQL, req.Text, s.limits.Text)
	}
	var template any
	if err := json.Unmarshal([]byte(req.Text), &template); err != nil {
		return "", names, mqlFault(req.Text, err)
	}
	expanded, err := json.Marshal(names.expand(template))
	if err != nil {
		return "", names, faulty(MQL, "%v", err)
	}
	return string(expanded), names, nil
}

func (s *Session) mqlShape(ctx context.Context, qs *graph.Snapshot, req Request) (algebra.Diagram, error) {
	out := algebra.DiagramOf(nil)
	text, _, err := s.mqlText(req)
	if err != nil {
		return out, err
	}
	drawn, err := mql.NewSession(endingView{qs, ctx}).ShapeOf(text)
	if err != nil {
		return out, faulty(MQL, "%v", err)
	}
	parts, _ := drawn.(map[string]any)
	return algebra.DiagramOf(parts), nil
}

// endingView is a snapshot for MQL, which gathers all that it finds without ever looking at its context: once that has
// ended, the next name that MQL asks for is refused by a panic, which Session.recovered turns into the end of the query.
type endingView struct {
	*graph.Snapshot
	ctx context.Context
}

// NameOf yields to other tasks and returns Snapshot.NameOf; it panics if the context has ended.
func (v endingView) NameOf(ref cayley.Ref) quad.Value {
	if err := admission.Yield(v.ctx); err != nil {
		panic(err)
	}
	return v.Snapshot.NameOf(ref)
}

// drain hands on what one of Cayley's own sessions finds. They stop in silence when ctx ends, so it is asked afterwards.
func drain(ctx context.Context, it query.Iterator, emit func(any) error) error {
	defer it.Close()
	for it.Next(ctx) {
		if err := emit(it.Result()); err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return it.Err()
}

// cutRow shortens the lists of a GraphQL answer to limit, and says whether it was whole.
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

// plainValue is a node as JSON has it: numbers, times and booleans are themselves, an IRI is "<iri>".
func plainValue(v quad.Value) any {
	native := v.Native()
	if _, same := native.(quad.Value); same {
		return quad.StringOf(v)
	}
	if f, ok := native.(float64); ok && (math.IsNaN(f) || math.IsInf(f, 0)) {
		return quad.StringOf(v)
	}
	return native
}

func tooLong(language, text string, most int) error {
	return &TextError{
		Language: language, kind: ErrLimit,
		Message: fmt.Sprintf("the query has %d bytes; at most %d are allowed", len(text), most),
	}
}
