package access

import (
	"bytes"
	"context"
	"errors"

	"graphd/internal/graph/pebblestore/codec"
)

// Degree is in how many quads a node is the subject, and in how many the object.
type Degree struct{ Out, In uint64 }

// degree is what a node's was in a state.
type cachedDegree struct {
	Degree
	version uint64
}

const degreeBytes = 32

// Degree is that of the value with an id; nothing for one that the store does not hold.
func (r *QuadReader) Degree(id codec.NodeID) (Degree, error) {
	if r.shared == nil {
		return r.readDegree(id)
	}
	if d := r.shared.degrees.Get(uint64(id)); d != nil && r.sameEdges(id, d.version) {
		return d.Degree, nil
	}
	d, err := r.readDegree(id)
	if err == nil {
		r.shared.degrees.Put(uint64(id), &cachedDegree{d, r.version})
	}
	return d, err
}

// sameEdges tells whether a node surely has the edges that it had in a state.
func (r *QuadReader) sameEdges(id codec.NodeID, version uint64) bool {
	s := r.shared.versions
	return s.Unchanged(Outgoing, uint64(id), version, r.version) && s.Unchanged(Incoming, uint64(id), version, r.version)
}

func (r *QuadReader) readDegree(id codec.NodeID) (d Degree, err error) {
	cur, err := r.Cursors.Take(codec.TableCounts)
	if err != nil {
		return d, err
	}
	if key := codec.IDKey(codec.TableCounts, id); cur.Iter.SeekGE(key) && bytes.Equal(cur.Iter.Key(), key) {
		var c codec.PositionCounts
		c, err = codec.DecodeCounts(cur.Iter.Value())
		d = Degree{Out: c[codec.Subject], In: c[codec.Object]}
	}
	return d, errors.Join(err, r.Cursors.Give(cur))
}

// Bundle is how many edges of a predicate come to a node from nodes of a class.
type Bundle struct {
	Predicate codec.NodeID
	Class     ValueClass
	Edges     uint64
}

const bundleBytes = 24

// tally is the bundles that came to a node in a state.
type cachedTally struct {
	bundles []Bundle
	version uint64
}

func (t *cachedTally) weight() int64 { return 48 + bundleBytes*int64(cap(t.bundles)) }

// Tally counts the edges that come to a node, whose id is not 0; from memory, where they were counted before. The result
// must not be changed.
func (r *QuadReader) Tally(ctx context.Context, id codec.NodeID) ([]Bundle, error) {
	if r.shared == nil {
		return r.count(ctx, id)
	}
	if t := r.shared.tallies.Get(uint64(id)); t != nil && r.shared.versions.Unchanged(Incoming, uint64(id), t.version, r.version) {
		return t.bundles, nil
	}
	bundles, err := r.count(ctx, id)
	if err == nil {
		r.shared.tallies.Put(uint64(id), &cachedTally{bundles, r.version})
	}
	return bundles, err
}

func (r *QuadReader) count(ctx context.Context, id codec.NodeID) (bundles []Bundle, err error) {
	at := map[Bundle]int{} // places in bundles, by bundles without their edges
	err = r.Match(ctx, codec.QuadIDs{codec.Object: id}, func(q codec.QuadIDs) error {
		class, err := r.Class(q[codec.Subject])
		if err != nil {
			return err
		}
		kind := Bundle{Predicate: q[codec.Predicate], Class: class}
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
