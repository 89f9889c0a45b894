// Package word computes the hashed features of word forms that the models of package ling share.
package word

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"graphd/internal/ingest/ling/ud"
)

// Normal returns the normal form of a word: double quotation marks in the ASCII notation of the Penn Treebank, brackets as
// characters, one form for all dashes and ellipses, and ASCII apostrophes. A straight quotation mark is an opening one if
// opening is set.
func Normal(form string, opening bool) string {
	switch form {
	case "“", "„", "‟", "«", "``":
		return "``"
	case "”", "»", "''":
		return "''"
	case "\"", "＂":
		if opening {
			return "``"
		}
		return "''"
	case "‘", "‹", "`", "‛":
		return "`"
	case "'":
		if opening {
			return "`"
		}
		return "'"
	case "’", "›", "´":
		return "'"
	case "(", string(ud.LRB):
		return "("
	case ")", string(ud.RRB):
		return ")"
	case "[", "-LSB-":
		return "["
	case "]", "-RSB-":
		return "]"
	case "{", "-LCB-":
		return "{"
	case "}", "-RCB-":
		return "}"
	case "—", "–", "―", "‒", "--", "---":
		return "--"
	case "…", "...", "....", "..":
		return "..."
	}
	if strings.Contains(form, "’") {
		return strings.ReplaceAll(form, "’", "'")
	}
	return form
}

// A Word holds the features of a word form: hashes of the form and its parts. It is immutable.
type Word struct {
	Form    uint64 // with all digits replaced by 0
	Lower   uint64
	Shape   uint64
	Suffix  [5]uint64 // the last 1 … 4 bytes; index 0 is unused
	Prefix  [4]uint64 // the first 1 … 3 bytes
	Flags   Flags
	Capital bool
}

// Flags is the set of kinds of characters in a form.
type Flags uint64

// The flags of a form.
const (
	FirstUpper Flags = 1 << iota
	LaterUpper
	HasLower
	HasDigit
	HasHyphen
	HasOther
)

// The words before and after a sentence.
var (
	Before = Make("<before>")
	After  = Make("<after>")
)

// Make returns the Word of a normal form.
func Make(normal string) *Word {
	same := sameDigits(normal)
	lower := strings.ToLower(same)
	w := &Word{Form: Hash(same), Lower: Hash(lower), Shape: Hash(shape(normal)), Flags: flags(normal)}
	for n := 1; n < len(w.Suffix); n++ {
		w.Suffix[n] = Hash(lower[max(0, len(lower)-n):])
	}
	for n := 1; n < len(w.Prefix); n++ {
		w.Prefix[n] = Hash(lower[:min(n, len(lower))])
	}
	w.Capital = w.Flags&FirstUpper != 0
	return w
}

func flags(s string) Flags {
	var f Flags
	for i, r := range s {
		switch {
		case unicode.IsUpper(r) && i == 0:
			f |= FirstUpper
		case unicode.IsUpper(r):
			f |= LaterUpper
		case unicode.IsLower(r):
			f |= HasLower
		case unicode.IsDigit(r):
			f |= HasDigit
		case r == '-':
			f |= HasHyphen
		default:
			f |= HasOther
		}
	}
	return f
}

// shape replaces letters and digits by their kinds, and shortens runs to two.
func shape(s string) string {
	b := make([]byte, 0, min(len(s), 32))
	for _, r := range s {
		c := kind(r)
		if n := len(b); n > 1 && b[n-1] == c && b[n-2] == c {
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

func kind(r rune) byte {
	switch {
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLower(r):
		return 'x'
	case unicode.IsDigit(r):
		return '0'
	case r < utf8.RuneSelf:
		return byte(r)
	}
	return '?'
}

func sameDigits(s string) string {
	if !strings.ContainsAny(s, "123456789") {
		return s
	}
	b := []byte(s)
	for i, c := range b {
		if '0' <= c && c <= '9' {
			b[i] = '0'
		}
	}
	return string(b)
}
