package view

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// match calls f with every quad that matches pattern, whose nil positions match every value, until f returns an error.
// It looks pattern up in one index. A value that is not in the store matches no quad.
func (v *View) match(ctx context.Context, pattern quad.Quad, f func(q graph.Ref) error) error {
	var filters shape.Quads
	for _, d := range quad.Directions {
		value := pattern.Get(d)
		if value == nil {
			continue
		}
		ref := v.qs.ValueOf(value)
		if ref == nil {
			return ctx.Err()
		}
		filters = append(filters, shape.QuadFilter{Dir: d, Values: shape.Fixed{ref}})
	}
	it := shape.BuildIterator(v.qs, filters)
	defer it.Close()
	for it.Next(ctx) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := f(it.Result()); err != nil {
			return err
		}
	}
	if err := errors.Join(it.Err(), v.unread()); err != nil {
		return fmt.Errorf("look up %v: %w", pattern, err)
	}
	return ctx.Err()
}

// unread returns the read error that the store keeps, if it does: the methods of Cayley that look up names return no errors.
func (v *View) unread() error {
	if qs, ok := v.qs.(interface{ Err() error }); ok {
		return qs.Err()
	}
	return nil
}

// Quads calls f with every quad that matches pattern, whose nil positions match every value, until f returns an error.
func (v *View) Quads(ctx context.Context, pattern quad.Quad, f func(quad.Quad) error) error {
	return v.match(ctx, pattern, func(q graph.Ref) error { return f(v.qs.Quad(q)) })
}

// count returns the number of distinct nodes at position d of the quads that match pattern.
func (v *View) count(ctx context.Context, pattern quad.Quad, d quad.Direction) (int, error) {
	seen := map[any]struct{}{}
	err := v.match(ctx, pattern, func(q graph.Ref) error {
		seen[v.qs.QuadDirection(q, d).Key()] = struct{}{}
		return nil
	})
	return len(seen), err
}

// values returns the distinct values at position d of the quads that match pattern, sorted by their text.
func (v *View) values(ctx context.Context, pattern quad.Quad, d quad.Direction) ([]quad.Value, error) {
	var found []quad.Value
	seen := map[any]struct{}{}
	err := v.match(ctx, pattern, func(q graph.Ref) error {
		ref := v.qs.QuadDirection(q, d)
		if _, ok := seen[ref.Key()]; ok {
			return nil
		}
		seen[ref.Key()] = struct{}{}
		value, err := v.name(ref)
		found = append(found, value)
		return err
	})
	slices.SortFunc(found, compareValues)
	return found, err
}

// iris returns what values does, without the literals.
func (v *View) iris(ctx context.Context, pattern quad.Quad, d quad.Direction) ([]quad.IRI, error) {
	found, err := v.values(ctx, pattern, d)
	iris := make([]quad.IRI, 0, len(found))
	for _, value := range found {
		if iri, ok := value.(quad.IRI); ok {
			iris = append(iris, iri)
		}
	}
	return iris, err
}

// name returns the value of a node. It caches IRIs.
func (v *View) name(ref graph.Ref) (quad.Value, error) {
	if value, ok := v.names[ref.Key()]; ok {
		return value, nil
	}
	value := v.qs.NameOf(ref)
	if value == nil {
		return nil, fmt.Errorf("node %v of the snapshot has no value: run `graphd check`", ref.Key())
	}
	if _, ok := value.(quad.IRI); ok {
		v.names[ref.Key()] = value
	}
	return value, nil
}

// star holds the objects of one subject by predicate, each object once.
type star map[quad.IRI][]graph.Ref

// starOf reads the star of a subject. It must have few quads: a document, a passage or an attribution, but not an entity.
func (v *View) starOf(ctx context.Context, subject quad.IRI) (star, error) {
	s := star{}
	err := v.match(ctx, quad.Quad{Subject: subject}, func(q graph.Ref) error {
		value, err := v.name(v.qs.QuadDirection(q, quad.Predicate))
		if err != nil {
			return err
		}
		predicate, ok := value.(quad.IRI)
		if !ok {
			return nil // a quad that was written by hand
		}
		object := v.qs.QuadDirection(q, quad.Object)
		same := func(o graph.Ref) bool { return o.Key() == object.Key() }
		if !slices.ContainsFunc(s[predicate], same) {
			s[predicate] = append(s[predicate], object)
		}
		return nil
	})
	return s, err
}

// objects returns the values of a predicate in s, sorted by their text.
func (v *View) objects(s star, predicate quad.IRI) ([]quad.Value, error) {
	found := make([]quad.Value, 0, len(s[predicate]))
	for _, ref := range s[predicate] {
		value, err := v.name(ref)
		if err != nil {
			return nil, err
		}
		found = append(found, value)
	}
	slices.SortFunc(found, compareValues)
	return found, nil
}

// has reports whether value is an object of the predicate in s.
func (v *View) has(s star, predicate quad.IRI, value quad.Value) bool {
	ref := v.qs.ValueOf(value)
	if ref == nil {
		return false
	}
	return slices.ContainsFunc(s[predicate], func(o graph.Ref) bool { return o.Key() == ref.Key() })
}
