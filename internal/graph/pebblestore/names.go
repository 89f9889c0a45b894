package pebblestore

import "github.com/cayleygraph/quad"

// name is the id that a value had in a state.
type name struct {
	id    Node
	hash  uint64
	state uint64
}

// nameOf is the id of a value that was looked up before, where it is surely the same in this state.
func (v *view) nameOf(value quad.Value) (Node, bool) {
	if v.near == nil || !isName(value) {
		return 0, false
	}
	n, ok := v.near.names.get(value)
	return n.id, ok && v.near.states.same(named, n.hash, n.state, v.state)
}

func (v *view) keepName(value quad.Value, n name) {
	if v.near != nil && isName(value) {
		v.near.names.replace(value, n)
	}
}

// isName tells whether a value is of those that queries are asked by, and whose equality is that of their text.
func isName(value quad.Value) bool {
	switch value := value.(type) {
	case quad.IRI:
		return len(value) <= maxKnown
	case quad.String:
		return len(value) <= maxKnown
	}
	return false
}

func nameWeight(value quad.Value, _ name) int64 { return 96 + valueWeight(&value) }
