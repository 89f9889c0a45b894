package imprint

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"graphd/internal/ingest/text"
)

// NotProse returns the lines and the ends of lines of a text that are nobody's speech, in code points and in text order: boilerplate,
// credits of pictures, dates of publication, and at the end of the text descriptions of the author. By-lines are not among them.
func NotProse(t text.Text) []text.Span {
	var out []text.Span
	ends := tailOf(t.String())
	at := 0
	for line := range strings.SplitSeq(t.String(), "\n") {
		size := utf8.RuneCountInString(line)
		if n := proseLen(line, at >= ends); n < size {
			out = append(out, text.Span{Start: at + n, End: at + size})
		}
		at += size + 1
	}
	return out
}

// tailOf returns the offset in code points of the last lines of a text; its end if it has no more than these.
func tailOf(t string) int {
	const fewest = 3 // lines of an article, before and with a description of the author; chosen by hand
	lines := filledLines(t)
	if len(lines) < fewest {
		return utf8.RuneCountInString(t)
	}
	at := len(t)
	for _, line := range slices.Backward(lines[max(1, len(lines)-tailLines):]) {
		at = strings.LastIndex(t[:at], line.words)
	}
	return utf8.RuneCountInString(t[:at])
}

// proseLen returns the number of code points of a line that may be prose.
func proseLen(line string, inTail bool) int {
	words := strings.TrimSpace(line)
	if words == "" {
		return utf8.RuneCountInString(line)
	}
	l, isPublication := readLine(words)
	if IsBoilerplate(words) || isCredit(words) || isPublication && l.isLabeled && len(l.authors) == 0 || inTail && isBiography(words) {
		return 0
	}
	return utf8.RuneCountInString(line[:len(line)-creditAtEnd(line)])
}

// longestBoilerplate is the length in code points of lines that are no part of an article. Chosen by hand: longer ones are prose.
const longestBoilerplate = 300

// marks are what lines begin with that link to other articles.
const marks = "-–—*•·▪>»▶►[( "

// IsBoilerplate reports whether the words of a line show that it is no part of the article: an advertisement, a link to
// another article, a button, or a notice about cookies or copyright.
func IsBoilerplate(line string) bool {
	if utf8.RuneCountInString(line) > longestBoilerplate {
		return false
	}
	words := strings.ToLower(strings.TrimLeft(line, marks))
	bare := strings.TrimRight(words, ".:!>»→])… ")
	if wholes[bare] || links[bare] || weakLinks[bare] && strings.HasSuffix(words, ":") || isShareRow(bare) || isCopyright(strings.ToLower(strings.TrimLeft(line, "-–—*•· "))) {
		return true
	}
	ends := endsSentence(line)
	for _, separator := range []string{":", " |", " -", " –", " —", " >", " »"} {
		if label, _, found := strings.Cut(words, separator); found && (links[label] || separator == ":" && weakLinks[label] && !ends) {
			return true
		}
	}
	if ends && reported.MatchString(words) {
		return false
	}
	return startsWith(words, starts) || !ends && isShort(words) && (startsWith(words, weakStarts) || startsWith(words, links))
}

// reported matches words of speech in sentences that begin like boilerplate: "Sign up for our courses, the mayor said."
var reported = regexp.MustCompile(`\b(?:said|says|added|told reporters)\b`)

// isShort reports whether a line has few enough words for a button.
func isShort(line string) bool {
	const longest = 14 // words; chosen by hand
	return len(strings.Fields(line)) <= longest
}

// startsWith reports whether a line in lower case begins with one of the phrases, followed by no letter.
func startsWith(line string, phrases map[string]bool) bool {
	for phrase := range phrases {
		if rest, found := strings.CutPrefix(line, phrase); found && (rest == "" || !('a' <= rest[0] && rest[0] <= 'z') || strings.HasSuffix(phrase, "@")) {
			return true
		}
	}
	return false
}

// isShareRow reports whether a line in lower case has nothing but the names of networks: "Facebook Twitter WhatsApp Email".
func isShareRow(line string) bool {
	words := strings.FieldsFunc(line, func(c rune) bool { return strings.ContainsRune(" ,|/·•", c) })
	return len(words) > 1 && !slices.ContainsFunc(words, func(w string) bool { return !networks[w] && w != "on" })
}

// copyright matches the beginnings of notices about copyright, in lower case.
var copyright = regexp.MustCompile(`^(?:©|\(c\) [12][0-9]{3}|copyright(?: ?(?:©|\(c\)|:)| [12][0-9]{3}| by | of )|all rights reserved|all content ©|this (?:material|content|article|story) (?:may not be|is protected by copyright)|reproduction (?:in whole|without permission)|distributed by .* copyright)`)

// isCopyright reports whether a line in lower case is a notice about copyright.
func isCopyright(line string) bool { return copyright.MatchString(line) && !reported.MatchString(line) }
