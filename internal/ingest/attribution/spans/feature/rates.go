package feature

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"graphd/internal/ingest/ling/modelfile"
	"graphd/internal/ingest/ling/word"
)

// Rates holds how often words and pairs of words are part of a cue, by their keys.
type Rates map[uint32]Tally

// Tally counts the occurrences of a word, and those among them that are part of a cue.
type Tally struct{ cues, all int32 }

// Rater looks up rates. In training it excludes the text that asks.
type Rater interface{ Counts(key uint32) Tally }

// Counts implements Rater.
func (r Rates) Counts(key uint32) Tally { return r[key] }

// Without is a Rater of all rates less those of one text, so that a text in training does not see its own cues.
type Without struct{ All, Own Rates }

// Counts implements Rater.
func (w Without) Counts(key uint32) Tally {
	a, o := w.All[key], w.Own[key]
	return Tally{a.cues - o.cues, a.all - o.all}
}

// KindKey returns the key of the rate of a kind of words, such as those with one tag, whose hash is given.
func KindKey(kind, salt uint64) uint32 { return uint32(word.Join(kind, salt) >> 32) }

// Salts of [KindKey], which keep rates of different kinds apart.
const (
	TagSalt    = 1001 + iota // words with one tag, as part of cues
	RelSalt                  // words in one relation, as part of cues
	SourceSalt               // words with one lemma, as part of sources
)

// key returns the key of a word's rate: its lemma and the first letter of its tag.
func (w *HashedWord) key() uint32 { return uint32(word.Join(w.Lemma, w.Group) >> 32) }

// PairKey returns the key of the rate of w with the word after it.
func (w *HashedWord) PairKey(next *HashedWord) uint32 {
	return uint32(word.Join3(w.Lemma, next.Lemma, 7) >> 32)
}

// unseen is the bucket of words that have no rate.
const unseen = 50

var bucketEnds = [...]float64{0.01, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85}

// bucket returns the rate in steps, with frequent words in buckets of their own.
func (t Tally) bucket() uint64 {
	if t.all < 2 {
		return unseen
	}
	b := uint64(1)
	if t.all > 20 {
		b = 21
	}
	r := float64(t.cues) / float64(t.all)
	for _, end := range bucketEnds {
		if r < end {
			break
		}
		b++
	}
	return b
}

// Value returns the smoothed rate.
func (t Tally) Value() float32 {
	if t.all < 2 {
		return 0.1
	}
	return (float32(t.cues) + 0.1) / (float32(t.all) + 1)
}

// Add adds the rates of another text.
func (r Rates) Add(own Rates) {
	for k, o := range own {
		t := r[k]
		r[k] = Tally{t.cues + o.cues, t.all + o.all}
	}
}

// Compact returns the rates of what occurs at least twice.
func (r Rates) Compact() Rates {
	out := Rates{}
	for k, t := range r {
		if t.all >= 2 {
			out[k] = t
		}
	}
	return out
}

// CountRates counts, in one text, how often every word, pair, tag and relation is part of a cue, and every word part of a
// source.
func (p *HashedText) CountRates(isCue, isSource []bool) Rates {
	own := Rates{}
	count := func(key uint32, cue bool) {
		t := own[key]
		t.all++
		if cue {
			t.cues++
		}
		own[key] = t
	}
	for i := range p.Hashed {
		w := &p.Hashed[i]
		count(w.key(), isCue[i])
		count(KindKey(w.Tag, TagSalt), isCue[i])
		count(KindKey(w.Rel, RelSalt), isCue[i])
		count(KindKey(w.Lemma, SourceSalt), isSource[i])
		if i+1 < p.Sentences[w.Sentence].To {
			count(w.PairKey(&p.Hashed[i+1]), isCue[i])
		}
	}
	return own
}

func (r Rates) Write(w *modelfile.FieldWriter) {
	var keys, all, cues []byte
	last := uint32(0)
	for _, k := range slices.Sorted(maps.Keys(r)) {
		keys = binary.AppendUvarint(keys, uint64(k-last))
		last = k
		all = binary.AppendUvarint(all, uint64(r[k].all))
		cues = binary.AppendUvarint(cues, uint64(r[k].cues))
	}
	w.Bytes(keys)
	w.Bytes(all)
	w.Bytes(cues)
}

// ReadRates reads rates from the content of a model file.
func ReadRates(r *modelfile.FieldReader) (Rates, error) {
	keys, all, cues := r.Bytes(), r.Bytes(), r.Bytes()
	out := Rates{}
	key := uint32(0)
	for len(keys) > 0 {
		gap, a := binary.Uvarint(keys)
		n, b := binary.Uvarint(all)
		c, d := binary.Uvarint(cues)
		if a <= 0 || b <= 0 || d <= 0 {
			return nil, fmt.Errorf("%w: its rates do not add up", modelfile.ErrDamaged)
		}
		keys, all, cues = keys[a:], all[b:], cues[d:]
		key += uint32(gap)
		out[key] = Tally{cues: int32(c), all: int32(n)}
	}
	return out, nil
}
