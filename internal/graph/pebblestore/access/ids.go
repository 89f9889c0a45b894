package access

import (
	"graphd/internal/graph/pebblestore/codec"
)

import "github.com/cayleygraph/quad"

// cachedID is the id that a value had in a version.
type cachedID struct {
	id      codec.NodeID
	hash    uint64
	version uint64
}

// cachedID returns the id of a value from the cache, if it certainly holds in this version.
func (r *QuadReader) cachedID(value quad.Value) (codec.NodeID, bool) {
	if r.shared == nil || !hasCacheableID(value) {
		return 0, false
	}
	n, ok := r.shared.names.Get(value)
	return n.id, ok && r.shared.versions.Unchanged(HashEntry, n.hash, n.version, r.version)
}

func (r *QuadReader) cacheID(value quad.Value, n cachedID) {
	if r.shared != nil && hasCacheableID(value) {
		r.shared.names.Replace(value, n)
	}
}

// hasCacheableID reports whether ids of a value are cached: IRIs and short strings, which queries name, and whose
// equality is that of their text.
func hasCacheableID(value quad.Value) bool {
	switch value := value.(type) {
	case quad.IRI:
		return len(value) <= maxNameBytes
	case quad.String:
		return len(value) <= maxNameBytes
	}
	return false
}

// maxNameBytes is the length of the longest text whose id is cached.
const maxNameBytes = 256

func nameWeight(value quad.Value, _ cachedID) int64 { return 96 + valueWeight(&value) }
