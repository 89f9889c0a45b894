package pebblestore

import (
	"encoding/binary"
	"fmt"

	"github.com/cayleygraph/quad"
)

// Tables of the store: the first byte of every key. DESIGN.md draws the layout.
const (
	tableMeta   = 'm' // m<name>             → a setting or the counters
	tableHash   = 'h' // h<hash, 8 bytes>    → ids of the values with that hash
	tableValue  = 'v' // v<id>               → the value's encoding
	tableCounts = 'c' // c<id>               → in how many quads the value stands, by position
	tableSPOG   = 's' // s<id><id><id><id>   → nothing; the key is the quad
	tablePOSG   = 'p'
	tableOSPG   = 'o'
	tableGSPO   = 'g'
)

// Positions of a value in a Quad.
const (
	subject = iota
	predicate
	object
	label
)

// maxID is the largest id that a key can hold.
const maxID = 1<<61 - 1

// index is one order in which all quads are kept.
type index struct {
	table byte
	order [4]int // positions in the order of the key
}

var indexes = [4]index{
	{tableSPOG, [4]int{subject, predicate, object, label}},
	{tablePOSG, [4]int{predicate, object, subject, label}},
	{tableOSPG, [4]int{object, subject, predicate, label}},
	{tableGSPO, [4]int{label, subject, predicate, object}},
}

// appendKey appends the key of q in this index.
func (x *index) appendKey(b []byte, q Quad) []byte {
	b = append(b, x.table)
	for _, pos := range x.order {
		b = appendID(b, q[pos])
	}
	return b
}

// appendPrefix appends the key's first n ids.
func (x *index) appendPrefix(b []byte, q Quad, n int) []byte {
	b = append(b, x.table)
	for _, pos := range x.order[:n] {
		b = appendID(b, q[pos])
	}
	return b
}

// decode reads a whole key of this index.
func (x *index) decode(key []byte) (Quad, error) {
	var q Quad
	if len(key) == 0 || key[0] != x.table {
		return q, fmt.Errorf("%w: key %x is not of table %q", ErrCorrupt, key, x.table)
	}
	rest := key[1:]
	for _, pos := range x.order {
		id, n := decodeID(rest)
		if n == 0 {
			return q, fmt.Errorf("%w: key %x of table %q is cut short", ErrCorrupt, key, x.table)
		}
		q[pos], rest = id, rest[n:]
	}
	if len(rest) != 0 {
		return q, fmt.Errorf("%w: key %x of table %q has %d bytes too many", ErrCorrupt, key, x.table, len(rest))
	}
	return q, nil
}

// appendID appends id so that the order of the bytes is the order of the numbers: the top three bits of the first
// byte count the bytes that follow it, and the remaining bits are the number, big-endian. Ids under 2^21 take three bytes.
func appendID(b []byte, id Node) []byte {
	n := 0
	for limit := uint64(1) << 5; uint64(id) >= limit; limit <<= 8 {
		n++
	}
	b = append(b, byte(n<<5)|byte(uint64(id)>>(8*n)))
	for n--; n >= 0; n-- {
		b = append(b, byte(uint64(id)>>(8*n)))
	}
	return b
}

// decodeID reads what appendID wrote and how many bytes it took; 0 where b is cut short.
func decodeID(b []byte) (Node, int) {
	if len(b) == 0 {
		return 0, 0
	}
	n := int(b[0] >> 5)
	if len(b) <= n {
		return 0, 0
	}
	id := uint64(b[0] & 0x1f)
	for _, c := range b[1 : n+1] {
		id = id<<8 | uint64(c)
	}
	return Node(id), n + 1
}

func idKey(table byte, id Node) []byte { return appendID([]byte{table}, id) }

func hashKey(hash uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{tableHash}, hash)
}

func metaKey(name string) []byte { return append([]byte{tableMeta}, name...) }

// position is where direction d stands in a Quad.
func position(d quad.Direction) int { return int(d) - int(quad.Subject) }
