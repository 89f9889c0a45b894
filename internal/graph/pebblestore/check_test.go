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

	"graphd/internal/graph/pebblestore/codec"
)

// damage is one kind of damage, and a part of the finding that reports it.
type damage struct {
	says string
	do   func(t *testing.T, s *QuadStore, ids codec.QuadIDs)
}

// damages returns damage to each invariant of DESIGN.md, at each place where it can be violated. The quad is <a> <b> <c>
// <g>.
func damages() map[string]damage {
	all := map[string]damage{
		"a key cut short": {"truncated", func(t *testing.T, s *QuadStore, _ codec.QuadIDs) { plant(t, s, []byte{codec.TableSPOG, 1}, nil) }},
		"a key with too many bytes": {"excess bytes", func(t *testing.T, s *QuadStore, ids codec.QuadIDs) {
			plant(t, s, append(codec.BySubject.AppendKey(nil, ids), 1), nil)
		}},
		"counts that nothing has": {"is in no quad", func(t *testing.T, s *QuadStore, _ codec.QuadIDs) {
			plant(t, s, codec.IDKey(codec.TableCounts, 90), codec.PositionCounts{}.Encode())
		}},
		"counts cut short": {"a count is truncated", func(t *testing.T, s *QuadStore, ids codec.QuadIDs) {
			plant(t, s, codec.IDKey(codec.TableCounts, ids[codec.Subject]), []byte{1})
		}},
		"a damaged key of counts": {"of table 'c' is damaged", func(t *testing.T, s *QuadStore, _ codec.QuadIDs) {
			plant(t, s, []byte{codec.TableCounts, 0xff}, codec.PositionCounts{1}.Encode())
		}},
		"a damaged key of a value": {"of table 'v' is damaged", func(t *testing.T, s *QuadStore, _ codec.QuadIDs) {
			plant(t, s, []byte{codec.TableValue, 0xff}, codec.AppendIRI(nil, nil))
		}},
		"a value that nothing has": {"has no counts", func(t *testing.T, s *QuadStore, _ codec.QuadIDs) {
			plant(t, s, codec.IDKey(codec.TableValue, 90), codec.AppendIRI(nil, []byte("z")))
		}},
		"a value of no kind": {"value of kind", func(t *testing.T, s *QuadStore, ids codec.QuadIDs) {
			plant(t, s, codec.IDKey(codec.TableValue, ids[codec.Subject]), []byte{77})
		}},
		"a value encoded otherwise": {"does not have its canonical encoding", func(t *testing.T, s *QuadStore, ids codec.QuadIDs) {
			plant(t, s, codec.IDKey(codec.TableValue, ids[codec.Subject]), wrongBool(t))
		}},
		"another value": {"under its hash", func(t *testing.T, s *QuadStore, ids codec.QuadIDs) {
			plant(t, s, codec.IDKey(codec.TableValue, ids[codec.Subject]), codec.AppendIRI(nil, []byte("z")))
		}},
		"two ids of one value": {"are equal", func(t *testing.T, s *QuadStore, ids codec.QuadIDs) {
			plantDuplicate(t, s, ids[codec.Subject], quad.IRI("a"))
		}},
		"an id under another hash": {"has a different hash", func(t *testing.T, s *QuadStore, ids codec.QuadIDs) {
			plant(t, s, codec.HashKey(1), codec.EncodeIDs([]codec.NodeID{ids[codec.Predicate]}))
		}},
		"an id without a value": {"hash entry", func(t *testing.T, s *QuadStore, _ codec.QuadIDs) {
			plant(t, s, codec.HashKey(1), codec.EncodeIDs([]codec.NodeID{90}))
		}},
		"a hash without ids": {"is damaged", func(t *testing.T, s *QuadStore, _ codec.QuadIDs) { plant(t, s, codec.HashKey(1), nil) }},
		"a hash cut short": {"is damaged", func(t *testing.T, s *QuadStore, ids codec.QuadIDs) {
			plant(t, s, []byte{codec.TableHash, 1}, codec.EncodeIDs([]codec.NodeID{ids[codec.Subject]}))
		}},
		"the next id given": {"next id", func(t *testing.T, s *QuadStore, _ codec.QuadIDs) {
			plantCounters(t, s, func(c *codec.Counters) { c.Next = 2 })
		}},
		"another number of quads": {"the counters have", func(t *testing.T, s *QuadStore, _ codec.QuadIDs) {
			plantCounters(t, s, func(c *codec.Counters) { c.Quads++ })
		}},
		"another number of nodes": {"the counters have", func(t *testing.T, s *QuadStore, _ codec.QuadIDs) {
			plantCounters(t, s, func(c *codec.Counters) { c.Nodes++ })
		}},
		"another number of graphs": {"the counters have", func(t *testing.T, s *QuadStore, _ codec.QuadIDs) {
			plantCounters(t, s, func(c *codec.Counters) { c.Graphs++ })
		}},
		"no counters": {"counters", func(t *testing.T, s *QuadStore, _ codec.QuadIDs) {
			remove(t, s, codec.SettingKey(codec.SettingCounters))
		}},
		"a key of no table":           {"belongs to no table", func(t *testing.T, s *QuadStore, _ codec.QuadIDs) { plant(t, s, []byte("zebra"), nil) }},
		"a key before all the tables": {"belongs to no table", func(t *testing.T, s *QuadStore, _ codec.QuadIDs) { plant(t, s, []byte("A"), nil) }},
	}
	for i := range codec.Indexes {
		x := &codec.Indexes[i]
		all[fmt.Sprintf("a quad less in index %q", x.Table)] = damage{"but not in index", func(t *testing.T, s *QuadStore, ids codec.QuadIDs) { remove(t, s, x.AppendKey(nil, ids)) }}
		all[fmt.Sprintf("a quad more in index %q", x.Table)] = damage{"but not in index", func(t *testing.T, s *QuadStore, ids codec.QuadIDs) {
			plant(t, s, x.AppendKey(nil, codec.QuadIDs{ids[codec.Subject], ids[codec.Predicate], ids[codec.Predicate], ids[codec.Label]}), nil)
		}}
	}
	for pos, name := range [...]string{codec.Subject: "subject", codec.Predicate: "predicate", codec.Object: "object", codec.Label: "label"} {
		all["another count as "+name] = damage{"its counts are", func(t *testing.T, s *QuadStore, ids codec.QuadIDs) {
			wrong := codec.PositionCounts{}
			wrong[pos] = 9
			plant(t, s, codec.IDKey(codec.TableCounts, ids[pos]), wrong.Encode())
		}}
		all["no counts of a "+name] = damage{"has no counts", func(t *testing.T, s *QuadStore, ids codec.QuadIDs) {
			remove(t, s, codec.IDKey(codec.TableCounts, ids[pos]))
		}}
		all["no value of a "+name] = damage{"hash entry", func(t *testing.T, s *QuadStore, ids codec.QuadIDs) {
			remove(t, s, codec.IDKey(codec.TableValue, ids[pos]))
		}}
		all["no hash of a "+name] = damage{"under its hash", func(t *testing.T, s *QuadStore, _ codec.QuadIDs) {
			remove(t, s, codec.HashKey(hashOf(t, []quad.Value{quad.IRI("a"), quad.IRI("b"), quad.IRI("c"), quad.IRI("g")}[pos])))
		}}
		if pos != codec.Label {
			all["a quad without a "+name] = damage{"incomplete quad", func(t *testing.T, s *QuadStore, ids codec.QuadIDs) {
				ids[pos] = 0
				for i := range codec.Indexes {
					plant(t, s, codec.Indexes[i].AppendKey(nil, ids), nil)
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
			s, err := Open("memory", OpenOptions{FS: vfs.NewMem(), CacheBytes: 1 << 20})
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

// TestCheckDuringWrites checks snapshots while quads are edited, removed and loaded: each is sound.
func TestCheckDuringWrites(t *testing.T) {
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
			edit := DeltaBatch{Clear: []quad.Value{graphName(0)}, Deltas: adds(versionOf(0, version, 1+version%40)...)}
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

func idsOf(s *QuadStore, q quad.Quad) (ids codec.QuadIDs) {
	for _, d := range quad.Directions {
		ids[codec.PositionOf(d)], _ = s.ValueOf(q.Get(d)).(codec.NodeID)
	}
	return ids
}

func hashOf(t *testing.T, v quad.Value) uint64 {
	t.Helper()
	encoded, err := codec.EncodeValue(v)
	if err != nil {
		t.Fatal(err)
	}
	return codec.HashValue(encoded)
}

// plantDuplicate gives a value a second id.
func plantDuplicate(t *testing.T, s *QuadStore, id codec.NodeID, v quad.Value) {
	encoded, err := codec.EncodeValue(v)
	if err != nil {
		t.Fatal(err)
	}
	plant(t, s, codec.IDKey(codec.TableValue, 50), encoded)
	plant(t, s, codec.HashKey(codec.HashValue(encoded)), codec.EncodeIDs([]codec.NodeID{id, 50}))
}

func plantCounters(t *testing.T, s *QuadStore, change func(*codec.Counters)) {
	t.Helper()
	c, err := s.Counters()
	if err != nil {
		t.Fatal(err)
	}
	change(&c)
	plant(t, s, codec.SettingKey(codec.SettingCounters), c.Encode())
}

func plant(t *testing.T, s *QuadStore, key, value []byte) {
	t.Helper()
	if err := s.engine.DB.Set(key, value, pebble.Sync); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, s *QuadStore, key []byte) {
	t.Helper()
	if err := s.engine.DB.Delete(key, pebble.Sync); err != nil {
		t.Fatal(err)
	}
}

// wrongBool returns the encoding of a boolean that is neither true nor false.
func wrongBool(t *testing.T) []byte {
	t.Helper()
	encoded, err := codec.EncodeValue(quad.Bool(true))
	if err != nil {
		t.Fatal(err)
	}
	encoded[len(encoded)-1] = 7
	return encoded
}
