package bulk

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"slices"
	"sync"
)

// valueChunk is a part of a load whose values fit into memory. Each value has a number in it, from 1 in order of
// arrival. Its quads, as such numbers, are written to disk as they come; its values follow when it is finished.
type valueChunk struct {
	slots  []uint32 // by hash: a number, or 0
	terms  []chunkValue
	slabs  [][]byte
	bytes  int64 // memory of the values
	quads  *recordWriter
	values string // file of the encodings, by number
	prints string // file of the fingerprints, sorted
	before [4]valueRef
	ids    [4]uint32
}

// chunkValue locates the encoding of a value in the slabs.
type chunkValue struct {
	hash  uint64
	slab  uint32
	begin uint32
	size  uint32
}

// slabBytes is the size of one allocation for encodings; termBytes is what a value takes in addition to its encoding.
const (
	slabBytes = 4 << 20
	termBytes = 48
)

func newValueChunk(spill *tempDir) (*valueChunk, error) {
	w, err := spill.create(spill.path("rows"))
	return &valueChunk{slots: make([]uint32, 1<<12), quads: w}, err
}

// addBlock adds the quads of a block.
func (c *valueChunk) addBlock(b *lineBlock) error {
	c.before, c.ids = [4]valueRef{}, [4]uint32{}
	var row [16]byte
	for i := range b.quads {
		for pos, ref := range b.quads[i] {
			if ref != c.before[pos] {
				c.before[pos], c.ids[pos] = ref, c.number(b, ref)
			}
			binary.LittleEndian.PutUint32(row[4*pos:], c.ids[pos])
		}
		if _, err := c.quads.buf.Write(row[:]); err != nil {
			return err
		}
	}
	return nil
}

// number returns a value's number in the chunk, and assigns one to a new value; 0 for a missing value.
func (c *valueChunk) number(b *lineBlock, ref valueRef) uint32 {
	if ref.size == 0 {
		return 0
	}
	encoded, mask := b.encoding(ref), uint32(len(c.slots)-1)
	slot := uint32(ref.hash) & mask
	for ; c.slots[slot] != 0; slot = (slot + 1) & mask {
		n := c.slots[slot]
		if c.terms[n-1].hash == ref.hash && bytes.Equal(c.encoding(n), encoded) {
			return n
		}
	}
	c.terms = append(c.terms, c.keep(ref.hash, encoded))
	n := uint32(len(c.terms))
	c.slots[slot] = n
	if len(c.terms)*2 > len(c.slots) {
		c.grow()
	}
	return n
}

func (c *valueChunk) encoding(n uint32) []byte {
	t := c.terms[n-1]
	return c.slabs[t.slab][t.begin : t.begin+t.size]
}

// keep copies an encoding into the chunk's slabs.
func (c *valueChunk) keep(hash uint64, encoded []byte) chunkValue {
	last := len(c.slabs) - 1
	if last < 0 || len(c.slabs[last])+len(encoded) > cap(c.slabs[last]) {
		c.slabs = append(c.slabs, make([]byte, 0, max(slabBytes, len(encoded))))
		last++
	}
	begin := len(c.slabs[last])
	c.slabs[last] = append(c.slabs[last], encoded...)
	c.bytes += int64(len(encoded)) + termBytes
	return chunkValue{hash: hash, slab: uint32(last), begin: uint32(begin), size: uint32(len(encoded))}
}

// grow enlarges the hash table.
func (c *valueChunk) grow() {
	c.slots = make([]uint32, 4*len(c.slots))
	mask := uint32(len(c.slots) - 1)
	for i, t := range c.terms {
		slot := uint32(t.hash) & mask
		for c.slots[slot] != 0 {
			slot = (slot + 1) & mask
		}
		c.slots[slot] = uint32(i + 1)
	}
}

// fingerprint represents a value when those of several chunks and of the store are merged: its hash in the dictionary (8
// bytes), 16 further bytes of its SHA-256, then its chunk and its number there. So equal values are adjacent when
// sorted, in order of arrival.
type fingerprint [32]byte

const printSize = 24 // leading bytes, which identify the value

func fingerprintOf(encoded []byte, hash func([]byte) uint64, chunk, n uint32) (f fingerprint) {
	sum := sha256.Sum256(encoded)
	binary.BigEndian.PutUint64(f[:], hash(encoded))
	copy(f[8:printSize], sum[8:])
	binary.BigEndian.PutUint32(f[printSize:], chunk)
	binary.BigEndian.PutUint32(f[printSize+4:], n)
	return f
}

func (f *fingerprint) place() valuePlace {
	return valuePlace{binary.BigEndian.Uint32(f[printSize:]), binary.BigEndian.Uint32(f[printSize+4:])}
}

// valuePlace locates a value in a load by its chunk and its number there.
type valuePlace struct{ chunk, n uint32 }

// finish writes the chunk's values to disk and frees its memory.
func (c *valueChunk) finish(chunk uint32, hash func([]byte) uint64, spill *tempDir) error {
	err := c.quads.close()
	prints := c.fingerprints(chunk, hash)
	if err == nil {
		err = c.writePrints(prints, spill)
	}
	if err == nil {
		err = c.writeValues(spill)
	}
	c.slots, c.slabs = nil, nil
	return err
}

// fingerprints returns the sorted fingerprints of the chunk's values.
func (c *valueChunk) fingerprints(chunk uint32, hash func([]byte) uint64) []fingerprint {
	prints := make([]fingerprint, len(c.terms))
	half := len(prints) / 2
	var work sync.WaitGroup
	for _, part := range [][2]int{{0, half}, {half, len(prints)}} {
		work.Go(func() {
			for i := part[0]; i < part[1]; i++ {
				prints[i] = fingerprintOf(c.encoding(uint32(i+1)), hash, chunk, uint32(i+1))
			}
			slices.SortFunc(prints[part[0]:part[1]], func(a, b fingerprint) int { return bytes.Compare(a[:], b[:]) })
		})
	}
	work.Wait()
	return mergeHalves(prints, half)
}

// mergeHalves merges the two sorted parts of prints.
func mergeHalves(prints []fingerprint, half int) []fingerprint {
	out := make([]fingerprint, 0, len(prints))
	for a, b := prints[:half], prints[half:]; len(a) > 0 || len(b) > 0; {
		if len(b) == 0 || len(a) > 0 && bytes.Compare(a[0][:], b[0][:]) < 0 {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return out
}

func (c *valueChunk) writePrints(prints []fingerprint, spill *tempDir) error {
	c.prints = spill.path("prints")
	w, err := spill.create(c.prints)
	if err != nil {
		return err
	}
	for i := range prints {
		if err = w.write(prints[i][:]); err != nil {
			break
		}
	}
	return errors.Join(err, w.close())
}

func (c *valueChunk) writeValues(spill *tempDir) error {
	c.values = spill.path("values")
	w, err := spill.create(c.values)
	if err != nil {
		return err
	}
	for n := range c.terms {
		if err = w.write(c.encoding(uint32(n + 1))); err != nil {
			break
		}
	}
	return errors.Join(err, w.close())
}
