package pebblestore

import (
	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/engine"
)

// Shares of OpenOptions.CacheBytes, in 64ths, chosen by hand and checked by TestCachesKeepToTheirBudget.
// The memtables of the engine, of which there may be two, take the rest.
const (
	blockShare  = 24 // the engine's block cache
	nodeShare   = 25 // values, degrees, edge counts and adjacency lists
	knownShare  = 4  // ids by encoding, for writers
	nameShare   = 2  // ids by value, for queries
	spreadShare = 1  // statistics of predicates
	tableShare  = 4  // each memtable
	allShares   = 64
)

// share returns the bytes of so many shares of the cache.
func (o OpenOptions) share(n int64) int64 { return o.CacheBytes / allShares * n }

// engine returns the configuration of the storage engine.
func (o OpenOptions) engine() engine.DBConfig {
	return engine.DBConfig{
		FS: o.FS, ReadOnly: o.ReadOnly, Logger: o.Logger, BlockCacheBytes: o.share(blockShare),
		MemTableBytes: uint64(min(max(o.share(tableShare), 1<<20), 64<<20)),
	}
}

// sharedCache returns the sizes of the caches that snapshots share.
func (o OpenOptions) sharedCache() access.SharedCacheSizes {
	return access.SharedCacheSizes{NodeBytes: o.share(nodeShare), NameBytes: o.share(nameShare), SpreadBytes: o.share(spreadShare)}
}
