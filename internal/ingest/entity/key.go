package entity

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Key returns the slug of a name: in lower case, with hyphens between words, without "the" at its beginning and without
// apostrophes and full stops. Latin and Cyrillic letters become ASCII. Letters of other scripts are kept, so that
// different names have different keys.
func Key(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(norm.NFKD.String(name)) {
		switch ascii, known := transliteration[r]; {
		case unicode.Is(unicode.Mn, r) || isOmitted(r):
		case known:
			gap = writeSlug(&b, ascii, gap)
		case r == '&':
			writeSlug(&b, "and", true)
			gap = true
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			gap = writeSlug(&b, string(r), gap)
		default:
			gap = true
		}
	}
	return strings.TrimPrefix(b.String(), "the-")
}

// writeSlug appends s to b, after a hyphen if gap is true and b is not empty. It returns false, the new value of gap.
func writeSlug(b *strings.Builder, s string, gap bool) bool {
	if gap && b.Len() > 0 {
		b.WriteByte('-')
	}
	b.WriteString(s)
	return false
}

// isOmitted reports whether Key leaves out r: an apostrophe or a full stop.
func isOmitted(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '.' }

// transliteration holds the lower-case letters that do not decompose to ASCII.
var transliteration = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŋ': "ng",
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'є': "ye", 'ж': "zh", 'з': "z", 'и': "i", 'і': "i",
	'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh",
	'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya",
	'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'ђ': "dj", 'џ': "dz",
}
