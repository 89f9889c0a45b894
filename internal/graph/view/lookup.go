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

// match calls f with every quad that agrees with pattern, whose nil parts agree with anything, until f fails.
// Each call is a look-up in one index; a value that the store does not know matches nothing.
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

// unread is why the store could not read something, where it keeps that: Cayley's names have no error results.
func (v *View) unread() error {
	if qs, ok := v.qs.(interface{ Err() error }); ok {
		return qs.Err()
	}
	return nil
}

// Quads calls f with every quad that agrees with pattern, whose nil parts agree with anything, until f fails.
func (v *View) Quads(ctx context.Context, pattern quad.Quad, f func(quad.Quad) error) error {
	return v.match(ctx, pattern, func(q graph.Ref) error { return f(v.qs.Quad(q)) })
}

// count is the number of different nodes at d in the quads that agree with pattern.
func (v *View) count(ctx context.Context, pattern quad.Quad, d quad.Direction) (int, error) {
	seen := map[any]struct{}{}
	err := v.match(ctx, pattern, func(q graph.Ref) error {
		seen[v.qs.QuadDirection(q, d).Key()] = struct{}{}
		return nil
	})
	return len(seen), err
}

// values are the different values at d in the quads that agree with pattern, in order of their text.
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

// iris is values without the literals.
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

// name is the value of a node.
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

// star is what one subject has, by predicate; each object once.
type star map[quad.IRI][]graph.Ref

// starOf reads the star of a subject with few quads: a document, passage or attribution, never an entity.
func (v *View) starOf(ctx context.Context, subject quad.IRI) (star, error) {
	s := star{}
	err := v.match(ctx, quad.Quad{Subject: subject}, func(q graph.Ref) error {
		value, err := v.name(v.qs.QuadDirection(q, quad.Predicate))
		if err != nil {
			return err
		}
		predicate, ok := value.(quad.IRI)
		if !ok {
			return nil // written by hand: means nothing here
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

// all are the values of a predicate in s, in order of their text.
func (v *View) all(s star, predicate quad.IRI) ([]quad.Value, error) {
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
