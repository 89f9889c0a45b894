package namer

import (
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

// A labelling is a sentence that is being labelled.
type labelling struct {
	words       []*word.Word
	tags        []ud.XPOS
	history     History
	last, last2 Label
	lists       []lists // the name lists that contain each word
}

func newLabelling(h History, words []*word.Word, tags []ud.XPOS) *labelling {
	return &labelling{words: words, tags: tags, history: h, lists: listed(words)}
}

const maxFeatures = 80

// longestRun is the maximum length of a run of capitalised words.
const longestRun = 6

// note records the label of word i.
func (x *labelling) note(i int, l Label) {
	x.last, x.last2 = l, x.last
	if l != Outside {
		x.history[x.words[i].Form] = l
	}
}

func (x *labelling) tag(i int) uint64 {
	if i < 0 || i >= len(x.tags) {
		return 3
	}
	return word.Hash(string(x.tags[i]))
}

// before returns the kind of name that word i was earlier in the document; 0 for none.
func (x *labelling) before(i int) uint64 {
	if i >= len(x.words) {
		return 0
	}
	return x.history[x.words[i].Form].kind()
}

// kind returns the classes of word i in the lexicon.
func (x *labelling) kind(i int) uint64 { return lexicon()[word.At(x.words, i).Lower] }

// list returns the name lists that contain word i.
func (x *labelling) list(i int) uint64 {
	if i < 0 || i >= len(x.lists) {
		return 0
	}
	return uint64(x.lists[i])
}

// run returns the end of the run of capitalised words that begins at i.
func (x *labelling) run(i int) int {
	end := i
	for end < len(x.words) && end < i+longestRun && x.words[end].Capital {
		end++
	}
	return end
}

// features appends the features of word i.
func (x *labelling) features(f []uint32, i int) labelChoice {
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
	kind, kindNext, kindPrev := x.kind(i), x.kind(i+1), x.kind(i-1)
	list, listNext, listPrev := x.list(i), x.list(i+1), x.list(i-1)
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
		kind, word.Join(kind, flags), kindNext, kindPrev, word.Join(kind, kindNext), word.Join(kindPrev, kind), word.Join3(kind, last, tag),
		word.Join3(x.kind(end-1), flags, last), word.Join3(kindPrev, flags, last),
		list, word.Join(list, flags), word.Join(list, last), listNext, listPrev, word.Join(list, listNext), word.Join(listPrev, list),
		word.Join3(list, last, tag), word.Join3(list, listNext, last), word.Join3(x.list(end-1), flags, last),
		word.Join3(list, kind, x.kind(end-1)),
	}
	for id, v := range values {
		f = append(f, word.Feature(id, v))
	}
	return labelChoice{f, x.last}
}
