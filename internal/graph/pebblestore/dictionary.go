package pebblestore

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"github.com/cockroachdb/pebble/v2"
)

// hashValue is the hash under which an encoded value is found. It is cryptographic, so that nobody can make
// a document whose values all share one; values that do are told apart by their bytes.
func hashValue(encoded []byte) uint64 {
	sum := sha256.Sum256(encoded)
	return binary.BigEndian.Uint64(sum[:])
}

// dictionary finds ids and values in one state of the store.
type dictionary struct {
	r    pebble.Reader
	hash func([]byte) uint64
}

// among is the id of an encoded value among those with its hash; 0 where it is none of them.
func (d dictionary) among(ids []Node, encoded []byte) (Node, error) {
	for _, id := range ids {
		same := false
		if err := d.encoding(id, func(b []byte) error { same = bytes.Equal(b, encoded); return nil }); err != nil {
			return 0, err
		}
		if same {
			return id, nil
		}
	}
	return 0, nil
}

// withHash lists the ids of all values with one hash.
func (d dictionary) withHash(hash uint64) (ids []Node, err error) {
	_, err = get(d.r, hashKey(hash), func(b []byte) (err error) { ids, err = decodeIDs(b); return err })
	return ids, err
}

// encoding hands the encoding of the value with this id to use.
func (d dictionary) encoding(id Node, use func([]byte) error) error {
	found, err := get(d.r, idKey(tableValue, id), use)
	if err == nil && !found {
		err = fmt.Errorf("%w: no value has the id %d", ErrCorrupt, id)
	}
	return err
}

// countsOf is in how many quads a value stands; zero for one that the store does not hold.
func (d dictionary) countsOf(id Node) (c counts, err error) {
	_, err = get(d.r, idKey(tableCounts, id), func(b []byte) (err error) { c, err = decodeCounts(b); return err })
	return c, err
}

func encodeIDs(ids []Node) []byte {
	var b []byte
	for _, id := range ids {
		b = appendID(b, id)
	}
	return b
}

func decodeIDs(b []byte) (ids []Node, err error) {
	for len(b) > 0 {
		id, n := decodeID(b)
		if n == 0 {
			return nil, fmt.Errorf("%w: a list of ids is cut short", ErrCorrupt)
		}
		ids, b = append(ids, id), b[n:]
	}
	return ids, nil
}
