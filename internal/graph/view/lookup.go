package view

import (
	"context"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/pebblestore/codec"
)

// match calls use with every quad that matches pattern, whose nil positions match every value, until use returns an error.
// A value that is not in the store matches no quad.
func (v *View) match(ctx context.Context, pattern quad.Quad, use func(q codec.QuadIDs) error) error {
	var ids codec.QuadIDs
	for _, d := range quad.Directions {
		value := pattern.Get(d)
		if value == nil {
			continue
		}
		node, err := v.find(value)
		if err != nil {
			return err
		}
		if node == 0 {
			return ctx.Err()
		}
		ids[codec.PositionOf(d)] = node
	}
	err := v.from.Match(ctx, ids, func(q codec.QuadIDs) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return use(q)
	})
	if err != nil {
		return err
	}
	return ctx.Err()
}

// find returns the node of a value, or 0 where no quad has it.
func (v *View) find(value quad.Value) (codec.NodeID, error) {
	node, err := v.from.Find(value)
	if err != nil {
		return 0, fmt.Errorf("look up %v: %w", value, err)
	}
	return node, nil
}

// Quads calls use with every quad that matches pattern, whose nil positions match every value, until use returns an error.
func (v *View) Quads(ctx context.Context, pattern quad.Quad, use func(quad.Quad) error) error {
	return v.match(ctx, pattern, func(ids codec.QuadIDs) error {
		q, err := v.from.QuadOf(ids)
		if err != nil {
			return err
		}
		return use(q)
	})
}

// count returns the number of distinct nodes at position d of the quads that match pattern.
func (v *View) count(ctx context.Context, pattern quad.Quad, d quad.Direction) (int, error) {
	seen := map[codec.NodeID]struct{}{}
	err := v.match(ctx, pattern, func(q codec.QuadIDs) error {
		seen[q.At(d)] = struct{}{}
		return nil
	})
	return len(seen), err
}

// values returns the distinct values at position d of the quads that match pattern, sorted by their text.
func (v *View) values(ctx context.Context, pattern quad.Quad, d quad.Direction) ([]quad.Value, error) {
	var found []quad.Value
	seen := map[codec.NodeID]struct{}{}
	err := v.match(ctx, pattern, func(q codec.QuadIDs) error {
		node := q.At(d)
		if _, ok := seen[node]; ok {
			return nil
		}
		seen[node] = struct{}{}
		value, err := v.name(node)
		found = append(found, value)
		return err
	})
	slices.SortFunc(found, compareValues)
	return found, err
}

// iris returns the distinct IRIs at position d of the quads that match pattern, sorted by their text.
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
func (v *View) name(node codec.NodeID) (quad.Value, error) {
	if value, ok := v.names[node]; ok {
		return value, nil
	}
	value, err := v.from.Value(node)
	if err != nil {
		return nil, err
	}
	if value == nil {
		return nil, fmt.Errorf("node %d of the snapshot has no value: run `graphd check`", node)
	}
	if _, ok := value.(quad.IRI); ok {
		v.names[node] = value
	}
	return value, nil
}

// star holds the objects of one subject by predicate, each object once.
type star map[quad.IRI][]codec.NodeID

// starOf reads the star of a subject. It must have few quads: a document, a passage or an attribution, but not an entity.
func (v *View) starOf(ctx context.Context, subject quad.IRI) (star, error) {
	s := star{}
	err := v.match(ctx, quad.Quad{Subject: subject}, func(q codec.QuadIDs) error {
		value, err := v.name(q[codec.Predicate])
		if err != nil {
			return err
		}
		predicate, ok := value.(quad.IRI)
		if !ok {
			return nil // a quad that was written by hand
		}
		if object := q[codec.Object]; !slices.Contains(s[predicate], object) {
			s[predicate] = append(s[predicate], object)
		}
		return nil
	})
	return s, err
}

// objects returns the values of a predicate in s, sorted by their text.
func (v *View) objects(s star, predicate quad.IRI) ([]quad.Value, error) {
	found := make([]quad.Value, 0, len(s[predicate]))
	for _, node := range s[predicate] {
		value, err := v.name(node)
		if err != nil {
			return nil, err
		}
		found = append(found, value)
	}
	slices.SortFunc(found, compareValues)
	return found, nil
}

// has reports whether value is an object of one of the predicates in s.
func (v *View) has(s star, value quad.Value, predicates ...quad.IRI) (bool, error) {
	node, err := v.find(value)
	if err != nil || node == 0 {
		return false, err
	}
	return slices.ContainsFunc(predicates, func(p quad.IRI) bool { return slices.Contains(s[p], node) }), nil
}
