package pebblestore

import "github.com/cayleygraph/quad"

// memory is what a store keeps of what was read, for the snapshots to come. All of it is bounded.
type memory struct {
	states  *states
	values  *paged[quad.Value] // by id
	edges   *adjacency
	names   *cache[quad.Value, name]
	spreads *cache[Node, spread] // by predicate
}

// Shares of Options.CacheBytes, in 32nds. The memtables of the engine, of which there may be two, have the rest.
const (
	blockShare  = 12 // the engine's blocks
	valueShare  = 8
	edgeShare   = 4
	knownShare  = 2 // ids by encoding, for writers
	nameShare   = 1
	spreadShare = 1
	tableShare  = 2 // each memtable
	allShares   = 32
)

func newMemory(budget int64, s *states) *memory {
	part := func(share int64) int64 { return budget / allShares * share }
	return &memory{
		states:  s,
		values:  newPaged(part(valueShare), valueWeight),
		edges:   newAdjacency(part(edgeShare)),
		names:   newCache(part(nameShare), nameWeight),
		spreads: newCache(part(spreadShare), func(Node, spread) int64 { return 96 }),
	}
}

// valueWeight is about how many bytes a cached value takes.
func valueWeight(v *quad.Value) int64 {
	const overhead = 48
	switch v := (*v).(type) {
	case quad.IRI:
		return overhead + int64(len(v))
	case quad.String:
		return overhead + int64(len(v))
	case quad.LangString:
		return overhead + int64(len(v.Value)+len(v.Lang))
	case quad.TypedString:
		return overhead + int64(len(v.Value)+len(v.Type))
	}
	return overhead
}
