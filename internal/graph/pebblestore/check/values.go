package check

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"

	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

// values walks the table of values, in step with the counts.
func (c *checker) values() error {
	counted, err := engine.NewSeeker(c.reader.Dictionary.DB, codec.TableCounts)
	if err != nil {
		return err
	}
	err = c.walk(codec.TableValue, func(key, encoded []byte) error {
		id, n := codec.DecodeID(key[1:])
		if n == 0 || n != len(key)-1 {
			c.problem("key %x of table %q is damaged", key, codec.TableValue)
			return nil
		}
		c.report.Values++
		c.named.add(c.reader.Dictionary.Hash(encoded), uint64(id))
		if v, err := codec.DecodeValue(encoded); err != nil {
			c.problem("value %d: %v", id, err)
		} else if again, err := codec.EncodeValue(v); err != nil || !bytes.Equal(again, encoded) {
			c.problem("value %d does not have its canonical encoding", id)
		}
		counts, err := counted.Find(codec.IDKey(codec.TableCounts, id))
		if counts == nil && err == nil {
			c.problem("value %d is in the dictionary but has no counts", id)
		}
		return err
	})
	return errors.Join(err, counted.Close())
}

// hashes walks the table of hashes.
func (c *checker) hashes() error {
	return c.walk(codec.TableHash, func(key, list []byte) error {
		ids, err := codec.DecodeIDs(list)
		if err != nil || len(ids) == 0 || len(key) != 9 {
			c.problem("hash entry %x is damaged: %v", key, err)
			return nil
		}
		for _, id := range ids {
			c.listed.add(binary.BigEndian.Uint64(key[1:]), uint64(id))
		}
		if len(ids) > 1 {
			c.duplicates(key, ids)
		}
		return nil
	})
}

// duplicates reports equal values among those with the same hash.
func (c *checker) duplicates(key []byte, ids []codec.NodeID) {
	seen := make(map[string]codec.NodeID)
	for _, id := range ids {
		err := c.reader.Dictionary.Encoding(id, func(encoded []byte) error {
			if other, twice := seen[string(encoded)]; twice {
				c.problem("values %d and %d are equal", other, id)
			}
			seen[string(encoded)] = id
			return nil
		})
		if err != nil {
			c.problem("hash entry %x: %v", key, err)
		}
	}
}

// crossReferences reports values and hash entries that do not refer to each other. It looks each of them up only if the digests
// of both tables differ.
func (c *checker) crossReferences() error {
	if c.named == c.listed {
		return nil
	}
	err := c.walk(codec.TableValue, func(key, encoded []byte) error {
		id, _ := codec.DecodeID(key[1:])
		ids, err := c.reader.Dictionary.IDsWithHash(c.reader.Dictionary.Hash(encoded))
		if err == nil && !slices.Contains(ids, id) {
			c.problem("value %d is not found under its hash", id)
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.walk(codec.TableHash, func(key, list []byte) error {
		ids, _ := codec.DecodeIDs(list)
		for _, id := range ids {
			err := c.reader.Dictionary.Encoding(id, func(encoded []byte) error {
				if len(key) == 9 && c.reader.Dictionary.Hash(encoded) != binary.BigEndian.Uint64(key[1:]) {
					c.problem("hash entry %x lists value %d, which has a different hash", key, id)
				}
				return nil
			})
			if err != nil {
				c.problem("hash entry %x: %v", key, err)
			}
		}
		return nil
	})
}
