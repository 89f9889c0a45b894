package document

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"graphd/internal/ingest/text"
)

// unwrap replaces the line breaks of hard wrapping by spaces and joins words that are hyphenated at them. It decides for each
// line break: see [continuesLine]. Of quoted lines, which begin with ">", the first of a paragraph keeps its marks.
func unwrap(t text.Text) text.Text {
	lines := splitLines(t.String())
	widths := wrapWidths(lines)
	var hyphens hyphenation
	var edits []text.Replacement
	for i, l := range lines[:len(lines)-1] {
		next := lines[i+1]
		if !continuesLine(l, next, widths[l.depth]) {
			continue
		}
		edit := text.Replacement{Span: text.Span{Start: l.end, End: l.end + 1 + next.marks}, With: " "}
		if hyphenated(l.s) && startsLower(next.s) {
			edit.With = ""
			if !hyphens.keeps(t, l.s, next.s) {
				edit.Start--
			}
		}
		edits = append(edits, edit)
	}
	return t.Replace(edits)
}

// A textLine is a line without its line end, its quote marks and the spaces after it. Lengths and offsets count code points.
type textLine struct {
	s      string
	length int // with quote marks, without spaces at the end
	end    int // offset of the end of the line without its spaces
	depth  int // number of quote marks
	marks  int // length of the quote marks with the spaces after them
}

var quoteMarks = regexp.MustCompile(`^ {0,3}(?:> ?)+`)

func splitLines(s string) []textLine {
	var lines []textLine
	offset := 0
	for l := range strings.SplitSeq(s, "\n") {
		trimmed := strings.TrimRight(l, " ")
		marks := quoteMarks.FindString(trimmed)
		line := textLine{s: trimmed[len(marks):], depth: strings.Count(marks, ">"), marks: len(marks), length: utf8.RuneCountInString(trimmed)}
		n := utf8.RuneCountInString(l)
		offset += n
		line.end = offset
		lines = append(lines, line)
		offset++
	}
	return lines
}

// Bounds for hard-wrapped lines, chosen by hand.
const (
	minWrapWidth = 50 // code points; narrower lines are verse or lists
	minColumn    = 35 // the same where lines continue in lower case
	maxWrapWidth = 110
	minOpenLine  = 30 // code points; shorter lines are headings or lists
	overhang     = 8  // code points that a line may have more than the width
)

// wrapWidths returns the width in code points at which lines are hard-wrapped, by the depth of their quotation. It is the 90th
// percentile of the lengths of lines that leave a sentence open. There is no width where they are few or not full: three
// open lines are needed, or two before a line that continues in lower case.
func wrapWidths(lines []textLine) map[int]int {
	lengths, continued := map[int][]int{}, map[int]int{}
	eachOpen := func(visit func(l, next textLine)) {
		for i, l := range lines[:len(lines)-1] {
			if next := lines[i+1]; inner(l, next) && !endsSentence(l.s) && l.length <= maxWrapWidth {
				visit(l, next)
			}
		}
	}
	eachOpen(func(l, next textLine) {
		lengths[l.depth] = append(lengths[l.depth], l.length)
		if startsLower(next.s) {
			continued[l.depth]++
		}
	})
	widths, filled := map[int]int{}, map[int]int{}
	for depth, found := range lengths {
		slices.Sort(found)
		widths[depth] = found[len(found)*9/10]
	}
	eachOpen(func(l, next textLine) {
		if full(l, next, widths[l.depth]) {
			filled[l.depth]++
		}
	})
	for depth, width := range widths {
		const filledTenths = 7
		narrowest, fewest := minWrapWidth, 3
		if continued[depth] >= 2 {
			narrowest, fewest = minColumn, 2
		}
		if len(lengths[depth]) < fewest || width < narrowest || filled[depth]*10 < len(lengths[depth])*filledTenths {
			delete(widths, depth)
		}
	}
	return widths
}

// continuesLine reports whether next continues the paragraph of l: it begins within a sentence that l leaves open, or its
// first word would not have fitted on l. The second holds only for lines up to the width, and not where next begins a turn
// of a dialogue. A width of 0 means that it is unknown.
func continuesLine(l, next textLine, width int) bool {
	if !inner(l, next) {
		return false
	}
	if breaksOff(l, next) && (l.length >= minOpenLine || hyphenated(l.s)) {
		return true
	}
	return width > 0 && l.length <= width+overhang && full(l, next, width) && !(endsSentence(l.s) && turnLabel.MatchString(next.s))
}

// turnLabel matches a line that begins with the label of a speaker or a time.
var turnLabel = regexp.MustCompile(`^ *(?:\[?[0-9]{1,2}[:.][0-9]{2}|[A-Z][^:.]{0,40}:|[QA]\. )`)

// inner reports whether l and next may be in the same paragraph, judging by quote marks, blank lines, indentation and bullets.
func inner(l, next textLine) bool {
	return l.s != "" && next.s != "" && l.depth == next.depth && !isItem(next.s) && (indent(next.s) < 2 || indent(l.s) >= 2 || isItem(l.s))
}

// breaksOff reports whether l ends within a sentence that next continues in lower case.
func breaksOff(l, next textLine) bool { return startsLower(next.s) && !endsSentence(l.s) }

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
	number := strings.Trim(mark, ".()")
	return number != mark && len(number) <= 3 && (strings.Trim(number, "0123456789") == "" || len(number) == 1 || strings.Trim(number, "ivx") == "")
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

// A hyphenation decides whether a hyphen at a line end belongs to its word.
type hyphenation struct{ words map[string]bool }

// keeps reports whether the hyphen at the end of line belongs to the word that next continues: t has the word with its hyphen
// elsewhere, or its first part is common in such words. Where t has the word without a hyphen it does not.
func (h *hyphenation) keeps(t text.Text, line, next string) bool {
	if h.words == nil {
		h.words = map[string]bool{}
		for word := range strings.FieldsFuncSeq(t.String(), func(c rune) bool { return !unicode.IsLetter(c) && c != '-' }) {
			h.words[strings.ToLower(word)] = true
		}
	}
	isEnd := func(c rune) bool { return !unicode.IsLetter(c) }
	first := strings.TrimSuffix(line, "-")
	first = strings.ToLower(first[strings.LastIndexFunc(first, isEnd)+1:])
	second := strings.TrimLeft(next, " ")
	if end := strings.IndexFunc(second, isEnd); end >= 0 {
		second = second[:end]
	}
	second = strings.ToLower(second)
	if h.words[first+"-"+second] {
		return true
	}
	return !h.words[first+second] && slices.Contains(compoundParts, first)
}

//go:embed compoundparts.txt
var compoundPartsFile string

// compoundParts are words that often begin a word with a hyphen.
var compoundParts = strings.Fields(compoundPartsFile)
