package spans

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"graphd/internal/ingest/ling/modelfile"
	"graphd/internal/ingest/ling/word"
)

// rates says how often words, and pairs of words, are part of a cue where they occur.
type rates map[uint32]tally

// tally is how many of a word's occurrences are part of a cue.
type tally struct{ cues, all int32 }

// rater is where a page looks rates up: the built-in ones, or in training those without the page's own text.
type rater interface{ counts(key uint32) tally }

func (r rates) counts(key uint32) tally { return r[key] }

// without is rates less those of one text, so that a text in training does not see its own cues.
type without struct{ all, own rates }

func (w without) counts(key uint32) tally {
	a, o := w.all[key], w.own[key]
	return tally{a.cues - o.cues, a.all - o.all}
}

// key is under which a word's rate stands: its lemma and the kind of its tag.
func (w *hashedWord) key() uint32 { return uint32(word.Join(w.lemma, w.group) >> 32) }

// pairKey is under which the rate of w with the word after it stands.
func (w *hashedWord) pairKey(next *hashedWord) uint32 {
	return uint32(word.Join3(w.lemma, next.lemma, 7) >> 32)
}

// none is the bucket of what has not been seen.
const none = 50

var bucketEnds = [...]float64{0.01, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85}

// bucket is a rate in steps, those of frequent words apart.
func (t tally) bucket() uint64 {
	if t.all < 2 {
		return none
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

// value is a rate, smoothed.
func (t tally) value() float32 {
	if t.all < 2 {
		return 0.1
	}
	return (float32(t.cues) + 0.1) / (float32(t.all) + 1)
}

// add counts another text's rates.
func (r rates) add(own rates) {
	for k, o := range own {
		t := r[k]
		r[k] = tally{t.cues + o.cues, t.all + o.all}
	}
}

// compact leaves out what was seen once only: its rate says nothing.
func (r rates) compact() rates {
	out := rates{}
	for k, t := range r {
		if t.all >= 2 {
			out[k] = t
		}
	}
	return out
}

// countRates counts one text: how often every word, pair, tag and relation is part of a cue, and every word of a source.
func (p *hashedText) countRates(isCue, isSource []bool) rates {
	own := rates{}
	count := func(key uint32, cue bool) {
		t := own[key]
		t.all++
		if cue {
			t.cues++
		}
		own[key] = t
	}
	for i := range p.words {
		w := &p.words[i]
		count(w.key(), isCue[i])
		count(kindKey(w.tag, tagSalt), isCue[i])
		count(kindKey(w.rel, relSalt), isCue[i])
		count(kindKey(w.lemma, sourceSalt), isSource[i])
		if i+1 < p.Sentences[w.sentence].To {
			count(w.pairKey(&p.words[i+1]), isCue[i])
		}
	}
	return own
}

func (r rates) write(w *modelfile.Writer) {
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

func readRates(r *modelfile.Reader) (rates, error) {
	keys, all, cues := r.Bytes(), r.Bytes(), r.Bytes()
	out := rates{}
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
		out[key] = tally{cues: int32(c), all: int32(n)}
	}
	return out, nil
}
