// Package wordlist reads named lists of words from data files.
package wordlist

import (
	"fmt"
	"strings"
)

// Lists holds sets of words by the names of their lists.
type Lists map[string]map[string]bool

// Parse reads lists from the content of a file: each line holds the name of a list and a word, separated by a tab. Empty
// lines and lines that begin with # are skipped. Word lists are embedded in the program, so a malformed line panics.
func Parse(content string) Lists {
	lists := Lists{}
	n := 0
	for line := range strings.Lines(content) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		name, word, ok := strings.Cut(line, "\t")
		if !ok || word == "" {
			panic(fmt.Sprintf("word list, line %d: %q is not a list and a word separated by a tab", n, line))
		}
		if lists[name] == nil {
			lists[name] = map[string]bool{}
		}
		lists[name][word] = true
	}
	return lists
}

// Set returns the words of a list. It panics if there is no list of that name.
func (l Lists) Set(name string) map[string]bool {
	words, ok := l[name]
	if !ok {
		panic(fmt.Sprintf("word list %q does not exist", name))
	}
	return words
}
