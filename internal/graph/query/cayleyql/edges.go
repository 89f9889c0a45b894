package cayleyql

import (
	"github.com/cayleygraph/quad"

	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/query/qlang"
)

// matches reports whether a node satisfies the arguments of a field.
func (e *evaluation) matches(node codec.NodeID, f *field) (bool, error) {
	for _, a := range f.args {
		switch a.via {
		case nameFirst, nameOffset:
			continue
		case nameID:
			if same, err := e.isOneOf(node, a.values); !same || err != nil {
				return false, err
			}
			continue
		}
		ends, err := e.ends(node, a.via, a.reverse, a.labels)
		if err != nil {
			return false, err
		}
		if ok, err := e.anyOneOf(ends, a.values); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

// anyOneOf reports whether any of the nodes is one of values.
func (e *evaluation) anyOneOf(nodes []codec.NodeID, values []quad.Value) (bool, error) {
	for _, node := range nodes {
		if one, err := e.isOneOf(node, values); one || err != nil {
			return one, err
		}
	}
	return false, nil
}

func (e *evaluation) isOneOf(node codec.NodeID, values []quad.Value) (bool, error) {
	for _, value := range values {
		id, err := e.qs.Find(value)
		if id == node || err != nil {
			return err == nil, err
		}
	}
	return false, nil
}

// ends returns the nodes at the other ends of a node's edges, each once, in the order of the index.
func (e *evaluation) ends(node codec.NodeID, via quad.IRI, reverse bool, labels []quad.Value) (ends []codec.NodeID, err error) {
	predicate, err := e.qs.Find(via)
	if err != nil || predicate == 0 {
		return nil, err
	}
	pattern, end := codec.QuadIDs{codec.Subject: node, codec.Predicate: predicate}, codec.Object
	if reverse {
		pattern, end = codec.QuadIDs{codec.Predicate: predicate, codec.Object: node}, codec.Subject
	}
	seen := map[codec.NodeID]bool{}
	err = e.match(pattern, labels, func(q codec.QuadIDs) error {
		if !seen[q[end]] {
			seen[q[end]] = true
			ends = append(ends, q[end])
			return e.spend()
		}
		return nil
	})
	return ends, err
}

// match calls use for every quad that matches the pattern under one of labels; no labels mean any.
func (e *evaluation) match(pattern codec.QuadIDs, labels []quad.Value, use func(codec.QuadIDs) error) error {
	if len(labels) == 0 {
		return e.qs.Match(e.ctx, pattern, use)
	}
	for _, label := range labels {
		id, err := e.qs.Find(label)
		if err != nil {
			return err
		}
		if id == 0 {
			continue
		}
		pattern[codec.Label] = id
		if err := e.qs.Match(e.ctx, pattern, use); err != nil {
			return err
		}
	}
	return nil
}

// everyEdge returns a node's id and the values of every predicate that leads from it.
func (e *evaluation) everyEdge(node codec.NodeID, f *field) (map[string]any, error) {
	object, lists := map[string]any{}, map[codec.NodeID][]any{}
	seen := map[[2]codec.NodeID]bool{}
	err := e.match(codec.QuadIDs{codec.Subject: node}, f.labels, func(q codec.QuadIDs) error {
		if edge := [2]codec.NodeID{q[codec.Predicate], q[codec.Object]}; !seen[edge] {
			seen[edge] = true
			value, err := e.value(q[codec.Object])
			lists[q[codec.Predicate]] = append(lists[q[codec.Predicate]], value)
			return err
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for predicate, list := range lists {
		name, err := e.qs.Value(predicate)
		if err != nil {
			return nil, err
		}
		key := quad.ToString(name)
		if iri, ok := name.(quad.IRI); ok {
			key = string(iri)
		}
		object[key] = oneOrList(list)
	}
	object[string(nameID)], err = e.value(node)
	return object, err
}

// value returns a node as JSON data.
func (e *evaluation) value(node codec.NodeID) (any, error) {
	v, err := e.qs.Value(node)
	if err != nil || v == nil {
		return nil, err
	}
	return qlang.JSONValue(v), e.spend()
}

// spend takes one value from the answer's budget.
func (e *evaluation) spend() error {
	if e.valuesLeft--; e.valuesLeft < 0 {
		return qlang.Limitf(language, "more than %d values in one answer; ask for less at a time with first", maxValues)
	}
	return nil
}
