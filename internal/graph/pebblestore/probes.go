package pebblestore

import (
	"context"
	"errors"

	"github.com/cayleygraph/cayley/graph"
)

// probes are tests that all must hold for one row: each asks an index for its own node. One node can be reached in
// several ways in each of them; more goes through every combination, like an odometer.
type probes struct {
	indexes []graph.Index
	nodes   []graph.Ref
}

func newProbes(shapes []graph.IteratorShape) probes {
	p := probes{nodes: make([]graph.Ref, len(shapes))}
	for _, s := range shapes {
		p.indexes = append(p.indexes, s.Lookup())
	}
	return p
}

// hold tells whether every index contains its node, as node says.
func (p *probes) hold(ctx context.Context, node func(i int) graph.Ref) bool {
	for i, index := range p.indexes {
		p.nodes[i] = node(i)
		if p.nodes[i] == nil || !index.Contains(ctx, p.nodes[i]) {
			return false
		}
	}
	return true
}

// more goes to the next combination of ways; false after the last.
func (p *probes) more(ctx context.Context) bool {
	for i := len(p.indexes) - 1; i >= 0; i-- {
		if !p.indexes[i].NextPath(ctx) {
			continue
		}
		for j := i + 1; j < len(p.indexes); j++ {
			if !p.indexes[j].Contains(ctx, p.nodes[j]) {
				return false
			}
		}
		return true
	}
	return false
}

func (p *probes) tag(dst map[string]graph.Ref) {
	for _, index := range p.indexes {
		index.TagResults(dst)
	}
}

func (p *probes) err() error {
	for _, index := range p.indexes {
		if err := index.Err(); err != nil {
			return err
		}
	}
	return nil
}

func (p *probes) close() error {
	var err error
	for _, index := range p.indexes {
		err = errors.Join(err, index.Close())
	}
	return err
}
