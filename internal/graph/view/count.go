package view

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
)

// CountAttributions is how many attributions f lets through, where indexes alone say so: known is false for a filter
// by words or dates, which would have to read each attribution.
func (v *View) CountAttributions(ctx context.Context, f Filter) (n int, known bool, err error) {
	c, err := v.compile(f)
	if err != nil || c.words != "" || !c.window.open() {
		return 0, false, err
	}
	all := condition{[]quad.IRI{vocab.Type}, vocab.Attribution}
	var in map[any]bool // by key of the attribution's reference
	for _, cond := range append(c.conditions, all) {
		if in, err = v.narrow(ctx, cond, c.document, in); err != nil {
			return 0, false, err
		}
	}
	return len(in), true, nil
}

// narrow is what meets the condition in the document, or in any where it is "", among those of in, or of all where it is nil.
func (v *View) narrow(ctx context.Context, c condition, document quad.IRI, in map[any]bool) (map[any]bool, error) {
	meets := map[any]bool{}
	for _, predicate := range c.predicates {
		pattern := quad.Quad{Predicate: predicate, Object: c.object}
		if document != "" {
			pattern.Label = document
		}
		err := v.match(ctx, pattern, func(q graph.Ref) error {
			if key := v.qs.QuadDirection(q, quad.Subject).Key(); in == nil || in[key] {
				meets[key] = true
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return meets, nil
}
