package pebblestore

import (
	"bytes"
	"context"
	"errors"
)

// Degree is in how many quads a node is the subject, and in how many the object.
type Degree struct{ Out, In uint64 }

// degree is what a node's was in a state.
type degree struct {
	Degree
	state uint64
}

const degreeBytes = 32

// Degree is that of the value with an id; nothing for one that the store does not hold.
func (v *view) Degree(id Node) (Degree, error) {
	if v.near == nil {
		return v.readDegree(id)
	}
	if d := v.near.degrees.get(id); d != nil && v.sameEdges(id, d.state) {
		return d.Degree, nil
	}
	d, err := v.readDegree(id)
	if err == nil {
		v.near.degrees.put(id, &degree{d, v.state})
	}
	return d, err
}

// sameEdges tells whether a node surely has the edges that it had in a state.
func (v *view) sameEdges(id Node, state uint64) bool {
	s := v.near.states
	return s.same(outgoing, uint64(id), state, v.state) && s.same(incoming, uint64(id), state, v.state)
}

func (v *view) readDegree(id Node) (d Degree, err error) {
	cur, err := v.cursors.take(tableCounts)
	if err != nil {
		return d, err
	}
	if key := idKey(tableCounts, id); cur.it.SeekGE(key) && bytes.Equal(cur.it.Key(), key) {
		var c counts
		c, err = decodeCounts(cur.it.Value())
		d = Degree{Out: c[subject], In: c[object]}
	}
	return d, errors.Join(err, v.cursors.give(cur))
}

// Bundle is how many edges of a predicate come to a node from nodes of a class.
type Bundle struct {
	Predicate Node
	Class     Class
	Edges     uint64
}

const bundleBytes = 24

// tally is the bundles that came to a node in a state.
type tally struct {
	bundles []Bundle
	state   uint64
}

func (t *tally) weight() int64 { return 48 + bundleBytes*int64(cap(t.bundles)) }

// Tally counts the edges that come to a node, whose id is not 0; from memory, where they were counted before. The result
// must not be changed.
func (v *view) Tally(ctx context.Context, id Node) ([]Bundle, error) {
	if v.near == nil {
		return v.count(ctx, id)
	}
	if t := v.near.tallies.get(id); t != nil && v.near.states.same(incoming, uint64(id), t.state, v.state) {
		return t.bundles, nil
	}
	bundles, err := v.count(ctx, id)
	if err == nil {
		v.near.tallies.put(id, &tally{bundles, v.state})
	}
	return bundles, err
}

func (v *view) count(ctx context.Context, id Node) (bundles []Bundle, err error) {
	at := map[Bundle]int{} // places in bundles, by bundles without their edges
	err = v.Match(ctx, Quad{object: id}, func(q Quad) error {
		class, err := v.Class(q[subject])
		if err != nil {
			return err
		}
		kind := Bundle{Predicate: q[predicate], Class: class}
		place, known := at[kind]
		if !known {
			place = len(bundles)
			at[kind], bundles = place, append(bundles, kind)
		}
		bundles[place].Edges++
		return nil
	})
	return bundles, err
}
