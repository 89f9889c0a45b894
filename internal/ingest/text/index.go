package text

import (
	"sort"
	"unicode/utf8"
)

// blockLen is the number of code points between two entries of an offsetIndex.
const blockLen = 64

// An offsetIndex converts between code point and byte offsets of a string. It stores the byte offset of every 64th code
// point, and none if the string is ASCII. Offsets within an ASCII block are computed; other blocks are scanned.
type offsetIndex struct {
	n      int      // code points
	blocks []uint32 // byte offset of code point 64·i; nil for ASCII
}

func newOffsetIndex(s string) offsetIndex {
	x := offsetIndex{n: utf8.RuneCountInString(s)}
	if x.n == len(s) {
		return x
	}
	x.blocks = make([]uint32, 0, x.n/blockLen+1)
	n := 0
	for i := range s {
		if n%blockLen == 0 {
			x.blocks = append(x.blocks, uint32(i))
		}
		n++
	}
	return x
}

// byteOf returns the byte offset of the code point at offset.
func (x offsetIndex) byteOf(s string, offset int) int {
	if x.blocks == nil {
		return offset
	}
	if offset == x.n {
		return len(s)
	}
	block, rest := offset/blockLen, offset%blockLen
	at := int(x.blocks[block])
	if x.ascii(s, block) {
		return at + rest
	}
	for ; rest > 0; rest-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at
}

// offsetOf returns the offset of the code point that contains the byte.
func (x offsetIndex) offsetOf(s string, byte int) int {
	if x.blocks == nil {
		return byte
	}
	if byte >= len(s) {
		return x.n
	}
	block := sort.Search(len(x.blocks), func(i int) bool { return int(x.blocks[i]) > byte }) - 1
	at := int(x.blocks[block])
	if x.ascii(s, block) {
		return block*blockLen + byte - at
	}
	for !utf8.RuneStart(s[byte]) {
		byte--
	}
	return block*blockLen + utf8.RuneCountInString(s[at:byte])
}

// ascii reports whether the block is ASCII: its code points have one byte each.
func (x offsetIndex) ascii(s string, block int) bool {
	end, points := len(s), x.n-block*blockLen
	if block+1 < len(x.blocks) {
		end, points = int(x.blocks[block+1]), blockLen
	}
	return end-int(x.blocks[block]) == points
}
