package date

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed words.txt
var wordsFile string

// The numbers of words.txt by their words in lower case.
var (
	months, weekdays     = readWords("month"), readWords("weekday")
	numbers, unitNumbers = readWords("number"), readWords("unit")
	partsOfDay           = readWords("partofday")
)

// unitOf returns the unit of time that a word names; 0 if it names none.
func unitOf(word string) Precision { return Precision(unitNumbers[word]) }

// readWords returns the words of one kind in words.txt. It panics if a line is malformed.
func readWords(kind string) map[string]int {
	numbers := map[string]int{}
	for line := range strings.Lines(wordsFile) {
		fields := strings.Fields(line)
		if len(fields) < 3 || fields[0] != kind {
			continue
		}
		n := 0
		if _, err := fmt.Sscan(fields[1], &n); err != nil {
			panic(fmt.Sprintf("date: words.txt: %q: %v", line, err))
		}
		for _, word := range fields[2:] {
			numbers[word] = n
		}
	}
	return numbers
}
