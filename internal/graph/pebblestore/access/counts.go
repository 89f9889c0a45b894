package access

import (
	"bytes"
	"context"
	"errors"

	"graphd/internal/graph/pebblestore/codec"
)

// Degree holds in how many quads a node is the subject (Out) and the object (In).
type Degree struct{ Out, In uint64 }

// cachedDegree is a degree with the version that it was read in.
type cachedDegree struct {
	Degree
	version uint64
}

const degreeBytes = 32

// Degree returns the degree of a node, zeros for one that the store does not hold.
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

// sameEdges reports whether a node certainly has the same edges in this version as in another.
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

// EdgeCount is the number of edges that lead to a node, by predicate and class of the subject.
type EdgeCount struct {
	Predicate codec.NodeID
	Class     ValueClass
	Edges     uint64
}

const edgeCountBytes = 24

// cachedTally holds the edge counts of a node with the version that they were counted in.
type cachedTally struct {
	counts  []EdgeCount
	version uint64
}

func (t *cachedTally) weight() int64 { return 48 + edgeCountBytes*int64(cap(t.counts)) }

// Tally counts the edges that lead to a node, whose id must not be 0, by predicate and class of the subject. The result
// may be shared; callers must not change it.
func (r *QuadReader) Tally(ctx context.Context, id codec.NodeID) ([]EdgeCount, error) {
	if r.shared == nil {
		return r.count(ctx, id)
	}
	if t := r.shared.tallies.Get(uint64(id)); t != nil && r.shared.versions.Unchanged(Incoming, uint64(id), t.version, r.version) {
		return t.counts, nil
	}
	counts, err := r.count(ctx, id)
	if err == nil {
		r.shared.tallies.Put(uint64(id), &cachedTally{counts, r.version})
	}
	return counts, err
}

func (r *QuadReader) count(ctx context.Context, id codec.NodeID) (counts []EdgeCount, err error) {
	at := map[EdgeCount]int{} // indexes in counts, by element with Edges 0
	err = r.Match(ctx, codec.QuadIDs{codec.Object: id}, func(q codec.QuadIDs) error {
		class, err := r.Class(q[codec.Subject])
		if err != nil {
			return err
		}
		kind := EdgeCount{Predicate: q[codec.Predicate], Class: class}
		place, known := at[kind]
		if !known {
			place = len(counts)
			at[kind], counts = place, append(counts, kind)
		}
		counts[place].Edges++
		return nil
	})
	return counts, err
}
