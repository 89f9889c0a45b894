// Package mql runs MQL, the template language that Cayley took from Freebase. A query is a JSON template; each row is the
// template filled in. Cayley's own implementation runs it; this package adds short names, positions of errors and
// cancellation.
package mql

import (
	"context"
	"encoding/json"
	"errors"

	cayley "github.com/cayleygraph/cayley/graph"
	cayleyquery "github.com/cayleygraph/cayley/query"
	cayleymql "github.com/cayleygraph/cayley/query/mql"
	"github.com/cayleygraph/quad"

	"graphd/internal/admission"
	"graphd/internal/graph"
	"graphd/internal/graph/algebra"
	"graphd/internal/graph/query/qlang"
)

// language is the Language of this package's errors.
const language = "mql"

// Run answers a template and passes each row to emit. All rows are gathered in memory before the first is emitted.
// Prefixes (name without colon → namespace) expand short names; rows have the keys of the template.
//
// Run panics when ctx ends while rows are gathered: Cayley's implementation cannot be stopped in any other way. Callers
// must recover and return the cause of ctx.
func Run(ctx context.Context, qs *graph.Snapshot, text string, prefixes map[string]string, emit func(row any) error) error {
	expanded, names, err := expandTemplate(text, prefixes)
	if err != nil {
		return err
	}
	options := cayleyquery.Options{Collation: cayleyquery.JSON}
	it, err := cayleymql.NewSession(interruptibleView{qs, ctx}).Execute(ctx, expanded, options)
	if err != nil {
		return qlang.Invalidf(language, "%v", err)
	}
	defer it.Close()
	for it.Next(ctx) {
		if err := emit(names.restore(it.Result())); err != nil {
			return err
		}
	}
	if ctx.Err() != nil { // the iterator does not report it
		return context.Cause(ctx)
	}
	return it.Err()
}

// Diagram returns a diagram of the path that a template describes. Like Run, it panics when ctx ends.
func Diagram(ctx context.Context, qs *graph.Snapshot, text string, prefixes map[string]string) (algebra.Diagram, error) {
	expanded, _, err := expandTemplate(text, prefixes)
	if err != nil {
		return algebra.DiagramOf(nil), err
	}
	drawn, err := cayleymql.NewSession(interruptibleView{qs, ctx}).ShapeOf(expanded)
	if err != nil {
		return algebra.DiagramOf(nil), qlang.Invalidf(language, "%v", err)
	}
	parts, _ := drawn.(map[string]any)
	return algebra.DiagramOf(parts), nil
}

// expandTemplate returns a template with its short names expanded, and the names to restore.
func expandTemplate(text string, prefixes map[string]string) (string, shortNames, error) {
	names := shortNames{prefixes: prefixes, original: map[string]string{}}
	var template any
	if err := json.Unmarshal([]byte(text), &template); err != nil {
		return "", names, syntaxError(text, err)
	}
	expanded, err := json.Marshal(names.expand(template))
	if err != nil {
		return "", names, qlang.Invalidf(language, "%v", err)
	}
	return string(expanded), names, nil
}

// syntaxError returns an error of the JSON parser with its position.
func syntaxError(text string, err error) error {
	out := qlang.Invalidf(language, "%v", err)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		out.Line, out.Column = qlang.Position(text, int(syntax.Offset)-1)
	}
	return out
}

// interruptibleView is a snapshot whose NameOf panics once the context has ended. Cayley's implementation gathers all
// results without looking at its context, but asks for the name of each.
type interruptibleView struct {
	*graph.Snapshot
	ctx context.Context
}

// NameOf yields to other tasks and returns the name of ref, or panics with the context's error.
func (v interruptibleView) NameOf(ref cayley.Ref) quad.Value {
	if err := admission.Yield(v.ctx); err != nil {
		panic(err)
	}
	return v.Snapshot.NameOf(ref)
}
