package sandbox

import (
	"errors"

	"github.com/dop251/goja"
)

// Limits of single values, chosen by hand.
const (
	maxString    = 1 << 20   // UTF-16 units of a string that a script makes; one instruction can split it into as many values
	maxArray     = 1_000_000 // elements of an array that a built-in function works on
	maxArguments = 100_000   // arguments that one call takes from an array
)

// The checks below compute the size of a call's result before the call does its work.

// checkLength returns an ErrLimit error if length, in UTF-16 units, is too long for a string.
func checkLength(length int64) error {
	if length > maxString {
		return limitf("a string of %d characters; at most %d are allowed", length, maxString)
	}
	return nil
}

// checkString returns an ErrLimit error if v is a string that is too long.
func checkString(v goja.Value) error {
	if s, ok := v.(goja.String); ok {
		return checkLength(int64(s.Length()))
	}
	return nil
}

// product returns a*b, capped at 1<<40; a negative factor counts as 0.
func product(a, b int64) int64 {
	const ceiling = 1 << 40
	a, b = min(max(a, 0), ceiling), min(max(b, 0), ceiling)
	if a != 0 && b > ceiling/a {
		return ceiling
	}
	return a * b
}

// argumentAt returns args[i], or undefined if there are fewer.
func argumentAt(args []goja.Value, i int) goja.Value {
	if i >= len(args) {
		return goja.Undefined()
	}
	return args[i]
}

func isObject(v goja.Value) bool {
	_, ok := v.(*goja.Object)
	return ok
}

// stringLength returns the length of a string, or of the text of another primitive, in UTF-16 units. It refuses objects: their
// text may differ from one conversion to the next.
func stringLength(v goja.Value) (int64, error) {
	if isObject(v) {
		return 0, errors.New("expected a string, got an object")
	}
	if s, ok := v.(goja.String); ok {
		return int64(s.Length()), nil
	}
	return int64(len(v.String())), nil
}

// checkRepeat checks String.prototype.repeat(count).
func checkRepeat(this goja.Value, args []goja.Value) error {
	length, err := stringLength(this)
	count := argumentAt(args, 0)
	if err != nil || isObject(count) {
		return errors.Join(err, errors.New("expected a string and a number"))
	}
	return checkLength(product(length, count.ToInteger()))
}

// checkPad checks String.prototype.padStart and padEnd(width, fill).
func checkPad(_ goja.Value, args []goja.Value) error {
	width := argumentAt(args, 0)
	if isObject(width) || isObject(argumentAt(args, 1)) {
		return errors.New("expected a number and a string")
	}
	return checkLength(width.ToInteger())
}

// checkStringConcat checks String.prototype.concat(strings…).
func checkStringConcat(this goja.Value, args []goja.Value) error {
	total, err := stringLength(this)
	for _, arg := range args {
		length, argErr := stringLength(arg)
		total, err = total+length, errors.Join(err, argErr)
	}
	if err != nil {
		return err
	}
	return checkLength(total)
}
