package wordpiece

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// normalise removes control characters and accents, lowercases, and puts spaces around CJK ideographs.
func normalise(word string) string {
	if isPlain(word) {
		return strings.ToLower(word)
	}
	var b strings.Builder
	for _, r := range word {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			b.WriteByte(' ')
		case r == 0 || r == utf8.RuneError || isControl(r):
		case isSpace(r):
			b.WriteByte(' ')
		case isIdeograph(r):
			b.WriteByte(' ')
			b.WriteRune(r)
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	decomposed := norm.NFD.String(b.String())
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, decomposed)
}

// isPlain reports whether word has only visible ASCII characters.
func isPlain(word string) bool {
	for i := range len(word) {
		if word[i] <= ' ' || word[i] >= 0x7f {
			return false
		}
	}
	return true
}

// parts yields the parts of normalised text: runs without spaces and punctuation, and single punctuation characters.
func parts(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := 0
		for i, r := range text {
			space, punctuation := isSpace(r), isPunctuation(r)
			if !space && !punctuation {
				continue
			}
			if start < i && !yield(text[start:i]) {
				return
			}
			start = i + utf8.RuneLen(r)
			if punctuation && !yield(text[i:start]) {
				return
			}
		}
		if start < len(text) {
			yield(text[start:])
		}
	}
}

func isSpace(r rune) bool { return unicode.IsSpace(r) }

// isControl reports whether r is of a category that BertTokenizer removes: control, format, surrogate, private use.
func isControl(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Co) }

// isPunctuation reports whether r is punctuation; all ASCII symbols are.
func isPunctuation(r rune) bool {
	if r < utf8.RuneSelf {
		return r > ' ' && r < 0x7f && !('0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z')
	}
	return unicode.IsPunct(r)
}

// isIdeograph reports whether r is in a block of CJK ideographs, as BertTokenizer lists them.
func isIdeograph(r rune) bool {
	return r >= 0x3400 && (r <= 0x4dbf ||
		0x4e00 <= r && r <= 0x9fff ||
		0xf900 <= r && r <= 0xfaff ||
		0x20000 <= r && r <= 0x2a6df ||
		0x2a700 <= r && r <= 0x2b73f ||
		0x2b740 <= r && r <= 0x2b81f ||
		0x2b920 <= r && r <= 0x2ceaf ||
		0x2f800 <= r && r <= 0x2fa1f)
}
