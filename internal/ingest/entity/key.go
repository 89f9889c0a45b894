package entity

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Key is the slug of a name: lower case, words joined by hyphens, without "the" before it and without apostrophes.
// Latin and Cyrillic letters become ASCII; letters of other scripts stay as they are, so that no two of their names
// fall together.
func Key(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(norm.NFKD.String(name)) {
		switch ascii, known := transliteration[r]; {
		case unicode.Is(unicode.Mn, r) || isApostrophe(r):
		case known:
			gap = write(&b, ascii, gap)
		case r == '&':
			write(&b, "and", true)
			gap = true
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			gap = write(&b, string(r), gap)
		default:
			gap = true
		}
	}
	return strings.TrimPrefix(b.String(), "the-")
}

func write(b *strings.Builder, s string, gap bool) bool {
	if gap && b.Len() > 0 {
		b.WriteByte('-')
	}
	b.WriteString(s)
	return false
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '.' }

// transliteration holds lower-case letters that do not decompose to ASCII.
var transliteration = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŋ': "ng",
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'є': "ye", 'ж': "zh", 'з': "z", 'и': "i", 'і': "i",
	'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh",
	'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya",
	'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'ђ': "dj", 'џ': "dz",
}
