package rdf

import (
	"strings"
	"unicode"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/attribution/classes"
)

// fewestRepeated is how many words in a row are too many to be the same by chance.
const minRepeatedWords = 5

// repeats finds the attributions of which each quoted stretch has been reported of the same source before, elsewhere in
// the document: in the headline, say.
func (r Findings) repeats() []Relation {
	type key struct {
		source int
		words  string // fewestRepeated of them
	}
	said, before := make([]string, len(r.Attributions)), map[key][]int{}
	var found []Relation
	for i, a := range r.Attributions {
		source, ok := r.Source(a)
		if !ok || a.Kind != classes.Speech || a.Polarity != classes.Positive {
			continue
		}
		words := wordsOf(r.ContentText(a))
		said[i] = " " + strings.Join(words, " ") + " "
		for _, earlier := range before[key{source, firstWords(r.quoted(a))}] {
			if !extent(a).Overlaps(extent(r.Attributions[earlier])) && everyPart(r.quoted(a), func(part []string) bool {
				return len(part) >= minRepeatedWords && strings.Contains(said[earlier], " "+strings.Join(part, " ")+" ")
			}) {
				found = append(found, Relation{Repeats, i, earlier})
				break
			}
		}
		for w := range max(0, len(words)-minRepeatedWords+1) {
			k := key{source, strings.Join(words[w:w+minRepeatedWords], " ")}
			if at := before[k]; len(at) < maxRepeatCandidates && (len(at) == 0 || at[len(at)-1] != i) {
				before[k] = append(at, i)
			}
		}
	}
	return found
}

// mostAlike is how many earlier statements of the same words are looked at.
const maxRepeatCandidates = 8

// quoted are the words of each quoted stretch of an attribution's content: of direct speech, all of it.
func (r Findings) quoted(a attribution.Attribution) (parts [][]string) {
	if a.Form == classes.Direct {
		return [][]string{wordsOf(r.ContentText(a))}
	}
	for _, fragment := range r.quotedFragments(a) {
		parts = append(parts, wordsOf(fragment))
	}
	return parts
}

// opening is the first words of the first part; empty where there are too few.
func firstWords(parts [][]string) string {
	if len(parts) == 0 || len(parts[0]) < minRepeatedWords {
		return ""
	}
	return strings.Join(parts[0][:minRepeatedWords], " ")
}

func everyPart(parts [][]string, holds func([]string) bool) bool {
	for _, part := range parts {
		if !holds(part) {
			return false
		}
	}
	return true
}

// plainWords are the words of a text in small letters, without what stands between them.
func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}
