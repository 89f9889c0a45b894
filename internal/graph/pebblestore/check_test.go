package pebblestore

import (
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

func TestCheckFindsPlantedDamage(t *testing.T) {
	q := iri("a", "b", "c", "g")
	for name, damage := range map[string]func(*testing.T, *Store, Quad){
		"is in index": func(t *testing.T, s *Store, ids Quad) { remove(t, s, indexes[2].appendKey(nil, ids)) },
		"and not in index 's'": func(t *testing.T, s *Store, ids Quad) {
			plant(t, s, indexes[1].appendKey(nil, Quad{ids[0], ids[1], ids[1], 0}), nil)
		},
		"cut short":        func(t *testing.T, s *Store, ids Quad) { plant(t, s, []byte{tableSPOG, 1}, nil) },
		"incomplete quad":  func(t *testing.T, s *Store, ids Quad) { plant(t, s, indexes[0].appendKey(nil, Quad{1, 0, 1, 0}), nil) },
		"its counts say":   func(t *testing.T, s *Store, ids Quad) { plant(t, s, idKey(tableCounts, ids[0]), counts{9}.encode()) },
		"has no counts":    func(t *testing.T, s *Store, ids Quad) { remove(t, s, idKey(tableCounts, ids[3])) },
		"is in no quad":    func(t *testing.T, s *Store, ids Quad) { plant(t, s, idKey(tableCounts, 90), counts{}.encode()) },
		"no value has the": func(t *testing.T, s *Store, ids Quad) { remove(t, s, idKey(tableValue, ids[1])) },
		"under its hash":   func(t *testing.T, s *Store, ids Quad) { remove(t, s, hashKey(hashOf(t, q.Predicate))) },
		"has another hash": func(t *testing.T, s *Store, ids Quad) { plant(t, s, hashKey(1), encodeIDs([]Node{ids[1]})) },
		"are the same":     func(t *testing.T, s *Store, ids Quad) { plantTwin(t, s, ids[0], q.Subject) },
		"value of kind":    func(t *testing.T, s *Store, ids Quad) { plant(t, s, idKey(tableValue, ids[0]), []byte{77}) },
		"counters say": func(t *testing.T, s *Store, ids Quad) {
			plant(t, s, metaKey(metaCounters), Counters{Quads: 8, next: 99}.encode())
		},
		"next id": func(t *testing.T, s *Store, ids Quad) {
			plant(t, s, metaKey(metaCounters), Counters{Quads: 1, Nodes: 4, Graphs: 1, next: 2}.encode())
		},
		"belongs to no tabl": func(t *testing.T, s *Store, ids Quad) { plant(t, s, []byte("zebra"), nil) },
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Open("memory", Options{FS: vfs.NewMem()})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			apply(t, s, adds(q))
			verify(t, s)
			damage(t, s, idsOf(s, q))
			report := checkStore(t, s)
			if report.Found == 0 || !strings.Contains(strings.Join(report.Problems, "\n"), name) {
				t.Errorf("the check reports %q", report.Problems)
			}
		})
	}
}

func idsOf(s *Store, q quad.Quad) (ids Quad) {
	for i, d := range quad.Directions {
		ids[i], _ = s.ValueOf(q.Get(d)).(Node)
	}
	return ids
}

func hashOf(t *testing.T, v quad.Value) uint64 {
	t.Helper()
	encoded, err := encodeValue(v)
	if err != nil {
		t.Fatal(err)
	}
	return hashValue(encoded)
}

// plantTwin gives a value a second id.
func plantTwin(t *testing.T, s *Store, id Node, v quad.Value) {
	encoded, err := encodeValue(v)
	if err != nil {
		t.Fatal(err)
	}
	plant(t, s, idKey(tableValue, 50), encoded)
	plant(t, s, hashKey(hashValue(encoded)), encodeIDs([]Node{id, 50}))
}

func plant(t *testing.T, s *Store, key, value []byte) {
	t.Helper()
	if err := s.db.Set(key, value, pebble.Sync); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, s *Store, key []byte) {
	t.Helper()
	if err := s.db.Delete(key, pebble.Sync); err != nil {
		t.Fatal(err)
	}
}
