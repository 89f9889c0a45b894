package term

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// OneLine returns s with each run of white space replaced by one space.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// wrapWidth is the length of a wrapped line, in code points.
const wrapWidth = 96

// wrap breaks s between words into lines of at most wrapWidth code points, each after indent. A longer word has a line
// of its own.
func wrap(s, indent string) string {
	var out strings.Builder
	width := 0
	for _, word := range strings.Fields(s) {
		n := utf8.RuneCountInString(word)
		switch {
		case width == 0:
			out.WriteString(indent)
			width = len(indent)
		case width+1+n > wrapWidth:
			out.WriteString("\n" + indent)
			width = len(indent)
		default:
			out.WriteByte(' ')
			width++
		}
		out.WriteString(word)
		width += n
	}
	return out.String()
}

// Count returns a number with its noun: "1 quad", "2 quads".
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// A lineCounter converts byte offsets of a text to line numbers, which begin at 1. Growing offsets take one pass over
// the text altogether.
type lineCounter struct {
	text     string
	offset   int // the last one asked for
	newlines int // before offset
}

// at returns the number of the line that contains the byte at offset.
func (c *lineCounter) at(offset int) int {
	if offset < c.offset {
		c.offset, c.newlines = 0, 0
	}
	c.newlines += strings.Count(c.text[c.offset:offset], "\n")
	c.offset = offset
	return c.newlines + 1
}
