// Package codec defines the store's on-disk format: interned ids, the keys of all tables, and the encodings of values,
// counts and counters. It handles bytes only and does no I/O.
package codec

import (
	"github.com/cayleygraph/quad"
)

// NodeID is the interned id of a value: its key in the dictionary. Ids start at 1 and are never reused. 0 is no value: a
// missing label in a QuadIDs, an unbound position in a pattern.
type NodeID uint64

// Key makes a NodeID usable as a Cayley reference.
func (n NodeID) Key() interface{} { return n }

// QuadIDs holds the ids of a quad's subject, predicate, object and label, indexed by Subject, Predicate, Object and
// Label. It is both the reference to a quad and the quad itself, so reading its parts needs no access to the store. As a
// pattern, 0 at a position matches any id.
type QuadIDs [4]NodeID

// Key makes a QuadIDs usable as a Cayley reference.
func (q QuadIDs) Key() interface{} { return q }

// At returns the id at a direction, 0 if the quad has no label.
func (q QuadIDs) At(d quad.Direction) NodeID { return q[PositionOf(d)] }

// Matches reports whether q agrees with pattern at every position that pattern binds.
func (q QuadIDs) Matches(pattern QuadIDs) bool {
	for i, want := range pattern {
		if want != 0 && q[i] != want {
			return false
		}
	}
	return true
}
