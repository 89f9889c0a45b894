package pebblestore

import (
	"context"

	"graphd/internal/admission"
)

// fan is how many quads are expected that have the nodes of fixed and, at the other known positions, one node each that is
// not known yet.
func (v *view) fan(ctx context.Context, fixed Quad, known [4]bool) (float64, error) {
	switch {
	case known[subject] && known[object]:
		return checkFan, nil
	case fixed[subject] != 0:
		return v.fanAt(ctx, outgoing, fixed[subject], fixed[predicate])
	case fixed[object] != 0:
		return v.fanAt(ctx, incoming, fixed[object], fixed[predicate])
	case known[subject] || known[object]:
		return v.meanFan(ctx, known[subject], fixed[predicate])
	}
	n, err := v.rarest(fixed)
	return float64(n), err
}

// fanAt is exact where the node's edges are in memory, and the lesser of two counts elsewhere.
func (v *view) fanAt(ctx context.Context, direction int, id, pred Node) (float64, error) {
	r, err := v.run(ctx, direction, id)
	if err != nil {
		return 0, err
	}
	if r != nil {
		return float64(len(r.with(pred, 0))), nil
	}
	pattern := Quad{predicate: pred}
	pattern[endOf(direction)] = id
	n, err := v.rarest(pattern)
	return float64(n), err
}

func endOf(direction int) int {
	if direction == incoming {
		return object
	}
	return subject
}

// spread is how the quads of a predicate are spread over its nodes, by a sample.
type spread struct {
	perSubject, perObject float64
	state                 uint64
}

// spreadFor is for how many states a sample serves.
const spreadFor = 1000

func (v *view) meanFan(ctx context.Context, fromSubject bool, pred Node) (float64, error) {
	if pred == 0 {
		c, err := v.Counters()
		return float64(c.Quads) / float64(max(c.Nodes, 1)), err
	}
	s, ok := v.knownSpread(pred)
	if !ok || max(s.state, v.state)-min(s.state, v.state) > spreadFor {
		var err error
		if s, err = v.sampleSpread(ctx, pred); err != nil {
			return 0, err
		}
		if v.near != nil {
			v.near.spreads.replace(pred, s)
		}
	}
	if fromSubject {
		return s.perSubject, nil
	}
	return s.perObject, nil
}

const (
	sampleNodes = 8
	sampleQuads = 32
)

// sampleSpread looks at the first objects of a predicate, and at one subject of each.
func (v *view) sampleSpread(ctx context.Context, pred Node) (spread, error) {
	cur, err := v.cursors.take(tablePOSG)
	if err != nil {
		return spread{}, err
	}
	defer v.cursors.give(cur)
	posg, spog := &indexes[1], &indexes[0]
	all, of := posg.appendPrefix(nil, Quad{predicate: pred}, 1), Quad{predicate: pred}
	var objects, quads, bySubject uint64
	for ok := cur.seek(all, all); ok && objects < sampleNodes; objects++ {
		if admission.Yield(ctx) != nil {
			return spread{}, ctx.Err()
		}
		q, err := posg.decode(cur.it.Key())
		if err != nil {
			return spread{}, err
		}
		n, err := v.countPrefix(posg.appendPrefix(nil, q, 2), sampleQuads)
		if err != nil {
			return spread{}, err
		}
		m, err := v.countPrefix(spog.appendPrefix(nil, q, 2), sampleQuads)
		if err != nil {
			return spread{}, err
		}
		quads, bySubject = quads+n, bySubject+m
		of[object] = q[object] + 1
		ok = cur.seek(posg.appendPrefix(nil, of, 2), all)
	}
	n := float64(max(objects, 1))
	return spread{max(float64(bySubject)/n, 1), max(float64(quads)/n, 1), v.state}, cur.it.Error()
}

func (v *view) knownSpread(pred Node) (spread, bool) {
	if v.near == nil {
		return spread{}, false
	}
	return v.near.spreads.get(pred)
}
