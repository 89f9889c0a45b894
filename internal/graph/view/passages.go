package view

import (
	"cmp"
	"context"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/vocab"
)

// Passage reads one passage. Its id may be short, bare or whole.
func (v *View) Passage(ctx context.Context, id string) (Passage, error) {
	iri := v.instance("passage", id)
	s, err := v.starOf(ctx, iri)
	if err != nil {
		return Passage{}, err
	}
	if len(s[vocab.Start]) == 0 {
		return Passage{}, notFound("passage", id)
	}
	f := fields{v: v, s: s}
	p := Passage{
		ID: v.short(iri), Document: f.id(vocab.InDocument), Span: api.Range{f.int(vocab.Start), f.int(vocab.End)},
		Exact: f.text(vocab.Exact), Prefix: f.text(vocab.Prefix), Suffix: f.text(vocab.Suffix),
	}
	return p, f.err
}

// passage is a span and the words under it.
type passage struct {
	iri   quad.IRI
	span  api.Range
	exact string
}

// passages reads the passages that predicate leads to, in text order.
func (v *View) passages(ctx context.Context, s star, predicate quad.IRI) ([]passage, error) {
	found := make([]passage, 0, len(s[predicate]))
	for _, ref := range s[predicate] {
		p, err := v.passage(ctx, ref)
		if err != nil {
			return nil, err
		}
		found = append(found, p)
	}
	slices.SortFunc(found, func(a, b passage) int {
		return cmp.Or(cmp.Compare(a.span[0], b.span[0]), cmp.Compare(a.span[1], b.span[1]))
	})
	return found, nil
}

// exact returns the words of the first passage that predicate leads to; "" where there is none.
func (v *View) exact(ctx context.Context, s star, predicate quad.IRI) (string, error) {
	passages, err := v.passages(ctx, s, predicate)
	if err != nil || len(passages) == 0 {
		return "", err
	}
	return passages[0].exact, nil
}

func (v *View) passage(ctx context.Context, ref graph.Ref) (passage, error) {
	value, err := v.name(ref)
	if err != nil {
		return passage{}, err
	}
	iri, _ := value.(quad.IRI)
	s, err := v.starOf(ctx, iri)
	if err != nil {
		return passage{}, err
	}
	f := fields{v: v, s: s}
	p := passage{iri: iri, span: api.Range{f.int(vocab.Start), f.int(vocab.End)}, exact: f.text(vocab.Exact)}
	return p, f.err
}
