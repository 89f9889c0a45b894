package pebblestore

import "github.com/cayleygraph/quad"

// memory is what a store keeps of what was read, for the snapshots to come. All of it is bounded.
type memory struct {
	states  *states
	terms   *paged[term] // by id
	degrees *paged[degree]
	tallies *paged[tally] // incoming
	edges   *adjacency
	names   *cache[quad.Value, name]
	spreads *cache[Node, spread] // by predicate
}

// Shares of Options.CacheBytes, in 64ths. The memtables of the engine, of which there may be two, have the rest.
const (
	blockShare  = 24 // the engine's blocks
	nodeShare   = 25 // terms, degrees, tallies and edges
	knownShare  = 4  // ids by encoding, for writers
	nameShare   = 2
	spreadShare = 1
	tableShare  = 4 // each memtable
	allShares   = 64
)

func newMemory(bytes int64, s *states) *memory {
	part := func(share int64) int64 { return bytes / allShares * share }
	nodes := &budget{limit: part(nodeShare)}
	return &memory{
		states:  s,
		terms:   newPaged(nodes, (*term).weight),
		degrees: newPaged(nodes, func(*degree) int64 { return degreeBytes }),
		tallies: newPaged(nodes, (*tally).weight),
		edges:   newAdjacency(nodes),
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
