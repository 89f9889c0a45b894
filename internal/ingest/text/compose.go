package text

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// compose runs the second pass, which normalises s to NFC. A changed segment, that is a base with its marks, is aligned
// as a whole. If nothing changes, compose returns s itself.
func compose(s string) (string, alignment) {
	var out strings.Builder
	var a alignment
	var composed []byte
	copied := 0
	for at := 0; at < len(s); {
		n := norm.NFC.QuickSpanString(s[at:])
		a.keep(utf8.RuneCountInString(s[at : at+n]))
		at += n
		end := at + segmentLen(s[at:])
		segment := s[at:end]
		composed = norm.NFC.AppendString(composed[:0], segment)
		if string(composed) != segment {
			out.WriteString(s[copied:at])
			out.Write(composed)
			copied = end
			a.replace(utf8.RuneCountInString(segment), utf8.RuneCount(composed))
		} else {
			a.keep(utf8.RuneCountInString(segment))
		}
		at = end
	}
	if copied == 0 {
		return s, a
	}
	out.WriteString(s[copied:])
	return out.String(), a
}

// segmentLen returns the length in bytes of the first code point of s with those that can compose or reorder with it.
func segmentLen(s string) int {
	n := 0
	for n < len(s) {
		p := norm.NFC.PropertiesString(s[n:])
		if n > 0 && p.BoundaryBefore() {
			break
		}
		n += p.Size()
	}
	return n
}
