package view

import (
	"cmp"
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/vocab"
)

// Passage is a range of a document's normalised text, with its words and the text around them.
type Passage struct {
	ID       string
	Document string // id
	Span     api.TextRange
	Exact    string
	Prefix   string
	Suffix   string
}

// Passage returns one passage.
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
		ID: v.short(iri), Document: f.id(vocab.InDocument), Span: api.TextRange{f.int(vocab.Start), f.int(vocab.End)},
		Exact: f.text(vocab.Exact), Prefix: f.text(vocab.Prefix), Suffix: f.text(vocab.Suffix),
	}
	return p, f.err
}

// passageWords is a passage without the text around it.
type passageWords struct {
	iri   quad.IRI
	span  api.TextRange
	exact string
}

// passages reads the passages that are values of predicate, in text order.
func (v *View) passages(ctx context.Context, s star, predicate quad.IRI) ([]passageWords, error) {
	passages := make([]passageWords, 0, len(s[predicate]))
	for _, node := range s[predicate] {
		p, err := v.readPassage(ctx, node)
		if err != nil {
			return nil, err
		}
		passages = append(passages, p)
	}
	slices.SortFunc(passages, func(a, b passageWords) int {
		return cmp.Or(cmp.Compare(a.span[0], b.span[0]), cmp.Compare(a.span[1], b.span[1]))
	})
	return passages, nil
}

// firstWords returns the words of the first passage that is a value of predicate; "" if there is none.
func (v *View) firstWords(ctx context.Context, s star, predicate quad.IRI) (string, error) {
	passages, err := v.passages(ctx, s, predicate)
	if err != nil || len(passages) == 0 {
		return "", err
	}
	return passages[0].exact, nil
}

func (v *View) readPassage(ctx context.Context, node codec.NodeID) (passageWords, error) {
	value, err := v.name(node)
	if err != nil {
		return passageWords{}, err
	}
	iri, _ := value.(quad.IRI)
	s, err := v.starOf(ctx, iri)
	if err != nil {
		return passageWords{}, err
	}
	f := fields{v: v, s: s}
	p := passageWords{iri: iri, span: api.TextRange{f.int(vocab.Start), f.int(vocab.End)}, exact: f.text(vocab.Exact)}
	return p, f.err
}
