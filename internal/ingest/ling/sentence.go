package ling

import (
	"slices"
	"strings"
	"unicode"
)

// sentences returns, for each sentence, the index after its last piece. A dateline is a sentence.
func (p paragraph) sentences(pieces []piece) []int {
	var ends []int
	first := 0
	if n := p.style.Dateline.Len(); n > 0 {
		if at := slices.IndexFunc(pieces, func(q piece) bool { return q.start >= n }); at > 0 {
			first = at
			ends = append(ends, at)
		}
	}
	for i := first; i < len(pieces); i++ {
		if !p.mayEnd(pieces, i) {
			continue
		}
		next := p.closers(pieces, i+1)
		if next < len(pieces) && p.continuesSentence(pieces, i, next) {
			i = next - 1
			continue
		}
		ends = append(ends, next)
		i = next - 1
	}
	if n := len(pieces); n > 0 && (len(ends) == 0 || ends[len(ends)-1] < n) {
		ends = append(ends, n)
	}
	return ends
}

// mayEnd reports whether the piece at i may end a sentence.
func (p paragraph) mayEnd(pieces []piece, i int) bool {
	q := pieces[i]
	if q.class == stopPiece {
		return true
	}
	if q.class != wordPiece || p.runes[q.end-1] != '.' || i+1 == len(pieces) || q.end-q.start > longestAbbreviation {
		return false
	}
	word := strings.ToLower(string(p.runes[q.start : q.end-1]))
	if abbreviations()[word]&endsSentence == 0 {
		return false
	}
	return pieces[i+1].class == openPiece || p.starts(pieces[i+1])
}

// closers returns the index of the first piece from i on that is not another stop, a closing quotation mark directly after the
// piece before it, or a closing bracket.
func (p paragraph) closers(pieces []piece, i int) int {
	for ; i < len(pieces); i++ {
		switch q := pieces[i]; {
		case q.class == stopPiece, (q.class == closePiece || q.class == apostrophePiece) && q.start == pieces[i-1].end:
		case q.class == symbolPiece && strings.ContainsRune(")]}", p.runes[q.start]):
		default:
			return i
		}
	}
	return i
}

// continuesSentence reports whether the piece at next, after the closers, continues the sentence of the stop at i: after a question quoted
// in the middle of a sentence, or a name like “Yahoo!”.
func (p paragraph) continuesSentence(pieces []piece, i, next int) bool {
	first := p.runes[pieces[next].start]
	if first == ',' {
		return true
	}
	plainStop := p.runes[pieces[i].start] == '.' || pieces[i].class == wordPiece
	return unicode.IsLower(first) && (!plainStop || next > i+1)
}

// starts reports whether piece q is a word that typically begins a sentence.
func (p paragraph) starts(q piece) bool {
	const longest = 7 // runes of the longest starter
	return q.end-q.start <= longest && starters[string(p.runes[q.start:q.end])]
}
