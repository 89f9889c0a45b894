package gizmo

import (
	"errors"
	"regexp"
	"strconv"

	"github.com/dop251/goja"
)

const (
	longestPattern  = 4 << 10     // bytes of a regular expression that is made of a string
	heaviestPattern = 100_000     // see patternWeight
	longestMatch    = 100_000_000 // patternWeight × characters of one application: about a second
	mostRepetitions = 1000        // of a part of a pattern, by all the counts around it; the matcher knows no more
)

var repetition = regexp.MustCompile(`\{(\d+)(?:,(\d*))?\}`)

// patternWeight bounds the steps that a linear matcher takes for each character: the length of the pattern when what is
// counted in it, as in x{9}, is written out.
func patternWeight(source string) int {
	repetitions := 1
	for _, count := range repetition.FindAllStringSubmatch(source, -1) {
		for _, digits := range count[1:] {
			n, err := strconv.Atoi(digits)
			if err == nil && n > 1 {
				repetitions = min(repetitions*min(n, mostRepetitions), mostRepetitions)
			}
		}
	}
	return len(source) * repetitions
}

// tooHeavy is a fault where a pattern is too large to be compiled or applied.
func tooHeavy(source string) error {
	if len(source) > longestPattern {
		return budgetf("a pattern of %d characters; at most %d are allowed", len(source), longestPattern)
	}
	if patternWeight(source) > heaviestPattern {
		return budgetf("the pattern repeats too much: write it shorter, or with smaller counts")
	}
	return nil
}

// patternTooLong looks at the argument of which a regular expression will be made.
func patternTooLong(_ goja.Value, args []goja.Value) error {
	pattern := argumentAt(args, 0)
	if o, ok := pattern.(*goja.Object); ok {
		if o.ClassName() == "RegExp" {
			return nil
		}
		return errors.New("expected a string or a regular expression")
	}
	if length, _ := stringLength(pattern); length > longestPattern {
		return budgetf("a pattern of %d characters; at most %d are allowed", length, longestPattern)
	}
	return tooHeavy(pattern.String())
}

// matchTooLong looks at one application of a regular expression to a text.
func matchTooLong(pattern goja.Value, text goja.String) error {
	o, ok := pattern.(*goja.Object)
	if !ok {
		return nil
	}
	source := o.Get("source")
	if source == nil || isObject(source) {
		return errors.New("works on regular expressions only")
	}
	if product(int64(patternWeight(source.String())), int64(text.Length())) > longestMatch {
		return budgetf("a text of %d characters is too long for so large a pattern", text.Length())
	}
	return nil
}
