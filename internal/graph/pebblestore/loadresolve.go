package pebblestore

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math/bits"
	"slices"
)

// resolver gives the values of a load their ids: those that the store has keep theirs, the others get new ones in the
// order of their arrival.
//
// It goes through the fingerprints of all chunks together, in order, beside the store's table of hashes. Which values are
// new is known after that, and their ids are then a matter of counting: each chunk marks the numbers that are new
// and first met there.
type resolver struct {
	s      *Store
	spill  *spill
	chunks []*loadChunk
	first  Node // the first new id
	fresh  []marks
	found  []*recordWriter // by chunk: a number of it and what it stands for
	lists  *recordWriter   // hashes of which new values have entries
	hashes *seeker         // of the store; nil where it is empty
}

// resolution is what a number of a chunk stands for: a value that the store has, or one that is new at a place.
type resolution struct {
	known Node
	at    place
}

func (s *Store) newResolver(spill *spill, chunks []*loadChunk) (*resolver, error) {
	r := &resolver{s: s, spill: spill, chunks: chunks, first: Node(s.counters.next)}
	if s.counters.Nodes > 0 {
		hashes, err := newSeeker(s.db, tableHash)
		if err != nil {
			return nil, err
		}
		r.hashes = hashes
	}
	for _, c := range chunks {
		r.fresh = append(r.fresh, newMarks(len(c.terms)))
	}
	return r, nil
}

// resolve finds what is new.
func (r *resolver) resolve(ctx context.Context) (err error) {
	defer func() { err = errors.Join(err, r.close()) }()
	if err := r.createFiles(); err != nil {
		return err
	}
	var streams []stream
	for _, c := range r.chunks {
		in, err := r.spill.open(c.prints, mergeBuffer(len(r.chunks)))
		if err != nil {
			return errors.Join(err, newMerger(streams).close())
		}
		streams = append(streams, in)
	}
	in := newMerger(streams)
	defer func() { err = errors.Join(err, in.close()) }()
	var group []fingerprint // all with one hash
	for n := 0; ; n++ {
		if n%checkEvery == 0 && ctx.Err() != nil {
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

func (r *resolver) createFiles() (err error) {
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

func (r *resolver) close() (err error) {
	for _, w := range append(r.found, r.lists) {
		if w != nil {
			err = errors.Join(err, w.close())
		}
	}
	return errors.Join(err, r.hashes.close())
}

// resolveHash finds what the values with one hash are.
func (r *resolver) resolveHash(group []fingerprint) error {
	ids, prints, err := r.known(group[0][:8])
	if err != nil {
		return err
	}
	var fresh []place
	for i := range group {
		if i > 0 && bytes.Equal(group[i][:printSize], group[i-1][:printSize]) {
			continue
		}
		is := resolution{at: group[i].place()}
		if at := slices.IndexFunc(prints, func(p fingerprint) bool { return bytes.Equal(p[:printSize], group[i][:printSize]) }); at >= 0 {
			is = resolution{known: ids[at]}
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

// known is the ids that the store has under a hash, with the fingerprints of their values.
func (r *resolver) known(hash []byte) (ids []Node, prints []fingerprint, err error) {
	list, err := r.hashes.find(append([]byte{tableHash}, hash...))
	if err != nil || list == nil {
		return nil, nil, err
	}
	if ids, err = decodeIDs(list); err != nil {
		return nil, nil, err
	}
	dict := dictionary{r.s.db, r.s.hash}
	for _, id := range ids {
		err = errors.Join(err, dict.encoding(id, func(encoded []byte) error {
			prints = append(prints, fingerprintOf(encoded, r.s.hash, 0, 0))
			return nil
		}))
	}
	return ids, prints, err
}

func (r *resolver) write(at place, is resolution) error {
	var record [20]byte
	binary.LittleEndian.PutUint32(record[:], at.n)
	binary.LittleEndian.PutUint64(record[4:], uint64(is.known))
	binary.LittleEndian.PutUint32(record[12:], is.at.chunk)
	binary.LittleEndian.PutUint32(record[16:], is.at.n)
	return r.found[at.chunk].write(record[:])
}

// appendList appends the ids of a hash and the places of its new values.
func appendList(b []byte, ids []Node, fresh []place) []byte {
	b = binary.AppendUvarint(b, uint64(len(ids)))
	for _, id := range ids {
		b = appendID(b, id)
	}
	for _, at := range fresh {
		b = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(b, at.chunk), at.n)
	}
	return b
}

// count works out the ids.
func (r *resolver) count() {
	next := r.first
	for i := range r.fresh {
		next = r.fresh[i].count(next)
	}
}

// next is the id after the last that was given.
func (r *resolver) next() Node {
	last := &r.fresh[len(r.fresh)-1]
	return last.before[len(last.before)-1]
}

func (r *resolver) id(at place) Node { return r.fresh[at.chunk].id(at.n) }

// ids is what each number of a chunk stands for; 0 stays 0.
func (r *resolver) ids(chunk int) ([]Node, error) {
	ids := make([]Node, len(r.chunks[chunk].terms)+1)
	in, err := r.spill.open(r.found[chunk].path, spillBuffer)
	if err != nil {
		return nil, err
	}
	for {
		record, err := in.next()
		if err != nil || record == nil {
			return ids, errors.Join(err, in.close())
		}
		id := Node(binary.LittleEndian.Uint64(record[4:]))
		if id == 0 {
			id = r.id(place{binary.LittleEndian.Uint32(record[12:]), binary.LittleEndian.Uint32(record[16:])})
		}
		ids[binary.LittleEndian.Uint32(record)] = id
	}
}

// writeHashes writes the entries of the new values' hashes.
func (r *resolver) writeHashes(out *tableWriter) error {
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
		key = append(append(key[:0], tableHash), record[:8]...)
		list = r.list(list[:0], record[8:])
		if err := out.set(key, list); err != nil {
			return errors.Join(err, in.close())
		}
	}
}

// list is the entry of a hash, from what appendList wrote.
func (r *resolver) list(b, record []byte) []byte {
	known, n := binary.Uvarint(record)
	record = record[n:]
	for ; known > 0; known-- {
		_, n := decodeID(record)
		b, record = append(b, record[:n]...), record[n:]
	}
	for ; len(record) >= 8; record = record[8:] {
		b = appendID(b, r.id(place{binary.BigEndian.Uint32(record), binary.BigEndian.Uint32(record[4:])}))
	}
	return b
}

// writeValues writes the new values under their ids.
func (r *resolver) writeValues(out *tableWriter) error {
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
				err = out.set(idKey(tableValue, r.fresh[i].id(n)), encoded)
			}
		}
		if err = errors.Join(err, in.close()); err != nil {
			return err
		}
	}
	return out.close()
}

// marks is a set of the numbers of a chunk, and how many marked ones stand before each.
type marks struct {
	words  []uint64
	before []Node // by word: the id of the first mark in it; one more at the end
}

func newMarks(n int) marks {
	words := n/64 + 1
	return marks{make([]uint64, words), make([]Node, words+1)}
}

func (m *marks) set(n uint32)      { m.words[n/64] |= 1 << (n % 64) }
func (m *marks) has(n uint32) bool { return m.words[n/64]&(1<<(n%64)) != 0 }

// count gives the marks ids from first on, and returns the id after the last.
func (m *marks) count(first Node) Node {
	for i, w := range m.words {
		m.before[i] = first
		first += Node(bits.OnesCount64(w))
	}
	m.before[len(m.words)] = first
	return first
}

func (m *marks) id(n uint32) Node {
	return m.before[n/64] + Node(bits.OnesCount64(m.words[n/64]&(1<<(n%64)-1)))
}
