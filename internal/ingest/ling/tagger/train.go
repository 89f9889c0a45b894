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

// A TaggedSentence is a training example.
type TaggedSentence struct {
	Words []*word.Word
	Tags  []ud.XPOS
}

// A Schedule holds the settings of a training. The seed determines the order of the examples.
type Schedule struct {
	Bits      uint // of feature hashes
	Epochs    int
	Seed      uint64
	Precision linear.Quantisation
}

// A word has a fixed tag if it occurs at least fixedCount times, and this share of its occurrences has the tag. Chosen by
// hand.
const (
	fixedCount = 50
	fixedShare = 0.998
)

// Train returns a Tagger trained on the examples.
func Train(examples []TaggedSentence, c Schedule) *Tagger {
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

// learn tags e like Tag, and corrects l after each wrong tag.
func (t *Tagger) learn(l *linear.Perceptron, e TaggedSentence, id map[ud.XPOS]int) {
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

func tagSet(examples []TaggedSentence) []ud.XPOS {
	seen := map[ud.XPOS]bool{}
	for _, e := range examples {
		for _, tag := range e.Tags {
			seen[tag] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

func fixedTags(examples []TaggedSentence, id map[ud.XPOS]int) map[uint64]uint8 {
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

// encodeFixed returns the fixed tags, sorted by the hashes of their words, with nine bytes each.
func (t *Tagger) encodeFixed() []byte {
	var out []byte
	for _, form := range slices.Sorted(maps.Keys(t.fixed)) {
		out = append(binary.LittleEndian.AppendUint64(out, form), t.fixed[form])
	}
	return out
}
