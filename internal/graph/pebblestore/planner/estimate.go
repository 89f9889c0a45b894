package planner

import (
	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/codec"
)

import "context"

// estimateMatches estimates how many quads match fixed when the other known positions are bound to one unknown node
// each.
func estimateMatches(ctx context.Context, r *access.QuadReader, fixed codec.QuadIDs, known [4]bool) (float64, error) {
	switch {
	case known[codec.Subject] && known[codec.Object]:
		return checkSelectivity, nil
	case fixed[codec.Subject] != 0:
		return estimateAtNode(ctx, r, access.Outgoing, fixed[codec.Subject], fixed[codec.Predicate])
	case fixed[codec.Object] != 0:
		return estimateAtNode(ctx, r, access.Incoming, fixed[codec.Object], fixed[codec.Predicate])
	case known[codec.Subject] || known[codec.Object]:
		return estimateMean(ctx, r, known[codec.Subject], fixed[codec.Predicate])
	}
	n, err := r.MinCount(fixed)
	return float64(n), err
}

// estimateAtNode estimates the edges of a node with a predicate: exactly if its adjacency list can be cached, else as
// the smaller of two counts.
func estimateAtNode(ctx context.Context, r *access.QuadReader, direction int, id, pred codec.NodeID) (float64, error) {
	list, err := r.AdjacencyList(ctx, direction, id)
	if err != nil {
		return 0, err
	}
	if list != nil {
		return float64(len(list.With(pred, 0))), nil
	}
	pattern := codec.QuadIDs{codec.Predicate: pred}
	pattern[access.EndOf(direction)] = id
	n, err := r.MinCount(pattern)
	return float64(n), err
}

// estimateMean estimates the edges of an unknown node by the predicate's average.
func estimateMean(ctx context.Context, r *access.QuadReader, fromSubject bool, pred codec.NodeID) (float64, error) {
	if pred == 0 {
		c, err := r.Counters()
		return float64(c.Quads) / float64(max(c.Nodes, 1)), err
	}
	s, err := r.Spread(ctx, pred)
	if fromSubject {
		return s.PerSubject, err
	}
	return s.PerObject, err
}
