package date

import "strconv"

// relativeDay: "today", "yesterday morning", "tonight", "last night", "this afternoon", "earlier today".
func relativeDay(words []string) (Expression, int) {
	i := 0
	if w := at(words, 0); w == "earlier" || w == "later" {
		i = 1
	}
	day := func(shift, n int) (Expression, int) { return Expression{unit: Day, shift: shift}, n }
	if i < len(words) && words[i] == "TODAY" {
		return Expression{}, 0 // a newspaper's name
	}
	switch at(words, i) {
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
		if w := at(words, i+1); w == "night" || w == "evening" {
			return day(-1, i+2)
		}
	}
	return Expression{}, 0
}

var units = map[string]Precision{"day": Day, "week": Week, "weekend": Week, "month": Month, "year": Year}

// modified: "last week", "next year", "earlier this month", "last Monday", "last May", "the weekend".
func modified(words []string) (Expression, int) {
	i := 0
	if w := at(words, 0); w == "earlier" || w == "later" || w == "early" || w == "late" {
		i = 1
	}
	shift := 0
	switch at(words, i) {
	case "last":
		shift = -1
	case "next":
		shift = 1
	case "this":
	case "the":
		if at(words, i+1) == "weekend" {
			return Expression{unit: Week, shift: -1}, i + 2
		}
		return Expression{}, 0
	default:
		return Expression{}, 0
	}
	if w := at(words, i+1); units[w] > 0 && w != "day" {
		return Expression{unit: units[w], shift: shift}, i + 2
	}
	e, n := ofTheWeek(words[min(i+1, len(words)):])
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

var numbers = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "twenty": 20,
}

// ago: "three weeks ago", "a year ago".
func ago(words []string) (Expression, int) {
	n := numbers[at(words, 0)]
	if n == 0 {
		n, _ = strconv.Atoi(at(words, 0))
	}
	unit := at(words, 1)
	if len(unit) > 1 && unit[len(unit)-1] == 's' {
		unit = unit[:len(unit)-1]
	}
	if n <= 0 || n > 500 || units[unit] == 0 || unit == "weekend" {
		return Expression{}, 0
	}
	if at(words, 2) != "ago" {
		return Expression{}, 0
	}
	return Expression{unit: units[unit], shift: -n}, 3
}
