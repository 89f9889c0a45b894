package text

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// A Text is a normalised text: NFC, LF line ends, no invisible characters. It is immutable and safe for concurrent
// use. The zero Text is the empty text.
type Text struct {
	s      string
	index  offsetIndex
	passes []alignment // in order, without those that changed nothing
	given  int         // length of the text as given, in code points
}

// Normalize returns the normal form of a UTF-8 string. Normalising the String of a Text again changes nothing.
func Normalize(given string) Text {
	cleaned, cleaning := clean(given)
	composed, composing := compose(cleaned)
	t := Text{s: composed, index: newOffsetIndex(composed)}
	t.given = t.index.n
	for _, pass := range []alignment{cleaning, composing} {
		if pass.identity() {
			continue
		}
		if len(t.passes) == 0 {
			t.given = pass.in
		}
		t.passes = append(t.passes, pass)
	}
	return t
}

// String returns the normalised text.
func (t Text) String() string { return t.s }

// Len returns the length in code points.
func (t Text) Len() int { return t.index.n }

// Slice returns the text of s. It panics if s is not within the text.
func (t Text) Slice(s Span) string { return t.s[t.Byte(s.Start):t.Byte(s.End)] }

// Byte returns the byte offset in String of the code point at offset. For Len it returns the length of String.
func (t Text) Byte(offset int) int { return t.index.byteOf(t.s, offset) }

// Offset returns the offset of the code point that contains the given byte of String. For the length of String it
// returns Len.
func (t Text) Offset(byte int) int { return t.index.offsetOf(t.s, byte) }

// Given returns the smallest range of the text as given that s came from, in code points of that text; a byte that is
// not UTF-8 counts as one. The range includes code points that were removed inside s, but not those removed at its ends.
// An empty span gives an empty range. The mapping is monotonic.
func (t Text) Given(s Span) Span {
	if s.IsZero() {
		return s
	}
	for i := len(t.passes) - 1; i >= 0; i-- {
		s = t.passes[i].source(s)
	}
	return s
}

// GivenLen returns the length of the text as given, in code points.
func (t Text) GivenLen() int { return t.given }

// Hash returns the SHA-256 of the normalised text, in hex.
func (t Text) Hash() string {
	sum := sha256.Sum256([]byte(t.s))
	return hex.EncodeToString(sum[:])
}

// A Replacement replaces the code points of a span. An empty With removes them.
type Replacement struct {
	Span
	With string
}

// Replace returns t with the replacements applied, normalised again. Given of the result still returns ranges of the
// text as given; each code point of With maps to the whole span that it replaces. The replacements must be in the order
// of the text and must not overlap; otherwise Replace panics.
func (t Text) Replace(replacements []Replacement) Text {
	if len(replacements) == 0 {
		return t
	}
	edited, editing := t.apply(replacements)
	next := Normalize(edited)
	next.given = t.given
	next.passes = append(append(append([]alignment(nil), t.passes...), editing), next.passes...)
	return next
}

// apply returns the text after the replacements, and the alignment of this pass.
func (t Text) apply(replacements []Replacement) (string, alignment) {
	var out strings.Builder
	out.Grow(len(t.s))
	var a alignment
	done := 0
	for _, e := range replacements {
		out.WriteString(t.Slice(Span{done, e.Start}))
		a.keep(e.Start - done)
		out.WriteString(e.With)
		a.replace(e.Len(), newOffsetIndex(e.With).n)
		done = e.End
	}
	out.WriteString(t.Slice(Span{done, t.Len()}))
	a.keep(t.Len() - done)
	return out.String(), a
}
