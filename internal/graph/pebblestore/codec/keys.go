package codec

import (
	"encoding/binary"
	"fmt"

	"github.com/cayleygraph/quad"
)

// Tables of the store: the first byte of every key. DESIGN.md draws the layout.
const (
	TableSettings = 'm' // m<name>             → a setting or the counters
	TableHash     = 'h' // h<hash, 8 bytes>    → ids of the values with that hash
	TableValue    = 'v' // v<id>               → the value's encoding
	TableCounts   = 'c' // c<id>               → in how many quads the value stands, by position
	TableSPOG     = 's' // s<id><id><id><id>   → nothing; the key is the quad
	TablePOSG     = 'p'
	TableOSPG     = 'o'
	TableGSPO     = 'g'
)

// Positions of a value in a Quad.
const (
	Subject = iota
	Predicate
	Object
	Label
)

// maxID is the largest id that a key can hold.
const MaxID = 1<<61 - 1

// index is one order in which all quads are kept.
type QuadIndex struct {
	Table byte
	Order [4]int // positions in the order of the key
}

var Indexes = [4]QuadIndex{
	{TableSPOG, [4]int{Subject, Predicate, Object, Label}},
	{TablePOSG, [4]int{Predicate, Object, Subject, Label}},
	{TableOSPG, [4]int{Object, Subject, Predicate, Label}},
	{TableGSPO, [4]int{Label, Subject, Predicate, Object}},
}

// The indexes by name.
var (
	BySubject   = &Indexes[0]
	ByPredicate = &Indexes[1] // and object
	ByObject    = &Indexes[2]
	ByLabel     = &Indexes[3]
)

// appendKey appends the key of q in this index.
func (x *QuadIndex) AppendKey(b []byte, q QuadIDs) []byte {
	b = append(b, x.Table)
	for _, pos := range x.Order {
		b = AppendID(b, q[pos])
	}
	return b
}

// appendPrefix appends the key's first n ids.
func (x *QuadIndex) AppendPrefix(b []byte, q QuadIDs, n int) []byte {
	b = append(b, x.Table)
	for _, pos := range x.Order[:n] {
		b = AppendID(b, q[pos])
	}
	return b
}

// decode reads a whole key of this index.
func (x *QuadIndex) Decode(key []byte) (QuadIDs, error) {
	var q QuadIDs
	if len(key) == 0 || key[0] != x.Table {
		return q, fmt.Errorf("%w: key %x is not of table %q", ErrCorrupt, key, x.Table)
	}
	rest := key[1:]
	for _, pos := range x.Order {
		id, n := DecodeID(rest)
		if n == 0 {
			return q, fmt.Errorf("%w: key %x of table %q is cut short", ErrCorrupt, key, x.Table)
		}
		q[pos], rest = id, rest[n:]
	}
	if len(rest) != 0 {
		return q, fmt.Errorf("%w: key %x of table %q has %d bytes too many", ErrCorrupt, key, x.Table, len(rest))
	}
	return q, nil
}

// leading is how many of the index's first positions the pattern sets.
func (x *QuadIndex) BoundPrefix(pattern QuadIDs) int {
	n := 0
	for n < 4 && pattern[x.Order[n]] != 0 {
		n++
	}
	return n
}

func BoundPositions(pattern QuadIDs) int {
	n := 0
	for _, id := range pattern {
		if id != 0 {
			n++
		}
	}
	return n
}

// appendID appends id so that the order of the bytes is the order of the numbers: the top three bits of the first
// byte count the bytes that follow it, and the remaining bits are the number, big-endian. Ids under 2^21 take three bytes.
func AppendID(b []byte, id NodeID) []byte {
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
func DecodeID(b []byte) (NodeID, int) {
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
	return NodeID(id), n + 1
}

func IDKey(table byte, id NodeID) []byte { return AppendID([]byte{table}, id) }

func HashKey(hash uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{TableHash}, hash)
}

func SettingKey(name string) []byte { return append([]byte{TableSettings}, name...) }

// position is where direction d stands in a Quad.
func PositionOf(d quad.Direction) int { return int(d) - int(quad.Subject) }

func EncodeIDs(ids []NodeID) []byte {
	var b []byte
	for _, id := range ids {
		b = AppendID(b, id)
	}
	return b
}

func DecodeIDs(b []byte) (ids []NodeID, err error) {
	for len(b) > 0 {
		id, n := DecodeID(b)
		if n == 0 {
			return nil, fmt.Errorf("%w: a list of ids is cut short", ErrCorrupt)
		}
		ids, b = append(ids, id), b[n:]
	}
	return ids, nil
}
