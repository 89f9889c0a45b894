package view

import (
	"context"
	"strconv"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/vocab"
)

// CountAttributions returns the number of attributions that match q. Known is false for a filter by words or dates: the
// indexes do not have that number, and reading every attribution would take too long.
func (v *View) CountAttributions(ctx context.Context, q api.AttributionQuery) (n int, known bool, err error) {
	c, err := v.compile(q)
	if err != nil || c.words != "" || !c.issued.isOpen() {
		return 0, false, err
	}
	isAttribution := condition{[]quad.IRI{vocab.Type}, vocab.Attribution}
	var matching map[codec.NodeID]bool
	for _, cond := range append(c.conditions, isAttribution) {
		if matching, err = v.intersectMatching(ctx, cond, c.document, matching); err != nil {
			return 0, false, err
		}
	}
	if err := v.dropUncertain(ctx, q.MinConfidence, matching); err != nil {
		return 0, false, err
	}
	return len(matching), true, nil
}

// dropUncertain removes the attributions whose confidence is below the bound. It reads the index of confidences, each of which
// many attributions have.
func (v *View) dropUncertain(ctx context.Context, bound float64, from map[codec.NodeID]bool) error {
	if bound <= 0 {
		return nil
	}
	confirmed := map[codec.NodeID]bool{}
	err := v.match(ctx, quad.Quad{Predicate: vocab.ConfirmedBy}, func(q codec.QuadIDs) error {
		confirmed[q[codec.Subject]] = true
		return nil
	})
	if err != nil {
		return err
	}
	below := map[codec.NodeID]bool{} // by the node of the confidence
	return v.match(ctx, quad.Quad{Predicate: vocab.Confidence}, func(q codec.QuadIDs) error {
		low, known := below[q[codec.Object]]
		if !known {
			value, err := v.name(q[codec.Object])
			if err != nil {
				return err
			}
			n, err := strconv.ParseFloat(textOf(value), 64)
			low = err == nil && n < bound
			below[q[codec.Object]] = low
		}
		if low && !confirmed[q[codec.Subject]] {
			delete(from, q[codec.Subject])
		}
		return nil
	})
}

// intersectMatching returns those nodes of in that meet the condition in a document; in any document if document is "". A
// nil in means all nodes.
func (v *View) intersectMatching(ctx context.Context, c condition, document quad.IRI, in map[codec.NodeID]bool) (map[codec.NodeID]bool, error) {
	matching := map[codec.NodeID]bool{}
	labels := []quad.Value{nil}
	if document != "" {
		labels = []quad.Value{document}
		if curated, ok := v.base.CuratedGraph(document); ok {
			labels = append(labels, curated)
		}
	}
	for _, predicate := range c.predicates {
		for _, label := range labels {
			err := v.match(ctx, quad.Quad{Predicate: predicate, Object: c.object, Label: label}, func(q codec.QuadIDs) error {
				if subject := q[codec.Subject]; in == nil || in[subject] {
					matching[subject] = true
				}
				return nil
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return matching, nil
}
