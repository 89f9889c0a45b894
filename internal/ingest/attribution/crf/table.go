package crf

// slot is a feature in the table: its key plus 1, then the code of each column in a byte, the first one lowest. Zero is an empty
// slot. Most slots are read from memory, so that a feature should need one only.
type slot uint64

const (
	mostColumns = 4  // number of codes that a slot has room for
	together    = 64 // number of features that are looked up together; a power of two
)

func newSlot(key uint32, codes []int8) slot {
	s := slot(key+1) << 32
	for c, code := range codes {
		s |= slot(uint8(code)) << (8 * c)
	}
	return s
}

// has reports whether s is the slot of a key.
func (s slot) has(key uint32) bool { return uint32(s>>32) == key+1 }

// emit adds the weights of features to out, which begins at label 1.
func (m *Model) emit(out []float32, features []uint32) {
	for len(features) > 0 {
		n := min(len(features), together)
		m.add(out[:m.columns], features[:n])
		features = features[n:]
	}
}

// add adds the weights of at most together features to out. It first loads the slots of all features, so that the cache misses
// overlap.
func (m *Model) add(out []float32, features []uint32) {
	var found [together]slot
	mask := uint32(len(m.slots) - 1)
	for i, f := range features {
		found[i&(together-1)] = m.slots[f>>m.shift&mask]
	}
	for i, f := range features {
		key, s := f>>keyShift, found[i&(together-1)]
		for at := f >> m.shift; s != 0 && !s.has(key); {
			at++
			s = m.slots[at&mask]
		}
		if s == 0 {
			continue
		}
		for c := range out {
			out[c] += m.weights[uint8(s>>(8*c))]
		}
	}
}

// index builds the table in which emit looks up keys. A key begins with the number of its first slot, so that ascending keys fill
// the table from its beginning to its end.
func (m *Model) index() {
	size := uint(1)
	for 1<<size < 2*len(m.keys)+2 {
		size++
	}
	m.shift = 32 - size
	m.slots = make([]slot, 1<<size)
	for code := range m.weights {
		m.weights[code] = m.weight(int8(uint8(code)))
	}
	mask := uint32(len(m.slots) - 1)
	for i, key := range m.keys {
		at := key << keyShift >> m.shift
		for m.slots[at&mask] != 0 {
			at++
		}
		m.slots[at&mask] = newSlot(key, m.codes[i*m.columns:(i+1)*m.columns])
	}
}
