package text

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Text is a normalised text: NFC, LF line ends, no invisible characters. It is immutable, and safe for concurrent
// use. The zero Text is the empty text.
type Text struct {
	s      string
	index  index
	passes []alignment // in the order in which they were made; a pass that changed nothing is not kept
	given  int         // length of the text as given, in code points
}

// Normalize brings given, UTF-8 as read, to normal form. Normalising a Text's String again changes nothing.
func Normalize(given string) Text {
	cleaned, cleaning := clean(given)
	composed, composing := compose(cleaned)
	t := Text{s: composed, index: newIndex(composed)}
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

// String is the normalised text.
func (t Text) String() string { return t.s }

// Len is the length in code points.
func (t Text) Len() int { return t.index.n }

// Slice is the text under s. It panics where s is not within the text.
func (t Text) Slice(s Span) string { return t.s[t.Byte(s.Start):t.Byte(s.End)] }

// Byte is the byte offset in String of the code point at offset; of the end for Len.
func (t Text) Byte(offset int) int { return t.index.byteOf(t.s, offset) }

// Offset is the code point offset of the code point that holds the byte at that offset in String; Len for its length.
func (t Text) Offset(byte int) int { return t.index.offsetOf(t.s, byte) }

// Given is the smallest range of the text as given that s came from, in code points of that text; a byte that was
// not UTF-8 counts as one. What was dropped at the edges of s is left out, what was dropped inside it is covered.
// An empty span stays empty. Later spans never lead to earlier places.
func (t Text) Given(s Span) Span {
	if s.IsZero() {
		return s
	}
	for i := len(t.passes) - 1; i >= 0; i-- {
		s = t.passes[i].source(s)
	}
	return s
}

// GivenLen is the length of the text as given, in code points.
func (t Text) GivenLen() int { return t.given }

// Hash is the SHA-256 of the normalised text, in hex.
func (t Text) Hash() string {
	sum := sha256.Sum256([]byte(t.s))
	return hex.EncodeToString(sum[:])
}

// Edit says what the code points under a span become: With, or nothing.
type Edit struct {
	Span
	With string
}

// Replace is t after edits, normalised again; Given leads on to the text that t was given. Each code point of With
// came from the whole of the span that it replaces. Edits are in text order and do not overlap; it panics where
// they are not.
func (t Text) Replace(edits []Edit) Text {
	if len(edits) == 0 {
		return t
	}
	edited, editing := t.apply(edits)
	next := Normalize(edited)
	next.given = t.given
	next.passes = append(append(append([]alignment(nil), t.passes...), editing), next.passes...)
	return next
}

func (t Text) apply(edits []Edit) (string, alignment) {
	var out strings.Builder
	out.Grow(len(t.s))
	var a alignment
	done := 0
	for _, e := range edits {
		out.WriteString(t.Slice(Span{done, e.Start}))
		a.keep(e.Start - done)
		out.WriteString(e.With)
		a.replace(e.Len(), newIndex(e.With).n)
		done = e.End
	}
	out.WriteString(t.Slice(Span{done, t.Len()}))
	a.keep(t.Len() - done)
	return out.String(), a
}
