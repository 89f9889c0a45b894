package codec

import (
	"encoding/binary"
	"fmt"

	"github.com/cayleygraph/quad"
)

// Tables of the store: the first byte of every key. See the layout in DESIGN.md.
const (
	TableSettings = 'm' // m<name>           → a setting, or the counters
	TableHash     = 'h' // h<hash, 8 bytes>  → ids of the values with that hash
	TableValue    = 'v' // v<id>             → the value's encoding
	TableCounts   = 'c' // c<id>             → the value's number of quads, by position
	TableSPOG     = 's' // s<id><id><id><id> → empty; the key is the quad, as in the next three tables
	TablePOSG     = 'p'
	TableOSPG     = 'o'
	TableGSPO     = 'g'
)

// Positions in a QuadIDs, for the whole graph tree.
const (
	Subject = iota
	Predicate
	Object
	Label
)

// MaxID is the largest id that a key can hold.
const MaxID = 1<<61 - 1

// QuadIndex is one order in which all quads are stored.
type QuadIndex struct {
	Table byte
	Order [4]int // positions in key order
}

// Indexes holds the four indexes. DESIGN.md says which patterns each of them serves.
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

// AppendKey appends the key of q in this index to b.
func (x *QuadIndex) AppendKey(b []byte, q QuadIDs) []byte {
	b = append(b, x.Table)
	for _, pos := range x.Order {
		b = AppendID(b, q[pos])
	}
	return b
}

// AppendPrefix appends the key's first n ids to b, after the table.
func (x *QuadIndex) AppendPrefix(b []byte, q QuadIDs, n int) []byte {
	b = append(b, x.Table)
	for _, pos := range x.Order[:n] {
		b = AppendID(b, q[pos])
	}
	return b
}

// Decode returns the quad of a key of this index. The error is ErrCorrupt if the key is of another table or has a wrong
// length.
func (x *QuadIndex) Decode(key []byte) (QuadIDs, error) {
	var q QuadIDs
	if len(key) == 0 || key[0] != x.Table {
		return q, fmt.Errorf("%w: key %x is not of table %q", ErrCorrupt, key, x.Table)
	}
	rest := key[1:]
	for _, pos := range x.Order {
		id, n := DecodeID(rest)
		if n == 0 {
			return q, fmt.Errorf("%w: key %x of table %q is truncated", ErrCorrupt, key, x.Table)
		}
		q[pos], rest = id, rest[n:]
	}
	if len(rest) != 0 {
		return q, fmt.Errorf("%w: key %x of table %q has %d excess bytes", ErrCorrupt, key, x.Table, len(rest))
	}
	return q, nil
}

// BoundPrefix returns how many of the index's first positions the pattern binds.
func (x *QuadIndex) BoundPrefix(pattern QuadIDs) int {
	n := 0
	for n < 4 && pattern[x.Order[n]] != 0 {
		n++
	}
	return n
}

// BoundPositions returns how many positions a pattern binds.
func BoundPositions(pattern QuadIDs) int {
	n := 0
	for _, id := range pattern {
		if id != 0 {
			n++
		}
	}
	return n
}

// AppendID appends the encoding of id, whose byte order is the numeric order: the top three bits of the first byte hold
// the number of bytes that follow it, the remaining bits the id, big-endian. Ids under 2^21 take up to three bytes.
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

// DecodeID returns the id at the beginning of b and the length of its encoding in bytes, 0 if b is too short.
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

// IDKey returns the key of an id in the table of values or of counts.
func IDKey(table byte, id NodeID) []byte { return AppendID([]byte{table}, id) }

// HashKey returns the key of the list of ids whose values have this hash.
func HashKey(hash uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{TableHash}, hash)
}

// SettingKey returns the key of a setting.
func SettingKey(name string) []byte { return append([]byte{TableSettings}, name...) }

// PositionOf returns the position in a QuadIDs of a direction, which must not be quad.Any.
func PositionOf(d quad.Direction) int { return int(d) - int(quad.Subject) }

// EncodeIDs returns the encoding of a list of ids.
func EncodeIDs(ids []NodeID) []byte {
	var b []byte
	for _, id := range ids {
		b = AppendID(b, id)
	}
	return b
}

// DecodeIDs returns the ids that EncodeIDs encoded.
func DecodeIDs(b []byte) (ids []NodeID, err error) {
	for len(b) > 0 {
		id, n := DecodeID(b)
		if n == 0 {
			return nil, fmt.Errorf("%w: a list of ids is truncated", ErrCorrupt)
		}
		ids, b = append(ids, id), b[n:]
	}
	return ids, nil
}
