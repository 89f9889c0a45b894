package date

import (
	"strconv"
)

// matchRelativeDay matches "today", "yesterday morning", "tonight", "last night", "this afternoon" and "earlier today".
func matchRelativeDay(words []string) (Expression, int) {
	i := 0
	if w := lowerAt(words, 0); w == "earlier" || w == "later" {
		i = 1
	}
	day := func(shift, n int) (Expression, int) { return Expression{unit: Day, shift: shift}, n }
	if i < len(words) && words[i] == "TODAY" {
		return Expression{}, 0 // the newspaper USA TODAY
	}
	switch lowerAt(words, i) {
	case "today", "tonight":
		return day(0, i+1)
	case "yesterday":
		return day(-1, i+1+partOfDay(words, i+1))
	case "tomorrow":
		return day(1, i+1+partOfDay(words, i+1))
	case "this":
		if partOfDay(words, i+1) > 0 {
			return day(0, i+2)
		}
	case "last":
		if w := lowerAt(words, i+1); w == "night" || w == "evening" {
			return day(-1, i+2)
		}
	}
	return Expression{}, 0
}

// matchModified matches "last week", "next year", "earlier this month", "last Monday", "last May" and "the weekend".
func matchModified(words []string) (Expression, int) {
	i := 0
	if w := lowerAt(words, 0); w == "earlier" || w == "later" || w == "early" || w == "late" {
		i = 1
	}
	shift := 0
	switch lowerAt(words, i) {
	case "last":
		shift = -1
	case "next":
		shift = 1
	case "this":
	case "the":
		if lowerAt(words, i+1) == "weekend" {
			return Expression{unit: Week, shift: -1}, i + 2
		}
		return Expression{}, 0
	default:
		return Expression{}, 0
	}
	if w := lowerAt(words, i+1); unitOf(w) > 0 && w != "day" {
		return Expression{unit: unitOf(w), shift: shift}, i + 2
	}
	e, n := matchWeekday(words[min(i+1, len(words)):])
	if n == 0 {
		e.month = monthAt(words, i+1)
		n = 1
	}
	e.last, e.next = shift < 0, shift > 0
	if e.weekday == 0 && e.month == 0 {
		return Expression{}, 0
	}
	return e, i + 1 + n
}

// maxAgo is the largest number in "500 days ago". Chosen by hand: larger ones are not dates.
const maxAgo = 500

// matchAgo matches "three weeks ago" and "a year ago".
func matchAgo(words []string) (Expression, int) {
	n := numbers[lowerAt(words, 0)]
	if n == 0 {
		n, _ = strconv.Atoi(lowerAt(words, 0))
	}
	unit := lowerAt(words, 1)
	if len(unit) > 1 && unit[len(unit)-1] == 's' {
		unit = unit[:len(unit)-1]
	}
	if n <= 0 || n > maxAgo || unitOf(unit) == 0 || unit == "weekend" {
		return Expression{}, 0
	}
	if lowerAt(words, 2) != "ago" {
		return Expression{}, 0
	}
	return Expression{unit: unitOf(unit), shift: -n}, 3
}
