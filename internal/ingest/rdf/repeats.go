package rdf

import (
	"strings"
	"unicode"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/attribution/classes"
)

// minRepeatedWords is the number of words in a row that two statements share by repetition rather than by coincidence.
// Chosen by hand.
const minRepeatedWords = 5

// repeats finds the attributions whose quotations all occur in an earlier attribution to the same source, elsewhere in the
// document: in the headline, for example.
func (f Findings) repeats() []Relation {
	type repeatKey struct {
		source int
		words  string // minRepeatedWords words, joined by spaces
	}
	said, before := make([]string, len(f.Attributions)), map[repeatKey][]int{}
	var found []Relation
	for i, a := range f.Attributions {
		source, ok := f.Source(a)
		if !ok || a.Kind != classes.Speech || a.Polarity != classes.Positive {
			continue
		}
		words := wordsOf(f.ContentText(a))
		said[i] = " " + strings.Join(words, " ") + " "
		for _, earlier := range before[repeatKey{source, firstWords(f.quoted(a))}] {
			if !extent(a).Overlaps(extent(f.Attributions[earlier])) && everyPart(f.quoted(a), func(part []string) bool {
				return len(part) >= minRepeatedWords && strings.Contains(said[earlier], " "+strings.Join(part, " ")+" ")
			}) {
				found = append(found, Relation{Repeats, i, earlier})
				break
			}
		}
		for w := range max(0, len(words)-minRepeatedWords+1) {
			k := repeatKey{source, strings.Join(words[w:w+minRepeatedWords], " ")}
			if at := before[k]; len(at) < maxRepeatCandidates && (len(at) == 0 || at[len(at)-1] != i) {
				before[k] = append(at, i)
			}
		}
	}
	return found
}

// maxRepeatCandidates bounds the earlier attributions that are compared for the same words.
const maxRepeatCandidates = 8

// quoted returns the words of each quotation in the content of a. Direct speech is one quotation.
func (f Findings) quoted(a attribution.Attribution) (parts [][]string) {
	if a.Form == classes.Direct {
		return [][]string{wordsOf(f.ContentText(a))}
	}
	for _, fragment := range f.quotedFragments(a) {
		parts = append(parts, wordsOf(f.unquoted(fragment)))
	}
	return parts
}

// firstWords returns the first minRepeatedWords words of the first part, "" if it has fewer.
func firstWords(parts [][]string) string {
	if len(parts) == 0 || len(parts[0]) < minRepeatedWords {
		return ""
	}
	return strings.Join(parts[0][:minRepeatedWords], " ")
}

// everyPart reports whether holds is true of every part.
func everyPart(parts [][]string, holds func([]string) bool) bool {
	for _, part := range parts {
		if !holds(part) {
			return false
		}
	}
	return true
}

// wordsOf returns the words of s in lower case, without punctuation.
func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}
