package access

import (
	"graphd/internal/graph/pebblestore/codec"
)

import "github.com/cayleygraph/quad"

// name is the id that a value had in a state.
type cachedID struct {
	id      codec.NodeID
	hash    uint64
	version uint64
}

// nameOf is the id of a value that was looked up before, where it is surely the same in this state.
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

// isName tells whether a value is of those that queries are asked by, and whose equality is that of their text.
func hasCacheableID(value quad.Value) bool {
	switch value := value.(type) {
	case quad.IRI:
		return len(value) <= maxNameBytes
	case quad.String:
		return len(value) <= maxNameBytes
	}
	return false
}

// maxNameBytes is the longest text whose id is cached.
const maxNameBytes = 256

func nameWeight(value quad.Value, _ cachedID) int64 { return 96 + valueWeight(&value) }
