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

// Quads resolves the field of Query.
func (*query) Quads(ctx context.Context, a quadsArgs) (*connection[quadResolver], error) {
	r := readerOf(ctx)
	pattern, err := a.Filter.pattern(r)
	if err != nil {
		return nil, err
	}
	return connect(r, r.quadLists, pattern, a.pageArgs, func(q quad.Quad) quadResolver { return quadResolver{r, q} })
}

// pattern returns the filter as a pattern whose nil positions match everything.
func (f *quadFilter) pattern(r *requestReader) (pattern quad.Quad, err error) {
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

// term parses an IRI, full or short, or a literal in the syntax of N-Quads.
func (r *requestReader) term(given string) (quad.Value, error) {
	if strings.HasPrefix(given, `"`) {
		q, ok, err := nquads.ParseLine([]byte("<x:s> <x:p> " + given + " ."))
		if err != nil || !ok || q.Label != nil {
			return nil, fmt.Errorf("%s: %w: write a literal in the syntax of N-Quads: %q", given, view.ErrFilter, `"words"@en`)
		}
		return q.Object, nil
	}
	given = strings.TrimSuffix(strings.TrimPrefix(given, "<"), ">")
	if iri, ok := r.base.Expand(given); ok {
		return iri, nil
	}
	if !strings.Contains(given, ":") {
		return nil, fmt.Errorf("%q: %w: write an IRI, full or short (actor:jane-doe), or a literal in quotation marks", given, view.ErrFilter)
	}
	return quad.IRI(given), nil
}

// quadResolver resolves Quad.
type quadResolver struct {
	r *requestReader
	q quad.Quad
}

func (s quadResolver) Subject() *termResolver   { return s.at(quad.Subject) }
func (s quadResolver) Predicate() *termResolver { return s.at(quad.Predicate) }
func (s quadResolver) Object() *termResolver    { return s.at(quad.Object) }
func (s quadResolver) Label() *termResolver     { return s.at(quad.Label) }

func (s quadResolver) at(d quad.Direction) *termResolver {
	value := s.q.Get(d)
	if value == nil {
		return nil
	}
	return &termResolver{s.r, value}
}

// termResolver resolves Term.
type termResolver struct {
	r     *requestReader
	value quad.Value
}

func (t *termResolver) Value() string { return quad.ToString(t.value) }

func (t *termResolver) Text() string {
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

func (t *termResolver) Datatype() *string { return optional(string(typed(t.value).Type)) }

func (t *termResolver) Language() *string {
	if v, ok := t.value.(quad.LangString); ok {
		return &v.Lang
	}
	return nil
}

func (t *termResolver) Node(ctx context.Context) (*nodeResolver, error) {
	iri, ok := t.value.(quad.IRI)
	if !ok {
		return nil, nil
	}
	if _, _, ours := t.r.base.Split(iri); !ours {
		return nil, nil
	}
	return t.r.node(ctx, string(iri))
}

// typed returns a literal with its datatype, or the zero value for other values.
func typed(v quad.Value) quad.TypedString {
	switch v := v.(type) {
	case quad.TypedString:
		return v
	case quad.TypedStringer:
		return v.TypedString()
	}
	return quad.TypedString{}
}
