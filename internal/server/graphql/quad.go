package graphql

import (
	"context"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/view"
)

type quadsArgs struct {
	Filter *quadFilter
	pageArgs
}

type quadFilter struct{ Subject, Predicate, Object, Label *string }

func (*query) Quads(ctx context.Context, a quadsArgs) (*connection[statement], error) {
	r := readerOf(ctx)
	pattern, err := a.Filter.pattern(r)
	if err != nil {
		return nil, err
	}
	return connect(r, r.quadLists, pattern, a.pageArgs, func(q quad.Quad) statement { return statement{r, q} })
}

func (f *quadFilter) pattern(r *reader) (pattern quad.Quad, err error) {
	if f == nil {
		return quad.Quad{}, nil
	}
	for i, given := range []*string{f.Subject, f.Predicate, f.Object, f.Label} {
		if given == nil {
			continue
		}
		value, err := r.term(*given)
		if err != nil {
			return quad.Quad{}, fmt.Errorf("filter: %s: %w", quad.Directions[i], err)
		}
		pattern.Set(quad.Directions[i], value)
	}
	return pattern, nil
}

// term reads an IRI, whole or short, or a literal as N-Quads write it.
func (r *reader) term(given string) (quad.Value, error) {
	if strings.HasPrefix(given, `"`) {
		q, ok, err := nquads.ParseLine([]byte("<x:s> <x:p> " + given + " ."))
		if err != nil || !ok || q.Label != nil {
			return nil, fmt.Errorf("%s: %w: write a literal as N-Quads do: %q", given, view.ErrFilter, `"words"@en`)
		}
		return q.Object, nil
	}
	given = strings.TrimSuffix(strings.TrimPrefix(given, "<"), ">")
	if iri, ok := r.base.Expand(given); ok {
		return iri, nil
	}
	if !strings.Contains(given, ":") {
		return nil, fmt.Errorf("%q: %w: write an IRI, whole or short (actor:jane-doe), or a literal in quotation marks", given, view.ErrFilter)
	}
	return quad.IRI(given), nil
}

// statement resolves Quad.
type statement struct {
	r *reader
	q quad.Quad
}

func (s statement) Subject() *term   { return s.at(quad.Subject) }
func (s statement) Predicate() *term { return s.at(quad.Predicate) }
func (s statement) Object() *term    { return s.at(quad.Object) }
func (s statement) Label() *term     { return s.at(quad.Label) }

func (s statement) at(d quad.Direction) *term {
	value := s.q.Get(d)
	if value == nil {
		return nil
	}
	return &term{s.r, value}
}

// term resolves Term.
type term struct {
	r     *reader
	value quad.Value
}

func (t *term) Value() string { return quad.ToString(t.value) }

func (t *term) Text() string {
	switch v := t.value.(type) {
	case quad.IRI:
		return t.r.base.Shorten(v)
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	}
	return string(typed(t.value).Value)
}

func (t *term) Datatype() *string { return optional(string(typed(t.value).Type)) }

func (t *term) Language() *string {
	if v, ok := t.value.(quad.LangString); ok {
		return &v.Lang
	}
	return nil
}

func (t *term) Node(ctx context.Context) (*node, error) {
	iri, ok := t.value.(quad.IRI)
	if !ok {
		return nil, nil
	}
	if _, _, ours := t.r.base.Split(iri); !ours {
		return nil, nil
	}
	return t.r.node(ctx, string(iri))
}

// typed is a literal with its datatype written out; empty for other values.
func typed(v quad.Value) quad.TypedString {
	switch v := v.(type) {
	case quad.TypedString:
		return v
	case quad.TypedStringer:
		return v.TypedString()
	}
	return quad.TypedString{}
}
