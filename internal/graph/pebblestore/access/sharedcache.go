package access

import (
	"graphd/internal/graph/pebblestore/cache"
	"graphd/internal/graph/pebblestore/codec"
)

import "github.com/cayleygraph/quad"

// SharedCache holds what the snapshots of a store have read, for those to come. Each entry records the version that it was
// read in; a reader of another version uses it only if Versions says that it still holds. All of it is bounded.
type SharedCache struct {
	versions *Versions
	values   *cache.Paged[cachedValue] // by id
	degrees  *cache.Paged[cachedDegree]
	tallies  *cache.Paged[cachedTally] // of incoming edges
	edges    *adjacency
	names    *cache.Generations[quad.Value, cachedID]
	spreads  *cache.Generations[codec.NodeID, cachedSpread] // by predicate
}

// SharedCacheSizes bounds a SharedCache, in bytes.
type SharedCacheSizes struct {
	NodeBytes   int64 // values, degrees, edge counts and adjacency lists together
	NameBytes   int64 // ids by value
	SpreadBytes int64 // statistics of predicates
}

// NewSharedCache returns an empty cache for a store that publishes its changes to versions.
func NewSharedCache(sizes SharedCacheSizes, versions *Versions) *SharedCache {
	nodes := cache.NewMemoryBudget(sizes.NodeBytes)
	return &SharedCache{
		versions: versions,
		values:   cache.NewPaged(nodes, (*cachedValue).weight),
		degrees:  cache.NewPaged(nodes, func(*cachedDegree) int64 { return degreeBytes }),
		tallies:  cache.NewPaged(nodes, (*cachedTally).weight),
		edges:    newAdjacency(nodes),
		names:    cache.NewGenerations(sizes.NameBytes, nameWeight),
		spreads:  cache.NewGenerations(sizes.SpreadBytes, func(codec.NodeID, cachedSpread) int64 { return 96 }),
	}
}

// valueWeight returns about how many bytes a cached value takes.
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
