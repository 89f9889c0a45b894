package pebblestore

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/dictionary"
	"graphd/internal/graph/pebblestore/engine"
)

// transaction computes the outcome of a change in memory before anything is written: which quads appear and disappear
// and, from that alone, the keys, reference counts and counters. The store's lock is held until it is committed or dropped.
type transaction struct {
	s        *QuadStore
	dict     dictionary.Dictionary
	counters codec.Counters
	ids      map[string]codec.NodeID // encoded values that were looked up or are new
	fresh    map[codec.NodeID][]byte // encodings of new values
	quads    map[codec.QuadIDs]presenceChange
	lists    map[uint64][]codec.NodeID // hash entries that change
	misses   map[uint64][]codec.NodeID // hash entries that were read for a value that turned out to be new
	dropped  []string                  // encodings of values that no quad has any more
}

// presenceChange holds whether a quad exists before and after the transaction.
type presenceChange struct{ before, now bool }

func newTransaction(s *QuadStore) *transaction {
	return &transaction{
		s: s, dict: dictionary.Dictionary{DB: s.engine.DB, Hash: s.hash}, counters: s.counters,
		ids: make(map[string]codec.NodeID), fresh: make(map[codec.NodeID][]byte), quads: make(map[codec.QuadIDs]presenceChange), lists: make(map[uint64][]codec.NodeID),
		misses: make(map[uint64][]codec.NodeID),
	}
}

// run applies the change in memory.
func (t *transaction) run(ctx context.Context, e DeltaBatch) error {
	for _, name := range e.Clear {
		if err := t.clear(ctx, name); err != nil {
			return err
		}
	}
	for i, d := range e.Deltas {
		if i%engine.CheckEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := t.delta(d, e.Ignore); err != nil {
			return &graph.DeltaError{Delta: d, Err: err}
		}
	}
	return ctx.Err()
}

// clear removes every quad of a named graph.
func (t *transaction) clear(ctx context.Context, name quad.Value) error {
	id, err := t.lookup(name)
	if err != nil || id == 0 {
		return err
	}
	return t.s.Match(ctx, codec.QuadIDs{codec.Label: id}, func(q codec.QuadIDs) error {
		t.quads[q] = presenceChange{before: true}
		return nil
	})
}

func (t *transaction) delta(d graph.Delta, ignore graph.IgnoreOpts) error {
	switch d.Action {
	case graph.Add:
		return t.add(d.Quad, ignore.IgnoreDup)
	case graph.Delete:
		return t.remove(d.Quad, ignore.IgnoreMissing)
	}
	return graph.ErrInvalidAction
}

func (t *transaction) add(q quad.Quad, ignoreDup bool) error {
	if err := validate(q); err != nil {
		return err
	}
	ids, err := t.resolve(q, t.intern)
	if err != nil {
		return err
	}
	p, err := t.presence(ids)
	if err != nil {
		return err
	}
	if p.now && !ignoreDup {
		return graph.ErrQuadExists
	}
	t.quads[ids] = presenceChange{before: p.before, now: true}
	return nil
}

func (t *transaction) remove(q quad.Quad, ignoreMissing bool) error {
	if err := validate(q); err != nil {
		return err
	}
	ids, err := t.resolve(q, t.lookup)
	if err != nil {
		return err
	}
	known := ids[codec.Subject] != 0 && ids[codec.Predicate] != 0 && ids[codec.Object] != 0 && (q.Label == nil || ids[codec.Label] != 0)
	var p presenceChange
	if known {
		if p, err = t.presence(ids); err != nil {
			return err
		}
	}
	if p.now {
		t.quads[ids] = presenceChange{before: p.before}
		return nil
	}
	if ignoreMissing {
		return nil
	}
	return graph.ErrQuadNotExist
}

// validate rejects quads that Cayley could not read back.
func validate(q quad.Quad) error {
	for _, d := range quad.Directions {
		v := q.Get(d)
		if v == nil && d == quad.Label {
			continue
		}
		if !quad.IsValidValue(v) {
			return fmt.Errorf("%w: its %s is missing or empty", codec.ErrInvalid, d)
		}
	}
	return nil
}

func (t *transaction) resolve(q quad.Quad, id func(quad.Value) (codec.NodeID, error)) (ids codec.QuadIDs, err error) {
	for _, d := range quad.Directions {
		if v := q.Get(d); v != nil {
			if ids[codec.PositionOf(d)], err = id(v); err != nil {
				return ids, err
			}
		}
	}
	return ids, nil
}

// lookup returns the id of a value, 0 if neither the store nor the transaction has it.
func (t *transaction) lookup(v quad.Value) (codec.NodeID, error) {
	encoded, err := codec.EncodeValue(v)
	if err != nil {
		return 0, err
	}
	return t.lookupEncoded(encoded)
}

func (t *transaction) lookupEncoded(encoded []byte) (codec.NodeID, error) {
	if id, ok := t.ids[string(encoded)]; ok {
		return id, nil
	}
	id, ok := t.s.known.Get(string(encoded))
	if !ok {
		hash := t.s.hash(encoded)
		ids, err := t.dict.IDsWithHash(hash)
		if err == nil {
			id, err = t.dict.FindAmong(ids, encoded)
		}
		if err != nil {
			return 0, err
		}
		if id == 0 {
			t.misses[hash] = ids
		}
	}
	if id != 0 {
		t.ids[string(encoded)] = id
	}
	return id, nil
}

// intern returns the id of a value, and assigns one to a new value.
func (t *transaction) intern(v quad.Value) (codec.NodeID, error) {
	encoded, err := codec.EncodeValue(v)
	if err != nil {
		return 0, err
	}
	id, err := t.lookupEncoded(encoded)
	if err != nil || id != 0 {
		return id, err
	}
	if t.counters.Next > codec.MaxID {
		return 0, dictionary.ErrNoIDs
	}
	id = codec.NodeID(t.counters.Next)
	t.counters.Next++
	t.ids[string(encoded)], t.fresh[id] = id, encoded
	return id, nil
}

// presence returns whether a quad exists. It reads the store unless the transaction has met the quad before.
func (t *transaction) presence(q codec.QuadIDs) (presenceChange, error) {
	if p, ok := t.quads[q]; ok {
		return p, nil
	}
	for _, id := range q {
		if _, ok := t.fresh[id]; ok {
			return presenceChange{}, nil
		}
	}
	found, err := engine.Get(t.s.engine.DB, codec.BySubject.AppendKey(nil, q), func([]byte) error { return nil })
	return presenceChange{before: found, now: found}, err
}

// change counts the outcome.
func (t *transaction) change() (c ChangeCounts) {
	for _, p := range t.quads {
		switch {
		case p.before && p.now:
			c.Unchanged++
		case p.now:
			c.Added++
		case p.before:
			c.Removed++
		}
	}
	return c
}

// write puts the outcome into a batch.
func (t *transaction) write(b *pebble.Batch) error {
	moved := make(map[codec.NodeID]*[4]int64)
	for q, p := range t.quads {
		if p.before == p.now {
			continue
		}
		if err := t.writeQuad(b, q, p.now, moved); err != nil {
			return err
		}
	}
	for id, by := range moved {
		if err := t.writeCounts(b, id, by); err != nil {
			return err
		}
	}
	for hash, ids := range t.lists {
		if err := setOrDelete(b, codec.HashKey(hash), codec.EncodeIDs(ids)); err != nil {
			return err
		}
	}
	return b.Set(codec.SettingKey(codec.SettingCounters), t.counters.Encode(), nil)
}

func (t *transaction) writeQuad(b *pebble.Batch, q codec.QuadIDs, present bool, moved map[codec.NodeID]*[4]int64) (err error) {
	by := int64(-1)
	if present {
		by = 1
	}
	t.counters.Quads += uint64(by)
	for pos, id := range q {
		if id == 0 {
			continue
		}
		if moved[id] == nil {
			moved[id] = new([4]int64)
		}
		moved[id][pos] += by
	}
	var key [64]byte
	for i := range codec.Indexes {
		k := codec.Indexes[i].AppendKey(key[:0], q)
		if present {
			err = errors.Join(err, b.Set(k, nil, nil))
		} else {
			err = errors.Join(err, b.Delete(k, nil))
		}
	}
	return err
}

// writeCounts updates a value's counts, and adds it to the dictionary or removes it if its first quad appeared or its
// last one disappeared.
func (t *transaction) writeCounts(b *pebble.Batch, id codec.NodeID, by *[4]int64) error {
	var before codec.PositionCounts
	if _, fresh := t.fresh[id]; !fresh {
		var err error
		if before, err = t.dict.CountsOf(id); err != nil {
			return err
		}
	}
	after := before
	for pos := range after {
		if after[pos] += uint64(by[pos]); int64(after[pos]) < 0 {
			return fmt.Errorf("%w: value %d occurs in fewer quads than it is removed from; run graphd check", codec.ErrCorrupt, id)
		}
	}
	t.counters.Adjust(before, after)
	switch {
	case after.Total() == 0:
		return t.removeValue(b, id)
	case before.Total() == 0:
		if err := t.addValue(b, id); err != nil {
			return err
		}
	}
	return b.Set(codec.IDKey(codec.TableCounts, id), after.Encode(), nil)
}

// addValue adds a new value to the dictionary.
func (t *transaction) addValue(b *pebble.Batch, id codec.NodeID) error {
	encoded, ok := t.fresh[id]
	if !ok {
		return fmt.Errorf("%w: value %d is in use but has no counts; run graphd check", codec.ErrCorrupt, id)
	}
	hash := t.s.hash(encoded)
	ids, err := t.list(hash)
	if err != nil {
		return err
	}
	t.lists[hash] = append(slices.Clone(ids), id)
	delete(t.fresh, id)
	return b.Set(codec.IDKey(codec.TableValue, id), encoded, nil)
}

// removeValue removes a value that no quad has from the dictionary.
func (t *transaction) removeValue(b *pebble.Batch, id codec.NodeID) error {
	var encoded []byte
	if err := t.dict.Encoding(id, func(v []byte) error { encoded = append(encoded, v...); return nil }); err != nil {
		return err
	}
	hash := t.s.hash(encoded)
	ids, err := t.list(hash)
	if err != nil {
		return err
	}
	rest := make([]codec.NodeID, 0, len(ids))
	for _, other := range ids {
		if other != id {
			rest = append(rest, other)
		}
	}
	t.lists[hash] = rest
	t.dropped = append(t.dropped, string(encoded))
	return errors.Join(b.Delete(codec.IDKey(codec.TableValue, id), nil), b.Delete(codec.IDKey(codec.TableCounts, id), nil))
}

// list returns the ids with a hash after the transaction.
func (t *transaction) list(hash uint64) ([]codec.NodeID, error) {
	for _, known := range []map[uint64][]codec.NodeID{t.lists, t.misses} {
		if ids, ok := known[hash]; ok {
			return ids, nil
		}
	}
	return t.dict.IDsWithHash(hash)
}

// touch marks what the transaction changes: the edges of nodes, and hash entries.
func (t *transaction) touch(mark func(kind int, key uint64)) {
	for q, p := range t.quads {
		if p.before != p.now {
			mark(access.Outgoing, uint64(q[codec.Subject]))
			mark(access.Incoming, uint64(q[codec.Object]))
		}
	}
	for hash := range t.lists {
		mark(access.HashEntry, hash)
	}
}

// updateCaches updates the store's counters and cached ids after the commit.
func (t *transaction) updateCaches() {
	t.s.counters = t.counters
	for encoded, id := range t.ids {
		if _, unused := t.fresh[id]; !unused && len(encoded) <= maxKnownBytes {
			t.s.known.Put(encoded, id)
		}
	}
	for _, encoded := range t.dropped {
		t.s.known.Remove(encoded)
	}
}

// maxKnownBytes is the length of the longest encoding whose id is cached for writers.
const maxKnownBytes = 256

func setOrDelete(b *pebble.Batch, key, value []byte) error {
	if len(value) == 0 {
		return b.Delete(key, nil)
	}
	return b.Set(key, value, nil)
}
