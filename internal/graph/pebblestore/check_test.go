package pebblestore

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// damage is one fault, and what the check says of it.
type damage struct {
	says string
	do   func(t *testing.T, s *Store, ids Quad)
}

// damages breaks each invariant of DESIGN.md at each place where it can be broken. The quad is <a> <b> <c> <g>.
func damages() map[string]damage {
	all := map[string]damage{
		"a key cut short":             {"cut short", func(t *testing.T, s *Store, _ Quad) { plant(t, s, []byte{tableSPOG, 1}, nil) }},
		"a key with too many bytes":   {"too many", func(t *testing.T, s *Store, ids Quad) { plant(t, s, append(indexes[0].appendKey(nil, ids), 1), nil) }},
		"counts that nothing has":     {"is in no quad", func(t *testing.T, s *Store, _ Quad) { plant(t, s, idKey(tableCounts, 90), counts{}.encode()) }},
		"counts cut short":            {"a count is cut short", func(t *testing.T, s *Store, ids Quad) { plant(t, s, idKey(tableCounts, ids[0]), []byte{1}) }},
		"a damaged key of counts":     {"of table 'c' is damaged", func(t *testing.T, s *Store, _ Quad) { plant(t, s, []byte{tableCounts, 0xff}, counts{1}.encode()) }},
		"a damaged key of a value":    {"of table 'v' is damaged", func(t *testing.T, s *Store, _ Quad) { plant(t, s, []byte{tableValue, 0xff}, []byte{kindIRI}) }},
		"a value that nothing has":    {"has no counts", func(t *testing.T, s *Store, _ Quad) { plant(t, s, idKey(tableValue, 90), []byte{kindIRI, 'z'}) }},
		"a value of no kind":          {"value of kind", func(t *testing.T, s *Store, ids Quad) { plant(t, s, idKey(tableValue, ids[0]), []byte{77}) }},
		"a value encoded otherwise":   {"not encoded as it should be", func(t *testing.T, s *Store, ids Quad) { plant(t, s, idKey(tableValue, ids[0]), []byte{kindBool, 7}) }},
		"another value":               {"under its hash", func(t *testing.T, s *Store, ids Quad) { plant(t, s, idKey(tableValue, ids[0]), []byte{kindIRI, 'z'}) }},
		"two ids of one value":        {"are the same", func(t *testing.T, s *Store, ids Quad) { plantTwin(t, s, ids[0], quad.IRI("a")) }},
		"an id under another hash":    {"has another hash", func(t *testing.T, s *Store, ids Quad) { plant(t, s, hashKey(1), encodeIDs([]Node{ids[1]})) }},
		"an id without a value":       {"hash entry", func(t *testing.T, s *Store, _ Quad) { plant(t, s, hashKey(1), encodeIDs([]Node{90})) }},
		"a hash without ids":          {"is damaged", func(t *testing.T, s *Store, _ Quad) { plant(t, s, hashKey(1), nil) }},
		"a hash cut short":            {"is damaged", func(t *testing.T, s *Store, ids Quad) { plant(t, s, []byte{tableHash, 1}, encodeIDs([]Node{ids[0]})) }},
		"the next id given":           {"next id", func(t *testing.T, s *Store, _ Quad) { plantCounters(t, s, func(c *Counters) { c.next = 2 }) }},
		"another number of quads":     {"counters say", func(t *testing.T, s *Store, _ Quad) { plantCounters(t, s, func(c *Counters) { c.Quads++ }) }},
		"another number of nodes":     {"counters say", func(t *testing.T, s *Store, _ Quad) { plantCounters(t, s, func(c *Counters) { c.Nodes++ }) }},
		"another number of graphs":    {"counters say", func(t *testing.T, s *Store, _ Quad) { plantCounters(t, s, func(c *Counters) { c.Graphs++ }) }},
		"no counters":                 {"counters", func(t *testing.T, s *Store, _ Quad) { remove(t, s, metaKey(metaCounters)) }},
		"a key of no table":           {"belongs to no table", func(t *testing.T, s *Store, _ Quad) { plant(t, s, []byte("zebra"), nil) }},
		"a key before all the tables": {"belongs to no table", func(t *testing.T, s *Store, _ Quad) { plant(t, s, []byte("A"), nil) }},
	}
	for i := range indexes {
		x := &indexes[i]
		all[fmt.Sprintf("a quad less in index %q", x.table)] = damage{"and not in index", func(t *testing.T, s *Store, ids Quad) { remove(t, s, x.appendKey(nil, ids)) }}
		all[fmt.Sprintf("a quad more in index %q", x.table)] = damage{"and not in index", func(t *testing.T, s *Store, ids Quad) {
			plant(t, s, x.appendKey(nil, Quad{ids[0], ids[1], ids[1], ids[3]}), nil)
		}}
	}
	for pos, name := range []string{"subject", "predicate", "object", "label"} {
		all["another count as "+name] = damage{"its counts say", func(t *testing.T, s *Store, ids Quad) {
			wrong := counts{}
			wrong[pos] = 9
			plant(t, s, idKey(tableCounts, ids[pos]), wrong.encode())
		}}
		all["no counts of a "+name] = damage{"has no counts", func(t *testing.T, s *Store, ids Quad) { remove(t, s, idKey(tableCounts, ids[pos])) }}
		all["no value of a "+name] = damage{"hash entry", func(t *testing.T, s *Store, ids Quad) { remove(t, s, idKey(tableValue, ids[pos])) }}
		all["no hash of a "+name] = damage{"under its hash", func(t *testing.T, s *Store, _ Quad) {
			remove(t, s, hashKey(hashOf(t, []quad.Value{quad.IRI("a"), quad.IRI("b"), quad.IRI("c"), quad.IRI("g")}[pos])))
		}}
		if pos != label {
			all["a quad without a "+name] = damage{"incomplete quad", func(t *testing.T, s *Store, ids Quad) {
				ids[pos] = 0
				for i := range indexes {
					plant(t, s, indexes[i].appendKey(nil, ids), nil)
				}
			}}
		}
	}
	return all
}

func TestCheckFindsPlantedDamage(t *testing.T) {
	q := iri("a", "b", "c", "g")
	for name, d := range damages() {
		t.Run(name, func(t *testing.T) {
			s, err := Open("memory", Options{FS: vfs.NewMem(), CacheBytes: 1 << 20})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			apply(t, s, adds(q))
			verify(t, s)
			d.do(t, s, idsOf(s, q))
			report := checkStore(t, s)
			if report.Found == 0 || !strings.Contains(strings.Join(report.Problems, "\n"), d.says) {
				t.Errorf("the check reports %q", report.Problems)
			}
		})
	}
}

// TestCheckBesideWriters checks snapshots while quads are edited, withdrawn and loaded: each is sound.
func TestCheckBesideWriters(t *testing.T) {
	s, ctx := openMem(t), context.Background()
	stop := make(chan struct{})
	var writing sync.WaitGroup
	writing.Go(func() {
		for version := 0; ; version++ {
			select {
			case <-stop:
				return
			default:
			}
			edit := Edit{Clear: []quad.Value{graphName(0)}, Deltas: adds(versionOf(0, version, 1+version%40)...)}
			if _, err := s.Apply(ctx, edit); err != nil {
				t.Error(err)
			}
			if version%8 == 0 {
				loadQuads(t, s, inSmallPieces, versionOf(1, version, 60)...)
			}
		}
	})
	for range 40 {
		verify(t, s)
	}
	close(stop)
	writing.Wait()
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

func plantCounters(t *testing.T, s *Store, change func(*Counters)) {
	t.Helper()
	c, err := s.Counters()
	if err != nil {
		t.Fatal(err)
	}
	change(&c)
	plant(t, s, metaKey(metaCounters), c.encode())
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
