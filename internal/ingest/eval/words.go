package eval

import (
	_ "embed"
	"strings"
)

//go:embed words.txt
var wordsFile string

// The lists of words.txt.
var (
	articles  = readWords("article")
	afterHead = readWords("afterhead") // words that follow the head of a source
	personal  = readWords("personal")
	relatives = readWords("relative")
	modals    = readWords("modal")
	negations = readWords("negation")
	passives  = readWords("passive")
)

// readWords returns the words of a list in words.txt.
func readWords(list string) map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(wordsFile) {
		if fields := strings.Fields(line); len(fields) > 0 && fields[0] == list {
			for _, word := range fields[1:] {
				words[word] = true
			}
		}
	}
	return words
}
