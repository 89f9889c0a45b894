package document

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"graphd/internal/ingest/text"
)

// readPlain returns a plain text, unwrapped if it is hard-wrapped.
func readPlain(s string) (Document, error) {
	t := text.Normalize(s)
	if isBlank(t) {
		return Document{}, withHint(ErrEmpty, "leave it out")
	}
	t = unwrap(t)
	return Document{Text: t, Meta: Metadata{Title: headline(t.String())}}, nil
}

// headline returns the first paragraph of a text if it looks like a headline: a short line that does not end like a
// sentence. Otherwise it returns "".
func headline(s string) string {
	first, rest, _ := strings.Cut(strings.TrimLeft(s, "\n "), "\n")
	first = strings.TrimSpace(first)
	alone := strings.HasPrefix(strings.TrimLeft(rest, " "), "\n")
	closed := strings.HasSuffix(strings.TrimRight(first, "\"'”’»"), ".") || strings.HasSuffix(first, ":")
	if !alone || closed || utf8.RuneCountInString(first) > maxHeadline {
		return ""
	}
	return first
}

const maxHeadline = 120 // code points; chosen by hand

// unwrap replaces the line ends inside the paragraphs of a hard-wrapped text by spaces, and joins hyphenated words. A text
// counts as hard-wrapped if it has several line ends inside paragraphs, the next word would not have fitted at nearly
// all of them, and many of them are in the middle of a sentence. Other texts are returned unchanged.
func unwrap(t text.Text) text.Text {
	lines := splitLines(t.String())
	width := wrapWidth(lines)
	if width == 0 {
		return t
	}
	var edits []text.Replacement
	for i, l := range lines[:len(lines)-1] {
		next := lines[i+1]
		if !inner(l, next) || !(full(l, next, width) || startsLower(next.s) && !endsSentence(l.s)) {
			continue
		}
		end := text.Span{Start: l.end, End: l.end + 1}
		if with := " "; hyphenated(l.s) && startsLower(next.s) {
			edits = append(edits, text.Replacement{Span: end})
		} else {
			edits = append(edits, text.Replacement{Span: end, With: with})
		}
	}
	return t.Replace(edits)
}

// A textLine is a line without its line end. Length and end count code points.
type textLine struct {
	s      string
	length int
	end    int // offset of its line feed
}

func splitLines(s string) []textLine {
	var lines []textLine
	offset := 0
	for l := range strings.SplitSeq(s, "\n") {
		n := utf8.RuneCountInString(l)
		offset += n
		trimmed := strings.TrimRight(l, " ")
		lines = append(lines, textLine{s: trimmed, length: n - len(l) + len(trimmed), end: offset})
		offset++
	}
	return lines
}

// Bounds for hard-wrapped texts, chosen by hand.
const (
	minWrapWidth  = 50 // code points; narrower lines are verse or lists
	maxWrapWidth  = 100
	minInnerLines = 3
)

// wrapWidth returns the width in code points at which the text is hard-wrapped; 0 if it is not.
//
// The width is the 90th percentile of the lengths of inner lines. At least 80 % of them must be full, and 40 % must not
// end a sentence. These shares are chosen by hand.
func wrapWidth(lines []textLine) int {
	var lengths []int
	for i, l := range lines[:len(lines)-1] {
		if inner(l, lines[i+1]) {
			lengths = append(lengths, l.length)
		}
	}
	if len(lengths) < minInnerLines {
		return 0
	}
	slices.Sort(lengths)
	width := lengths[len(lengths)*9/10]
	if width < minWrapWidth || width > maxWrapWidth {
		return 0
	}
	filled, open := 0, 0
	for i, l := range lines[:len(lines)-1] {
		if next := lines[i+1]; inner(l, next) {
			if full(l, next, width) {
				filled++
			}
			if !endsSentence(l.s) {
				open++
			}
		}
	}
	if filled*10 < len(lengths)*8 || open*10 < len(lengths)*4 {
		return 0
	}
	return width
}

// inner reports whether l and next are in the same paragraph, judging by blank lines, indentation and bullets.
func inner(l, next textLine) bool {
	return l.s != "" && next.s != "" && !isItem(next.s) && (indent(next.s) < 2 || indent(l.s) >= 2)
}

// full reports whether the first word of next would not have fitted on l.
func full(l, next textLine, width int) bool {
	word, _, _ := strings.Cut(strings.TrimLeft(next.s, " "), " ")
	return l.length+1+utf8.RuneCountInString(word) > width
}

func indent(s string) int { return len(s) - len(strings.TrimLeft(s, " ")) }

// isItem reports whether a line begins a list item.
func isItem(s string) bool {
	mark, _, found := strings.Cut(strings.TrimLeft(s, " "), " ")
	if !found {
		return false
	}
	if slices.Contains([]string{"-", "*", "+", "•", "–", "—", "·"}, mark) {
		return true
	}
	number := strings.TrimRight(mark, ".)")
	return number != mark && len(number) <= 3 && strings.Trim(number, "0123456789") == ""
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]")
	return s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, ":")
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " "))
	return unicode.IsLower(r)
}

func hyphenated(s string) bool {
	before, found := strings.CutSuffix(s, "-")
	r, _ := utf8.DecodeLastRuneInString(before)
	return found && unicode.IsLetter(r)
}
