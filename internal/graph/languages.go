package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strconv"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	cayleygraphql "github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/cayley/query/mql"
	"github.com/cayleygraph/quad"
)

// answerGraphQL runs Cayley's GraphQL-style language. Its answer is one row: an object with every top-level field.
func (s *Session) answerGraphQL(ctx context.Context, qs *Snapshot, req Request, emit func(any) error) error {
	text, err := s.rewriteGraphQL(req)
	if err != nil {
		return err
	}
	it, err := cayleygraphql.NewSession(qs).Execute(ctx, text.String(), query.Options{Collation: query.JSON})
	if err != nil {
		return text.faultOf(err)
	}
	return drain(ctx, it, func(row any) error { return emit(plain(row)) })
}

// atColumn is how the parser names a place; the rewritten text is one line of ASCII.
var atColumn = regexp.MustCompile(`\(1:(\d+)\) `)

// faultOf translates the place of a parser's error back to the text as it was given.
func (w *graphqlText) faultOf(err error) error {
	message := firstLine(err.Error())
	found := atColumn.FindStringSubmatchIndex(message)
	if found == nil {
		return faulty(GraphQL, "%s", message)
	}
	offset, _ := strconv.Atoi(message[found[2]:found[3]]) // digits only; one too long for an int is past the end
	line, column := w.place(offset - 1)
	return &QueryError{Language: GraphQL, Line: line, Column: column, Message: message[found[1]:], kind: ErrQuery}
}

// answerMQL runs Cayley's MQL.
func (s *Session) answerMQL(ctx context.Context, qs *Snapshot, req Request, emit func(any) error) error {
	if len(req.Params) > 0 {
		return fmt.Errorf("%w: MQL has no parameters", ErrParam)
	}
	if len(req.Text) > s.limits.Text {
		return tooLong(MQL, req.Text, s.limits.Text)
	}
	var template any
	if err := json.Unmarshal([]byte(req.Text), &template); err != nil {
		return mqlFault(req.Text, err)
	}
	names := mqlNames{prefixes: s.prefixes, given: map[string]string{}}
	text, err := json.Marshal(names.expand(template))
	if err != nil {
		return faulty(MQL, "%v", err)
	}
	it, err := mql.NewSession(endingView{qs, ctx}).Execute(ctx, string(text), query.Options{Collation: query.JSON})
	if err != nil {
		return faulty(MQL, "%v", err)
	}
	return drain(ctx, it, func(row any) error { return emit(names.restore(row)) })
}

// endingView is a snapshot for MQL, which gathers all that it finds without ever looking at its context: once that has
// ended, the next name that MQL asks for is refused by a panic, which Session.recovered turns into the end of the query.
type endingView struct {
	*Snapshot
	ctx context.Context
}

// NameOf is Snapshot.NameOf until the context has ended.
func (v endingView) NameOf(ref graph.Ref) quad.Value {
	if err := v.ctx.Err(); err != nil {
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
	if language != GraphQL || !ok {
		return true, ""
	}
	whole = true
	for name, value := range fields {
		if list, ok := value.([]any); ok && len(list) > limit {
			fields[name] = list[:limit]
			whole, reason = false, fmt.Sprintf("%s was cut to the limit of %d; there are %d", name, limit, len(list))
		}
	}
	return whole, reason
}

// plain turns what Cayley's languages answer into JSON values: numbers, times and booleans are themselves, IRIs "<iri>".
func plain(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, item := range v {
			out[key] = plain(item)
		}
		return out
	case []map[string]any:
		return plainList(v)
	case []any:
		return plainList(v)
	case []quad.Value:
		return plainList(v)
	case quad.Value:
		return plainValue(v)
	}
	return v
}

func plainList[T any](list []T) []any {
	out := make([]any, len(list))
	for i, item := range list {
		out[i] = plain(item)
	}
	return out
}

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
	return &QueryError{
		Language: language, kind: ErrLimit,
		Message: fmt.Sprintf("the query has %d bytes; at most %d are allowed", len(text), most),
	}
}
