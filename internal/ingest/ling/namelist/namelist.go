// Package namelist holds lists of names of people and places. They say what a word may be, never what it is.
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
)

// Given is the given names as they are written, each with the gender that it tells: "female", "male", or "" where it is
// common for both.
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

// Surnames is the surnames in lower case, the commonest first.
func Surnames() iter.Seq[string] { return lines(surnames) }

// Places is the names of cities, provinces and states in lower case, their words with single spaces between them.
func Places() iter.Seq[string] { return lines(places) }

// lines is the lines of a list without its comments.
func lines(list string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.Lines(list) {
			if line = strings.TrimSuffix(line, "\n"); line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}
