package bulk

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math/bits"
	"slices"

	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/dictionary"
	"graphd/internal/graph/pebblestore/engine"
)

// idResolver assigns ids to the values of a load: values of the store keep theirs, others get new ones in order of
// arrival.
// It merges the sorted fingerprints of all chunks and compares them with the store's table of hashes. Then it knows
// which values are new. Each chunk marks the numbers of its new values that no earlier chunk has, so ids follow by
// counting marks.
type idResolver struct {
	target *Target
	spill  *tempDir
	chunks []*valueChunk
	first  codec.NodeID // the first new id
	fresh  []rankedBits
	found  []*recordWriter // by chunk: its numbers with their resolved values
	lists  *recordWriter   // hashes of new values, with all their ids
	hashes *engine.Seeker  // of the store; nil if it is empty
}

// resolvedValue is what a number of a chunk refers to: a value of the store, or a new one at its first place.
type resolvedValue struct {
	known codec.NodeID
	at    valuePlace
}

func newIDResolver(target *Target, spill *tempDir, chunks []*valueChunk) (*idResolver, error) {
	r := &idResolver{target: target, spill: spill, chunks: chunks, first: codec.NodeID(target.Counters.Next)}
	if target.Counters.Nodes > 0 {
		hashes, err := engine.NewSeeker(target.Engine.DB, codec.TableHash)
		if err != nil {
			return nil, err
		}
		r.hashes = hashes
	}
	for _, c := range chunks {
		r.fresh = append(r.fresh, newRankedBits(len(c.terms)))
	}
	return r, nil
}

// resolve finds out which values are new and assigns their ids.
func (r *idResolver) resolve(ctx context.Context) (err error) {
	defer func() { err = errors.Join(err, r.close()) }()
	if err := r.createFiles(); err != nil {
		return err
	}
	var streams []keyStream
	for _, c := range r.chunks {
		in, err := r.spill.open(c.prints, mergeBuffer(len(r.chunks)))
		if err != nil {
			return errors.Join(err, newKeyMerger(streams).close())
		}
		streams = append(streams, in)
	}
	in := newKeyMerger(streams)
	defer func() { err = errors.Join(err, in.close()) }()
	var group []fingerprint // with equal hashes
	for n := 0; ; n++ {
		if n%engine.CheckEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		next, err := in.next()
		if err != nil {
			return err
		}
		if len(group) > 0 && (next == nil || !bytes.Equal(next[:8], group[0][:8])) {
			if err := r.resolveHash(group); err != nil {
				return err
			}
			group = group[:0]
		}
		if next == nil {
			break
		}
		group = append(group, fingerprint(next))
	}
	r.count()
	return nil
}

func (r *idResolver) createFiles() (err error) {
	if r.lists, err = r.spill.create(r.spill.path("lists")); err != nil {
		return err
	}
	for range r.chunks {
		w, err := r.spill.create(r.spill.path("found"))
		if err != nil {
			return err
		}
		r.found = append(r.found, w)
	}
	return nil
}

func (r *idResolver) close() (err error) {
	for _, w := range append(r.found, r.lists) {
		if w != nil {
			err = errors.Join(err, w.close())
		}
	}
	return errors.Join(err, r.hashes.Close())
}

// resolveHash resolves the values with one hash.
func (r *idResolver) resolveHash(group []fingerprint) error {
	ids, prints, err := r.known(group[0][:8])
	if err != nil {
		return err
	}
	var fresh []valuePlace
	for i := range group {
		if i > 0 && bytes.Equal(group[i][:printSize], group[i-1][:printSize]) {
			continue
		}
		is := resolvedValue{at: group[i].place()}
		if at := slices.IndexFunc(prints, func(p fingerprint) bool { return bytes.Equal(p[:printSize], group[i][:printSize]) }); at >= 0 {
			is = resolvedValue{known: ids[at]}
		} else {
			fresh = append(fresh, is.at)
			r.fresh[is.at.chunk].set(is.at.n)
		}
		for j := i; j < len(group) && bytes.Equal(group[j][:printSize], group[i][:printSize]); j++ {
			if err := r.write(group[j].place(), is); err != nil {
				return err
			}
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	return r.lists.write(appendList(append([]byte(nil), group[0][:8]...), ids, fresh))
}

// known returns the store's ids with a hash, and the fingerprints of their values.
func (r *idResolver) known(hash []byte) (ids []codec.NodeID, prints []fingerprint, err error) {
	list, err := r.hashes.Find(append([]byte{codec.TableHash}, hash...))
	if err != nil || list == nil {
		return nil, nil, err
	}
	if ids, err = codec.DecodeIDs(list); err != nil {
		return nil, nil, err
	}
	dict := dictionary.Dictionary{DB: r.target.Engine.DB, Hash: r.target.Hash}
	for _, id := range ids {
		err = errors.Join(err, dict.Encoding(id, func(encoded []byte) error {
			prints = append(prints, fingerprintOf(encoded, r.target.Hash, 0, 0))
			return nil
		}))
	}
	return ids, prints, err
}

func (r *idResolver) write(at valuePlace, is resolvedValue) error {
	var record [20]byte
	binary.LittleEndian.PutUint32(record[:], at.n)
	binary.LittleEndian.PutUint64(record[4:], uint64(is.known))
	binary.LittleEndian.PutUint32(record[12:], is.at.chunk)
	binary.LittleEndian.PutUint32(record[16:], is.at.n)
	return r.found[at.chunk].write(record[:])
}

// appendList appends the store's ids with a hash and the places of new values with it.
func appendList(b []byte, ids []codec.NodeID, fresh []valuePlace) []byte {
	b = binary.AppendUvarint(b, uint64(len(ids)))
	for _, id := range ids {
		b = codec.AppendID(b, id)
	}
	for _, at := range fresh {
		b = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(b, at.chunk), at.n)
	}
	return b
}

// count assigns the new ids.
func (r *idResolver) count() {
	next := r.first
	for i := range r.fresh {
		next = r.fresh[i].count(next)
	}
}

// next returns the id after the last one assigned.
func (r *idResolver) next() codec.NodeID {
	last := &r.fresh[len(r.fresh)-1]
	return last.before[len(last.before)-1]
}

func (r *idResolver) id(at valuePlace) codec.NodeID { return r.fresh[at.chunk].id(at.n) }

// ids returns the ids of a chunk's numbers; 0 stays 0.
func (r *idResolver) ids(chunk int) ([]codec.NodeID, error) {
	ids := make([]codec.NodeID, len(r.chunks[chunk].terms)+1)
	in, err := r.spill.open(r.found[chunk].path, spillBuffer)
	if err != nil {
		return nil, err
	}
	for {
		record, err := in.next()
		if err != nil || record == nil {
			return ids, errors.Join(err, in.close())
		}
		id := codec.NodeID(binary.LittleEndian.Uint64(record[4:]))
		if id == 0 {
			id = r.id(valuePlace{binary.LittleEndian.Uint32(record[12:]), binary.LittleEndian.Uint32(record[16:])})
		}
		ids[binary.LittleEndian.Uint32(record)] = id
	}
}

// writeHashes writes the hash entries of the new values.
func (r *idResolver) writeHashes(out *sstWriter) error {
	in, err := r.spill.open(r.lists.path, spillBuffer)
	if err != nil {
		return err
	}
	var key, list []byte
	for {
		record, err := in.next()
		if err != nil || record == nil {
			return errors.Join(err, in.close(), out.close())
		}
		key = append(append(key[:0], codec.TableHash), record[:8]...)
		list = r.list(list[:0], record[8:])
		if err := out.set(key, list); err != nil {
			return errors.Join(err, in.close())
		}
	}
}

// list appends the ids of a hash entry, decoded from what appendList wrote.
func (r *idResolver) list(b, record []byte) []byte {
	known, n := binary.Uvarint(record)
	record = record[n:]
	for ; known > 0; known-- {
		_, n := codec.DecodeID(record)
		b, record = append(b, record[:n]...), record[n:]
	}
	for ; len(record) >= 8; record = record[8:] {
		b = codec.AppendID(b, r.id(valuePlace{binary.BigEndian.Uint32(record), binary.BigEndian.Uint32(record[4:])}))
	}
	return b
}

// writeValues writes the encodings of the new values.
func (r *idResolver) writeValues(out *sstWriter) error {
	for i, c := range r.chunks {
		in, err := r.spill.open(c.values, spillBuffer)
		if err != nil {
			return err
		}
		for n := uint32(1); err == nil; n++ {
			var encoded []byte
			if encoded, err = in.next(); encoded == nil {
				break
			}
			if err == nil && r.fresh[i].has(n) {
				err = out.set(codec.IDKey(codec.TableValue, r.fresh[i].id(n)), encoded)
			}
		}
		if err = errors.Join(err, in.close()); err != nil {
			return err
		}
	}
	return out.close()
}

// rankedBits is a set of numbers of a chunk that knows how many marked numbers precede each, which gives their ids.
type rankedBits struct {
	words  []uint64
	before []codec.NodeID // by word: the id of its first mark; the last entry is the id after all marks
}

func newRankedBits(n int) rankedBits {
	words := n/64 + 1
	return rankedBits{make([]uint64, words), make([]codec.NodeID, words+1)}
}

func (m *rankedBits) set(n uint32)      { m.words[n/64] |= 1 << (n % 64) }
func (m *rankedBits) has(n uint32) bool { return m.words[n/64]&(1<<(n%64)) != 0 }

// count assigns ids to the marks, from first on, and returns the id after the last.
func (m *rankedBits) count(first codec.NodeID) codec.NodeID {
	for i, w := range m.words {
		m.before[i] = first
		first += codec.NodeID(bits.OnesCount64(w))
	}
	m.before[len(m.words)] = first
	return first
}

func (m *rankedBits) id(n uint32) codec.NodeID {
	return m.before[n/64] + codec.NodeID(bits.OnesCount64(m.words[n/64]&(1<<(n%64)-1)))
}
