package encoder

import (
	"iter"

	"graphd/internal/ingest/ling/encoder/wordpiece"
)

// The sizes of sequences are those with which the model was trained.
const (
	// packed is the maximum number of pieces of a sequence of whole paragraphs.
	packed = 192
	// longest is the maximum number of pieces of a sequence that is a part of a longer paragraph.
	longest = 254
)

// pieceText is a text split into pieces.
type pieceText struct {
	pieces []int32
	starts []int // for each word, the index of its first piece; at the end, the number of pieces
}

// split splits words into pieces.
func split(vocabulary *wordpiece.Vocabulary, words []string) pieceText {
	t := pieceText{pieces: make([]int32, 0, 2*len(words)), starts: make([]int, 0, len(words)+1)}
	for _, w := range words {
		t.starts = append(t.starts, len(t.pieces))
		t.pieces = vocabulary.Append(t.pieces, w)
	}
	t.starts = append(t.starts, len(t.pieces))
	return t
}

// size returns the number of pieces of the words of s.
func (t pieceText) size(s stretch) int { return t.starts[s.end] - t.starts[s.start] }

// stretch is a range of words.
type stretch struct{ start, end int }

// sequences yields the sequences of a text as the stretches of words in each, after every one of which [SEP] follows. Successive
// paragraphs share a sequence while it has at most packed pieces; a paragraph that does not fit alone is cut between words into
// sequences of at most longest pieces, each as long as possible. Each list is valid until the next.
func (t pieceText) sequences(paragraphs []stretch) iter.Seq[[]stretch] {
	return func(yield func([]stretch) bool) {
		var pending []stretch
		size := 1
		for _, p := range paragraphs {
			length := t.size(p) + 1
			if len(pending) > 0 && size+length > packed {
				if !yield(pending) {
					return
				}
				pending, size = pending[:0], 1
			}
			if length+1 <= packed {
				pending = append(pending, p)
				size += length
				continue
			}
			for part := range t.parts(p) {
				if !yield([]stretch{part}) {
					return
				}
			}
		}
		if len(pending) > 0 {
			yield(pending)
		}
	}
}

// parts yields the parts of a long paragraph.
func (t pieceText) parts(paragraph stretch) iter.Seq[stretch] {
	return func(yield func(stretch) bool) {
		start := paragraph.start
		for i := start; i < paragraph.end; i++ {
			if t.size(stretch{start, i + 1})+2 > longest {
				if !yield(stretch{start, i}) {
					return
				}
				start = i
			}
		}
		yield(stretch{start, paragraph.end})
	}
}

// stretches returns the paragraphs of n words that begin at starts; words before the first start are a paragraph too.
func stretches(starts []int, n int) []stretch {
	var list []stretch
	if len(starts) == 0 || starts[0] > 0 {
		list = append(list, stretch{0, n})
	}
	for _, start := range starts {
		if len(list) > 0 {
			list[len(list)-1].end = start
		}
		list = append(list, stretch{start, n})
	}
	return list
}
