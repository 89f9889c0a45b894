package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean runs the first pass: it unifies line ends and spaces, removes invisible characters and replaces invalid UTF-8.
// If nothing changes, it returns given itself.
func clean(given string) (string, alignment) {
	c := cleaner{given: given}
	for at := 0; at < len(given); {
		if n := plainLen(given[at:]); n > 0 {
			c.a.keep(n)
			c.base, c.joined = rune(given[at+n-1]), false
			at += n
			continue
		}
		r, size := utf8.DecodeRuneInString(given[at:])
		next := at + size
		switch cleaned := c.clean(r, given[next:]); {
		case cleaned == dropped:
			c.copyUntil(at, next)
			c.a.replace(1, 0)
		case cleaned != r || size == 1 && r == utf8.RuneError:
			c.copyUntil(at, next)
			c.out.WriteRune(cleaned)
			c.a.keep(1)
		default:
			c.a.keep(1)
		}
		at = next
	}
	if c.copied == 0 {
		return given, c.a
	}
	c.copyUntil(len(given), len(given))
	return c.out.String(), c.a
}

// A cleaner holds the state of the first pass.
type cleaner struct {
	given  string
	out    strings.Builder
	copied int // number of bytes of given that have been processed into out
	a      alignment
	base   rune // the last kept code point other than marks, joiners and tags
	joined bool // whether the last kept code point is a joiner
}

// copyUntil copies the pending bytes of given up to end, and continues at next.
func (c *cleaner) copyUntil(end, next int) {
	c.out.WriteString(c.given[c.copied:end])
	c.copied = next
}

// plainLen returns the length in bytes of the prefix of s that consists of printable ASCII and line feeds.
func plainLen(s string) int {
	for i := range len(s) {
		if b := s[i]; (b < ' ' || b > '~') && b != '\n' {
			return i
		}
	}
	return len(s)
}

// dropped replaces a code point that is removed.
const dropped = -1

// clean returns the code point that replaces r, or dropped. The text after r is after.
func (c *cleaner) clean(r rune, after string) rune {
	if r == '\r' && strings.HasPrefix(after, "\n") {
		return dropped
	}
	r = c.replacement(r)
	if r == dropped {
		return dropped
	}
	c.joined = r == zwj || r == zwnj
	attached := c.joined || r >= 0x300 && (unicode.Is(unicode.M, r) || isTag(r))
	if !attached {
		c.base = r
	}
	return r
}

// replacement returns the code point that replaces r, or dropped, apart from the CR of CR LF.
func (c *cleaner) replacement(r rune) rune {
	switch {
	case r < 0xA0:
		return control(r)
	case r == zwj || r == zwnj:
		return keepIf(r, !c.joined && joins(c.base))
	case isTag(r):
		return keepIf(r, c.base == blackFlag)
	case unicode.Is(unicode.Zs, r):
		return ' '
	case r == '\u2028' || r == '\u2029':
		return '\n'
	}
	return keepIf(r, !invisible(r))
}

func keepIf(r rune, keep bool) rune {
	if keep {
		return r
	}
	return dropped
}

// control returns the code point that replaces a control character below U+00A0, or dropped.
func control(r rune) rune {
	switch {
	case r == '\t':
		return ' '
	case r == '\r' || r == '\v' || r == '\f' || r == '\u0085':
		return '\n'
	case r < 0x80:
		return dropped
	}
	return windows1252[r-0x80]
}

// windows1252 holds the characters of the bytes 0x80 to 0x9F in windows-1252. U+0085 is a line end instead.
var windows1252 = [32]rune{
	'€', dropped, '‚', 'ƒ', '„', '\n', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', dropped, 'Ž', dropped,
	dropped, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', dropped, 'ž', 'Ÿ',
}

const (
	zwnj      = '\u200C'
	zwj       = '\u200D'
	blackFlag = '\U0001F3F4' // the first code point of the flags of England, Scotland and Wales
	tagFirst  = '\U000E0020'
	tagLast   = '\U000E007F'
)

func isTag(r rune) bool { return tagFirst <= r && r <= tagLast }

// invisible reports whether r has no glyph and no meaning. It does not cover joiners, tags, format characters with a
// glyph (such as the Arabic number signs), and those that other symbols need.
func invisible(r rune) bool {
	switch {
	case r == '\u00AD', r == '\u061C', r == '\u180E', r == '\uFEFF', r == '\uFFFC', r == '\U000E0001':
		return true
	case '\u200B' <= r && r <= '\u200F', '\u202A' <= r && r <= '\u202E', '\u2060' <= r && r <= '\u206F':
		return true
	}
	return '\uFFF9' <= r && r <= '\uFFFB'
}

// joins reports whether a joiner after base and its marks can have a meaning: in emoji, and in scripts whose spelling
// uses joiners.
func joins(base rune) bool { return unicode.Is(joining, base) || unicode.Is(unicode.So, base) }

// joining holds the blocks of scripts whose spelling uses joiners, and the skin tones, which are not in category So.
var joining = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x0600, Hi: 0x0DFF, Stride: 1}, // Arabic, Syriac, Thaana, N'Ko, Mandaic, Indic scripts, Sinhala
		{Lo: 0x0F00, Hi: 0x109F, Stride: 1}, // Tibetan, Myanmar
		{Lo: 0x1780, Hi: 0x18AF, Stride: 1}, // Khmer, Mongolian
		{Lo: 0x1B00, Hi: 0x1C4F, Stride: 1}, // Balinese, Sundanese, Batak, Lepcha
		{Lo: 0xA800, Hi: 0xAADF, Stride: 1}, // Syloti Nagri, Phags-pa, Saurashtra, Javanese, Cham, Myanmar
		{Lo: 0xFB50, Hi: 0xFDFF, Stride: 1}, // Arabic presentation forms
		{Lo: 0xFE70, Hi: 0xFEFE, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x11000, Hi: 0x11FFF, Stride: 1}, // Brahmi and the scripts derived from it
		{Lo: 0x1E900, Hi: 0x1E95F, Stride: 1}, // Adlam
		{Lo: 0x1F3FB, Hi: 0x1F3FF, Stride: 1}, // skin tones
	},
}
