// Package namelist contains lists of names of people and places, and of common words. A word in a list of names may be such a
// name, but need not be one.
package namelist

import (
	_ "embed"
	"iter"
	"strings"
)

var (
	//go:embed given.tsv
	given string
	//go:embed surnames.txt
	surnames string
	//go:embed places.txt
	places string
	//go:embed common.txt
	common string
)

// Given returns the given names, capitalised, each with its gender: "female", "male", or "" if it is common for both.
func Given() iter.Seq2[string, string] {
	return func(yield func(name, gender string) bool) {
		for line := range lines(given) {
			name, gender, _ := strings.Cut(line, "\t")
			if !yield(name, strings.TrimPrefix(gender, "-")) {
				return
			}
		}
	}
}

// Surnames returns the surnames in lower case, the most common first.
func Surnames() iter.Seq[string] { return lines(surnames) }

// Places returns the names of cities, provinces and states in lower case, with single spaces between their words.
func Places() iter.Seq[string] { return lines(places) }

// CommonWords returns the words, in lower case, that English texts usually write without a capital.
func CommonWords() iter.Seq[string] { return lines(common) }

// lines returns the lines of a list without comments.
func lines(list string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.Lines(list) {
			if line = strings.TrimSuffix(line, "\n"); line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}
