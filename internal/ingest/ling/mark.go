package ling

import (
	"strings"
	"unicode"
)

// family groups the marks that can close each other.
type family uint8

const (
	double    family = iota // “ ” „ " and two apostrophes or backquotes
	single                  // ‘ ’ ' `
	guillemet               // « » ‹ ›
	families
)

// mark is a quotation mark or a character that may be one, with the roles that its context allows.
type mark struct {
	at, width         int
	family            family
	mayOpen, mayClose bool
	apostrophe        bool // may be an apostrophe: a quotation mark only when paired
	possessive        bool // closes as in “workers’”: an apostrophe if a better closer follows
	closerAhead       bool // an unambiguous closer of the family follows before the next opener
}

// marks returns all characters of p that may be quotation marks, in order.
func (p paragraph) marks() []mark {
	var out []mark
	for i := 0; i < len(p.runes); {
		m, ok := p.markAt(i)
		if ok {
			out = append(out, m)
			i += m.width
			continue
		}
		i++
	}
	lookAhead(out)
	return out
}

// markAt returns the mark at position i, and reports whether there is one.
func (p paragraph) markAt(i int) (mark, bool) {
	m := mark{at: i, width: 1}
	r := p.runes[i]
	if (r == '\'' || r == '`') && p.at(i+1) == r {
		m.width = 2
	}
	before, after := p.edgeBefore(i), p.edgeAfter(i+m.width)
	switch {
	case r == '"' || r == '＂' || m.width == 2 && r == '\'':
		m.mayOpen, m.mayClose = straightRoles(before, after)
	case m.width == 2, r == '„', r == '‟':
		m.mayOpen = true
	case r == '“':
		m.mayOpen, m.mayClose = true, after && !before
	case r == '”':
		m.mayOpen, m.mayClose = before && !after, true
	case r == '«', r == '‹':
		m.family, m.mayOpen = guillemet, true
	case r == '»', r == '›':
		m.family, m.mayClose = guillemet, true
	case r == '‘', r == '’', r == '\'', r == '`', r == '‛':
		return p.singleAt(m, before, after)
	default:
		return m, false
	}
	return m, true
}

// straightRoles returns the possible roles of a mark that looks the same as opener and closer. Where the context is
// ambiguous, both are possible.
func straightRoles(before, after bool) (mayOpen, mayClose bool) {
	return before || !after, after || !before
}

// singleAt determines the possible roles of a single mark; between letters it is an apostrophe.
func (p paragraph) singleAt(m mark, before, after bool) (mark, bool) {
	r := p.runes[m.at]
	m.family, m.apostrophe = single, true
	m.mayOpen = before && !after && r != '’' && (r == '‘' || !p.isElision(m.at))
	last := p.at(m.at - 1)
	m.mayClose = after && r != '‘' && r != '`' && !blank(last) && !strings.ContainsRune("([{<—–", last)
	m.possessive = m.mayClose && (last == 's' || last == 'S') && p.at(m.at+1) == ' ' && unicode.IsLetter(p.at(m.at+2))
	return m, m.mayOpen || m.mayClose
}

// edgeBefore reports whether the context before position i allows a quotation to open there.
func (p paragraph) edgeBefore(i int) bool {
	r := p.at(i - 1)
	return blank(r) || strings.ContainsRune("([{<“‘„«‹\"'`—–-/…", r)
}

// edgeAfter reports whether the context at position i allows a quotation to close before it.
func (p paragraph) edgeAfter(i int) bool {
	r := p.at(i)
	return blank(r) || strings.ContainsRune(")]}>”’»›\"'—–-/…,.;:!?", r)
}

// isElision reports whether the apostrophe at i replaces letters or digits at the beginning of a word: 'em, 'tis, '90s.
func (p paragraph) isElision(i int) bool {
	end := i + 1
	for end < len(p.runes) && end-i <= 6 && wordy(p.runes[end]) {
		end++
	}
	word := strings.ToLower(string(p.runes[i+1 : end]))
	return elisions[word] || len(word) >= 2 && word[0] >= '0' && word[0] <= '9'
}

// lookAhead sets, for every mark, whether an unambiguous closer of its family precedes the next opener of the family.
func lookAhead(marks []mark) {
	var ahead [families]bool
	for i := len(marks) - 1; i >= 0; i-- {
		m := &marks[i]
		m.closerAhead = ahead[m.family]
		switch {
		case m.mayOpen && !m.mayClose:
			ahead[m.family] = false
		case m.mayClose && !m.possessive:
			ahead[m.family] = true
		}
	}
}
