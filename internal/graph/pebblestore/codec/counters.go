package codec

import (
	"encoding/binary"
	"fmt"
)

// FormatVersion is the version of the layout that this program writes, and the newest that it reads.
const FormatVersion = 1

// Names of the settings.
const (
	SettingFormat   = "format"
	SettingBase     = "base"
	SettingCounters = "counters"
)

// Counters holds the totals of a store. Every change keeps them exact.
type Counters struct {
	Quads  uint64
	Nodes  uint64 // values that occur in at least one quad
	Graphs uint64 // labels of at least one quad
	Next   uint64 // the next id to assign
}

// Encode returns the encoding of the counters.
func (c Counters) Encode() []byte {
	b := binary.AppendUvarint(nil, c.Next)
	b = binary.AppendUvarint(b, c.Quads)
	b = binary.AppendUvarint(b, c.Nodes)
	return binary.AppendUvarint(b, c.Graphs)
}

// DecodeCounters returns the counters that Encode encoded.
func DecodeCounters(b []byte) (Counters, error) {
	var c Counters
	for _, field := range []*uint64{&c.Next, &c.Quads, &c.Nodes, &c.Graphs} {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			return c, fmt.Errorf("%w: the counters are truncated", ErrCorrupt)
		}
		*field, b = v, b[n:]
	}
	return c, nil
}

// PositionCounts holds in how many quads one value occurs, by position. The sum is the value's reference count.
type PositionCounts [4]uint64

// Total returns the reference count.
func (c PositionCounts) Total() uint64 { return c[Subject] + c[Predicate] + c[Object] + c[Label] }

// Encode returns the encoding of the counts.
func (c PositionCounts) Encode() []byte {
	b := make([]byte, 0, 8)
	for _, n := range c {
		b = binary.AppendUvarint(b, n)
	}
	return b
}

// DecodeCounts returns the counts that Encode encoded.
func DecodeCounts(b []byte) (PositionCounts, error) {
	var c PositionCounts
	for i := range c {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			return c, fmt.Errorf("%w: a count is truncated", ErrCorrupt)
		}
		c[i], b = v, b[n:]
	}
	return c, nil
}

// toUint returns 1 for true and 0 for false.
func toUint(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// Adjust updates the numbers of nodes and graphs when the counts of one value change.
func (c *Counters) Adjust(before, after PositionCounts) {
	c.Nodes += toUint(after.Total() > 0) - toUint(before.Total() > 0)
	c.Graphs += toUint(after[Label] > 0) - toUint(before[Label] > 0)
}
