package ingest

import (
	"strings"
	"unicode"

	"graphd/internal/ingest/attribution"
)

// fewestRepeated is how many words in a row are too many to be the same by chance.
const fewestRepeated = 5

// repeats finds the attributions of which each quoted stretch has been reported of the same source before, elsewhere in
// the document: in the headline, say.
func (r Result) repeats() []Relation {
	type key struct {
		source int
		words  string // fewestRepeated of them
	}
	said, before := make([]string, len(r.Attributions)), map[key][]int{}
	var found []Relation
	for i, a := range r.Attributions {
		source, ok := r.source(a)
		if !ok || a.Kind != attribution.Speech || a.Polarity != attribution.Positive {
			continue
		}
		words := plainWords(r.ContentText(a))
		said[i] = " " + strings.Join(words, " ") + " "
		for _, earlier := range before[key{source, opening(r.quoted(a))}] {
			if !extent(a).Overlaps(extent(r.Attributions[earlier])) && all(r.quoted(a), func(part []string) bool {
				return len(part) >= fewestRepeated && strings.Contains(said[earlier], " "+strings.Join(part, " ")+" ")
			}) {
				found = append(found, Relation{Repeats, i, earlier})
				break
			}
		}
		for w := range max(0, len(words)-fewestRepeated+1) {
			k := key{source, strings.Join(words[w:w+fewestRepeated], " ")}
			if at := before[k]; len(at) < mostAlike && (len(at) == 0 || at[len(at)-1] != i) {
				before[k] = append(at, i)
			}
		}
	}
	return found
}

// mostAlike is how many earlier statements of the same words are looked at.
const mostAlike = 8

// quoted are the words of each quoted stretch of an attribution's content: of direct speech, all of it.
func (r Result) quoted(a attribution.Attribution) (parts [][]string) {
	if a.Form == attribution.Direct {
		return [][]string{plainWords(r.ContentText(a))}
	}
	for _, fragment := range r.quotedFragments(a) {
		parts = append(parts, plainWords(fragment))
	}
	return parts
}

// opening is the first words of the first part; empty where there are too few.
func opening(parts [][]string) string {
	if len(parts) == 0 || len(parts[0]) < fewestRepeated {
		return ""
	}
	return strings.Join(parts[0][:fewestRepeated], " ")
}

func all(parts [][]string, holds func([]string) bool) bool {
	for _, part := range parts {
		if !holds(part) {
			return false
		}
	}
	return true
}

// plainWords are the words of a text in small letters, without what stands between them.
func plainWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}
