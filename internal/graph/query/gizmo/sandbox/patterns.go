package sandbox

import (
	"errors"
	"regexp"
	"strconv"

	"github.com/dop251/goja"
)

// Limits of regular expressions, chosen by hand.
const (
	maxPattern       = 4 << 10     // bytes of a pattern
	maxPatternWeight = 100_000     // see patternWeight
	maxMatchWork     = 100_000_000 // patternWeight × characters of the text of one application: about a second
	maxRepetitions   = 1000        // of a part of a pattern, by all counts around it; the matcher (RE2) allows no more
)

var repetition = regexp.MustCompile(`\{(\d+)(?:,(\d*))?\}`)

// patternWeight returns an upper bound of the steps that a linear matcher takes for each character: the length of the
// pattern with its counted repetitions, such as x{9}, written out.
func patternWeight(source string) int {
	repetitions := 1
	for _, count := range repetition.FindAllStringSubmatch(source, -1) {
		for _, digits := range count[1:] {
			n, err := strconv.Atoi(digits)
			if err == nil && n > 1 {
				repetitions = min(repetitions*min(n, maxRepetitions), maxRepetitions)
			}
		}
	}
	return len(source) * repetitions
}

// CheckPattern returns an ErrLimit error if a regular expression is too large to compile or apply.
func CheckPattern(source string) error {
	if len(source) > maxPattern {
		return limitf("a pattern of %d characters; at most %d are allowed", len(source), maxPattern)
	}
	if patternWeight(source) > maxPatternWeight {
		return limitf("the pattern repeats too much: write it shorter, or with smaller counts")
	}
	return nil
}

// checkPatternArgument checks the first argument, from which the callee makes a regular expression.
func checkPatternArgument(_ goja.Value, args []goja.Value) error {
	pattern := argumentAt(args, 0)
	if o, ok := pattern.(*goja.Object); ok {
		if o.ClassName() == "RegExp" {
			return nil
		}
		return errors.New("expected a string or a regular expression")
	}
	if length, _ := stringLength(pattern); length > maxPattern {
		return limitf("a pattern of %d characters; at most %d are allowed", length, maxPattern)
	}
	return CheckPattern(pattern.String())
}

// checkMatch returns an error if one application of a regular expression to text may take too long.
func checkMatch(pattern goja.Value, text goja.String) error {
	o, ok := pattern.(*goja.Object)
	if !ok {
		return nil
	}
	source := o.Get("source")
	if source == nil || isObject(source) {
		return errors.New("works on regular expressions only")
	}
	if product(int64(patternWeight(source.String())), int64(text.Length())) > maxMatchWork {
		return limitf("a text of %d characters is too long for so large a pattern", text.Length())
	}
	return nil
}
