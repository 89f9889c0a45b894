package dictionary

import (
	"bytes"
	"fmt"

	"github.com/cockroachdb/pebble/v2"

	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

// ErrNoIDs is the error of a store that has used all ids.
var ErrNoIDs = fmt.Errorf("%w: all ids are given; dump it and load it into a new store", engine.ErrFailed)

// Dictionary finds ids and values in one state of the store.
type Dictionary struct {
	DB   pebble.Reader
	Hash func([]byte) uint64
}

// among is the id of an encoded value among those with its hash; 0 where it is none of them.
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

// withHash lists the ids of all values with one hash.
func (d Dictionary) IDsWithHash(hash uint64) (ids []codec.NodeID, err error) {
	_, err = engine.Get(d.DB, codec.HashKey(hash), func(b []byte) (err error) { ids, err = codec.DecodeIDs(b); return err })
	return ids, err
}

// encoding hands the encoding of the value with this id to use.
func (d Dictionary) Encoding(id codec.NodeID, use func([]byte) error) error {
	found, err := engine.Get(d.DB, codec.IDKey(codec.TableValue, id), use)
	if err == nil && !found {
		err = fmt.Errorf("%w: no value has the id %d", codec.ErrCorrupt, id)
	}
	return err
}

// countsOf is in how many quads a value stands; zero for one that the store does not hold.
func (d Dictionary) CountsOf(id codec.NodeID) (c codec.PositionCounts, err error) {
	_, err = engine.Get(d.DB, codec.IDKey(codec.TableCounts, id), func(b []byte) (err error) { c, err = codec.DecodeCounts(b); return err })
	return c, err
}

// counters returns the totals of the store.
func (d Dictionary) Counters() (c codec.Counters, err error) {
	found, err := engine.Get(d.DB, codec.SettingKey(codec.SettingCounters), func(b []byte) (err error) { c, err = codec.DecodeCounters(b); return err })
	if err == nil && !found {
		err = fmt.Errorf("%w: the counters are missing", codec.ErrCorrupt)
	}
	return c, err
}

// setting returns the setting with this name, "" if it is not set.
func (d Dictionary) Setting(name string) (text string, err error) {
	_, err = engine.Get(d.DB, codec.SettingKey(name), func(b []byte) error { text = string(b); return nil })
	return text, err
}
