package ling

import (
	"slices"
	"strings"
	"unicode"

	"graphd/internal/ingest/text"
)

// paragraph is one line of a text under analysis, without the marks of quotations and list items and without the spaces at its
// ends. Positions in it count from its own first code point.
type paragraph struct {
	runes []rune
	start int    // code point offset of the paragraph in the text
	roles []role // role of each rune as a quotation mark; nil where the paragraph has none
	style ParagraphStyle
}

// role is the role of a rune as a quotation mark.
type role uint8

const (
	noMark   role = iota
	opens         // opens a quotation
	closes        // closes a quotation
	markTail      // second rune of a mark written with two
)

// paragraphs returns the lines of t that are not blank.
func paragraphs(t text.Text) []paragraph {
	var out []paragraph
	offset, gap := 0, true
	for line := range strings.SplitSeq(t.String(), "\n") {
		runes := []rune(line)
		first, last := 0, len(runes)
		for first < last && blank(runes[first]) {
			first++
		}
		for last > first && blank(runes[last-1]) {
			last--
		}
		if first == last || isQuoteMark(runes[first:last]) {
			gap = true
		} else {
			p := paragraph{runes: runes[first:last], start: offset + first, style: ParagraphStyle{Gap: gap}}
			p.takeMarks()
			out = append(out, p)
			gap = false
		}
		offset += len(runes) + 1
	}
	return out
}

// isQuoteMark reports whether line has nothing but marks of block quotations.
func isQuoteMark(line []rune) bool {
	return !slices.ContainsFunc(line, func(r rune) bool { return r != '>' && !blank(r) })
}

// span returns the range of the text under positions [start, end) of p.
func (p paragraph) span(start, end int) text.Span {
	return text.Span{Start: p.start + start, End: p.start + end}
}

// at returns the rune at position i, a space outside the paragraph.
func (p paragraph) at(i int) rune {
	if i < 0 || i >= len(p.runes) {
		return ' '
	}
	return p.runes[i]
}

// role returns the role of the rune at i as a quotation mark.
func (p paragraph) role(i int) role {
	if p.roles == nil || i < 0 || i >= len(p.roles) {
		return noMark
	}
	return p.roles[i]
}

// blank reports whether r separates tokens.
func blank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\u2060' || r == '\ufeff'
}

// wordy reports whether r occurs in words and numbers.
func wordy(r rune) bool {
	if r < unicode.MaxASCII {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}
