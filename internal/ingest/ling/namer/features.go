package namer

import "graphd/internal/ingest/ling/word"

// input is a sentence under labelling.
type input struct {
	words       []*word.Word
	tags        []string
	history     History
	last, last2 Label
}

const maxFeatures = 64

// longestRun bounds how far a stretch of capitalised words is followed.
const longestRun = 6

// note goes on to the next word.
func (x *input) note(i int, l Label) {
	x.last, x.last2 = l, x.last
	if l != Outside {
		x.history[x.words[i].Form] = l
	}
}

func (x *input) tag(i int) uint64 {
	if i < 0 || i >= len(x.tags) {
		return 3
	}
	return word.Hash(x.tags[i])
}

// before is what word i was called earlier: 0 for nothing.
func (x *input) before(i int) uint64 {
	if i >= len(x.words) {
		return 0
	}
	return x.history[x.words[i].Form].kind()
}

func (x *input) listed(i int) uint64 { return lexicon()[word.At(x.words, i).Lower] }

// run is the end of the stretch of capitalised words that begins at i.
func (x *input) run(i int) int {
	end := i
	for end < len(x.words) && end < i+longestRun && x.words[end].Capital {
		end++
	}
	return end
}

// features appends those of word i.
func (x *input) features(f []uint32, i int) choice {
	w, next, next2 := x.words[i], word.At(x.words, i+1), word.At(x.words, i+2)
	prev, prev2 := word.At(x.words, i-1), word.At(x.words, i-2)
	last, both := uint64(x.last)+1, uint64(x.last)<<8+uint64(x.last2)+1
	tag, prevTag, nextTag := x.tag(i), x.tag(i-1), x.tag(i+1)
	flags := uint64(w.Flags) << 1
	if i == 0 {
		flags++
	}
	end := x.run(i)
	runLast, runAfter := word.At(x.words, end-1), word.At(x.words, end)
	listed, listedNext, listedPrev := x.listed(i), x.listed(i+1), x.listed(i-1)
	before, beforeNext := x.before(i), x.before(i+1)
	values := [...]uint64{
		0, w.Form, w.Lower, w.Shape, w.Suffix[2], w.Suffix[3], w.Suffix[4], w.Prefix[3], tag, flags,
		prev.Lower, prev2.Lower, next.Lower, next2.Lower, prevTag, nextTag, word.Join3(prevTag, tag, nextTag),
		prev.Shape, next.Shape, word.Join(w.Shape, next.Shape), word.Join(prev.Shape, w.Shape),
		last, both, word.Join(last, w.Lower), word.Join(last, w.Shape), word.Join3(last, tag, prev.Lower), word.Join(last, next.Lower),
		word.Join(prev.Lower, w.Lower), word.Join(w.Lower, next.Lower), word.Join(prev2.Lower, prev.Lower), word.Join(next.Lower, next2.Lower),
		before, word.Join(before, last), beforeNext, word.Join3(before, beforeNext, last),
		word.Join(runAfter.Lower, flags), word.Join(runAfter.Lower, last), word.Join(runLast.Lower, flags), word.Join(uint64(end-i), last),
		word.Join3(prev.Form, uint64(w.Flags), last), next.Suffix[3], prev.Suffix[3],
		listed, word.Join(listed, flags), listedNext, listedPrev, word.Join(listed, listedNext), word.Join(listedPrev, listed), word.Join3(listed, last, tag),
		word.Join3(x.listed(end-1), flags, last), word.Join3(listedPrev, flags, last),
	}
	for id, v := range values {
		f = append(f, word.Feature(id, v))
	}
	return choice{f, x.last}
}
