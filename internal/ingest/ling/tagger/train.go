package tagger

import (
	"encoding/binary"
	"maps"
	"math/rand/v2"
	"slices"

	"graphd/internal/ingest/ling/linear"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

// Example is a tagged sentence.
type Example struct {
	Words []*word.Word
	Tags  []ud.XPOS
}

// Training says how to train. Seed orders the examples.
type Training struct {
	Bits      uint // of the feature hash
	Epochs    int
	Seed      uint64
	Precision linear.Precision
}

// Frequent words have a fixed tag when nearly all their occurrences bear it.
const (
	fixedCount = 50
	fixedShare = 0.998
)

// Train learns a Tagger.
func Train(examples []Example, c Training) *Tagger {
	t := &Tagger{tags: tagSet(examples)}
	id := make(map[ud.XPOS]int, len(t.tags))
	for i, tag := range t.tags {
		id[tag] = i
	}
	t.fixed = fixedTags(examples, id)
	l := linear.NewPerceptron(c.Bits)
	random := rand.New(rand.NewPCG(c.Seed, 1))
	for range c.Epochs {
		for _, k := range random.Perm(len(examples)) {
			t.learn(l, examples[k], id)
		}
	}
	t.model = l.Freeze(c.Precision)
	return t
}

// learn tags e as it would be tagged, correcting l where the tag is wrong.
func (t *Tagger) learn(l *linear.Perceptron, e Example, id map[ud.XPOS]int) {
	last, last2 := none, none2
	var used []uint32
	for i := range e.Words {
		used = used[:0]
		tag := t.choose(l, e.Words, i, last, last2, &used)
		if len(used) > 0 {
			l.Step()
			if right := id[e.Tags[i]]; right != tag {
				l.Update(used, right, tag)
			}
		}
		last, last2 = tag, last
	}
}

func tagSet(examples []Example) []ud.XPOS {
	seen := map[ud.XPOS]bool{}
	for _, e := range examples {
		for _, tag := range e.Tags {
			seen[tag] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

func fixedTags(examples []Example, id map[ud.XPOS]int) map[uint64]uint8 {
	counts := map[uint64]map[ud.XPOS]int{}
	for _, e := range examples {
		for i, w := range e.Words {
			if counts[w.Form] == nil {
				counts[w.Form] = map[ud.XPOS]int{}
			}
			counts[w.Form][e.Tags[i]]++
		}
	}
	fixed := map[uint64]uint8{}
	for form, tags := range counts {
		all := 0
		for _, n := range tags {
			all += n
		}
		for tag, n := range tags {
			if all >= fixedCount && float64(n) >= fixedShare*float64(all) {
				fixed[form] = uint8(id[tag])
			}
		}
	}
	return fixed
}

// encodeFixed is the fixed tags in the order of the words' hashes, nine bytes each.
func (t *Tagger) encodeFixed() []byte {
	var out []byte
	for _, form := range slices.Sorted(maps.Keys(t.fixed)) {
		out = append(binary.LittleEndian.AppendUint64(out, form), t.fixed[form])
	}
	return out
}
