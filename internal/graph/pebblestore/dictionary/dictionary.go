// Package dictionary maps values to their interned ids and back, in one version of a store, and reads its settings and
// counters.
package dictionary

import (
	"bytes"
	"fmt"

	"github.com/cockroachdb/pebble/v2"

	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

// ErrNoIDs is the error of a store that has used all ids.
var ErrNoIDs = fmt.Errorf("%w: all ids are used; dump it and load it into a new store", engine.ErrFailed)

// Dictionary reads the dictionary of one version of a store.
type Dictionary struct {
	DB   pebble.Reader
	Hash func([]byte) uint64
}

// FindAmong returns the id of an encoded value among ids, which have its hash; 0 if it has none of them.
func (d Dictionary) FindAmong(ids []codec.NodeID, encoded []byte) (codec.NodeID, error) {
	for _, id := range ids {
		same := false
		if err := d.Encoding(id, func(b []byte) error { same = bytes.Equal(b, encoded); return nil }); err != nil {
			return 0, err
		}
		if same {
			return id, nil
		}
	}
	return 0, nil
}

// IDsWithHash returns the ids of all values with a hash.
func (d Dictionary) IDsWithHash(hash uint64) (ids []codec.NodeID, err error) {
	_, err = engine.Get(d.DB, codec.HashKey(hash), func(b []byte) (err error) { ids, err = codec.DecodeIDs(b); return err })
	return ids, err
}

// Encoding calls use with the encoding of the value with an id; it is valid until use returns.
func (d Dictionary) Encoding(id codec.NodeID, use func([]byte) error) error {
	found, err := engine.Get(d.DB, codec.IDKey(codec.TableValue, id), use)
	if err == nil && !found {
		err = fmt.Errorf("%w: no value has the id %d", codec.ErrCorrupt, id)
	}
	return err
}

// CountsOf returns the counts of a value, zeros for one that the store does not hold.
func (d Dictionary) CountsOf(id codec.NodeID) (c codec.PositionCounts, err error) {
	_, err = engine.Get(d.DB, codec.IDKey(codec.TableCounts, id), func(b []byte) (err error) { c, err = codec.DecodeCounts(b); return err })
	return c, err
}

// Counters returns the totals of the store.
func (d Dictionary) Counters() (c codec.Counters, err error) {
	found, err := engine.Get(d.DB, codec.SettingKey(codec.SettingCounters), func(b []byte) (err error) { c, err = codec.DecodeCounters(b); return err })
	if err == nil && !found {
		err = fmt.Errorf("%w: the counters are missing", codec.ErrCorrupt)
	}
	return c, err
}

// Setting returns the setting with this name, "" if it is not set.
func (d Dictionary) Setting(name string) (text string, err error) {
	_, err = engine.Get(d.DB, codec.SettingKey(name), func(b []byte) error { text = string(b); return nil })
	return text, err
}
