package codec

import (
	"github.com/cayleygraph/quad"
)

// Node is a reference to a value: its id in the dictionary. Ids start at 1 and are never given twice;
// 0 stands for no value: a missing label in a Quad, an open position in a pattern.
type NodeID uint64

// Key makes a Node a Cayley reference.
func (n NodeID) Key() interface{} { return n }

// Quad is a reference to a quad, and the quad itself: the ids of its subject, predicate, object and label.
// No read is needed to take it apart.
type QuadIDs [4]NodeID

// Key makes a Quad a Cayley reference.
func (q QuadIDs) Key() interface{} { return q }

// At is the id at a direction; 0 where the quad has no label.
func (q QuadIDs) At(d quad.Direction) NodeID { return q[PositionOf(d)] }

// matches tells whether every position that pattern sets is the same in q.
func (q QuadIDs) Matches(pattern QuadIDs) bool {
	for i, want := range pattern {
		if want != 0 && q[i] != want {
			return false
		}
	}
	return true
}
