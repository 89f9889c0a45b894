package access

import (
	"graphd/internal/admission"
	"graphd/internal/graph/pebblestore/codec"
)

import "context"

// Spread holds how many quads of a predicate a subject and an object have on average, estimated from a sample; both are
// at least 1.
type Spread struct {
	PerSubject, PerObject float64
}

// cachedSpread is a spread with the version that it was sampled in.
type cachedSpread struct {
	Spread
	version uint64
}

// spreadFor is for how many versions a sample is used. Chosen by hand.
const spreadFor = 1000

// Spread returns the spread of a predicate, sampled in this version or in a recent one.
func (r *QuadReader) Spread(ctx context.Context, predicate codec.NodeID) (Spread, error) {
	if s, ok := r.cachedSpread(predicate); ok {
		return s, nil
	}
	s, err := r.sampleSpread(ctx, predicate)
	if err == nil && r.shared != nil {
		r.shared.spreads.Replace(predicate, cachedSpread{s, r.version})
	}
	return s, err
}

func (r *QuadReader) cachedSpread(predicate codec.NodeID) (Spread, bool) {
	if r.shared == nil {
		return Spread{}, false
	}
	s, ok := r.shared.spreads.Get(predicate)
	return s.Spread, ok && max(s.version, r.version)-min(s.version, r.version) <= spreadFor
}

const (
	sampleNodes = 8
	sampleQuads = 32
)

// sampleSpread counts the quads of the predicate's first objects, and of one subject of each.
func (r *QuadReader) sampleSpread(ctx context.Context, pred codec.NodeID) (Spread, error) {
	cur, err := r.Cursors.Take(codec.TablePOSG)
	if err != nil {
		return Spread{}, err
	}
	defer func() { _ = r.Cursors.Give(cur) }() // reading has returned the errors of the cursor
	posg, spog := codec.ByPredicate, codec.BySubject
	all, of := posg.AppendPrefix(nil, codec.QuadIDs{codec.Predicate: pred}, 1), codec.QuadIDs{codec.Predicate: pred}
	var objects, quads, atSubjects uint64
	for ok := cur.Seek(all, all); ok && objects < sampleNodes; objects++ {
		if admission.Yield(ctx) != nil {
			return Spread{}, ctx.Err()
		}
		q, err := posg.Decode(cur.Iter.Key())
		if err != nil {
			return Spread{}, err
		}
		n, err := r.countPrefix(posg.AppendPrefix(nil, q, 2), sampleQuads)
		if err != nil {
			return Spread{}, err
		}
		m, err := r.countPrefix(spog.AppendPrefix(nil, q, 2), sampleQuads)
		if err != nil {
			return Spread{}, err
		}
		quads, atSubjects = quads+n, atSubjects+m
		of[codec.Object] = q[codec.Object] + 1
		ok = cur.Seek(posg.AppendPrefix(nil, of, 2), all)
	}
	n := float64(max(objects, 1))
	return Spread{max(float64(atSubjects)/n, 1), max(float64(quads)/n, 1)}, cur.Iter.Error()
}
