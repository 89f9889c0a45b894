package ling

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

//go:embed abbreviations.txt
var abbreviationList string

// abbreviation is a set of flags of a word that may keep its full stop.
type abbreviation uint8

const (
	always       abbreviation = 1 << iota // keeps its full stop anywhere
	endsSentence                          // may be the last word of a sentence
	alsoWord                              // also an ordinary word
	beforeNumber                          // keeps its full stop before a number
)

// longestAbbreviation is the maximum length, in runes, of a word that is looked up.
const longestAbbreviation = 12 // chosen by hand

// abbreviations maps words in lower case, without the last full stop, to their flags.
var abbreviations = sync.OnceValue(func() map[string]abbreviation {
	list := make(map[string]abbreviation)
	for line := range strings.Lines(abbreviationList) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		kind, words := always, line
		if head, rest, ok := strings.Cut(line, ":"); ok {
			kind, words = map[string]abbreviation{"end": endsSentence, "word": alsoWord, "number": beforeNumber}[head], rest
		}
		for _, w := range strings.Fields(words) {
			list[w] |= kind
		}
	}
	return list
})

// keepsStop reports whether the full stop at end-1 belongs to the word [start, end).
func (p paragraph) keepsStop(start, end int) bool {
	if end-start < 2 || end-start > longestAbbreviation {
		return false
	}
	word := strings.ToLower(string(p.runes[start : end-1]))
	next, last := p.afterStop(end)
	known := abbreviations()[word[strings.LastIndexByte(word, '-')+1:]]
	capital := unicode.IsUpper(p.runes[start])
	switch {
	case dotted(word):
		return true
	case last:
		return false
	case known&beforeNumber != 0 && unicode.IsDigit(next):
		return true
	case known&alsoWord != 0:
		return capital && (unicode.IsUpper(next) || unicode.IsDigit(next) || next == ',' || p.at(end) == ')') || word == "v" && unicode.IsUpper(next)
	case known&always != 0:
		return true
	}
	return end-start == 2 && capital && p.runes[start] != 'I' && unicode.IsUpper(next)
}

// afterStop returns the first rune from position end on that is neither a closer nor a space, and reports whether the
// paragraph ends before it. It looks at a few runes only, so that a sequence of full stops takes linear time.
func (p paragraph) afterStop(end int) (next rune, last bool) {
	const reach = 40 // runes; chosen by hand
	i := end
	for i < len(p.runes) && i < end+reach && (blank(p.runes[i]) || strings.ContainsRune("”\"'’)]", p.runes[i])) {
		i++
	}
	return p.at(i), i >= len(p.runes)
}

// dotted reports whether word is letters separated by full stops: u.s, a.k.a.
func dotted(word string) bool {
	letters := 0
	wantLetter := true
	for _, r := range word {
		if wantLetter != unicode.IsLetter(r) || !wantLetter && r != '.' {
			return false
		}
		if wantLetter {
			letters++
		}
		wantLetter = !wantLetter
	}
	return letters > 1 && !wantLetter
}
