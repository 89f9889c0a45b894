package date

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// An Expression is the meaning of words about a time: parts of a calendar date, a day of the week, or a distance from
// the date of the document. The zero Expression has no meaning.
type Expression struct {
	year    int // 0: not stated
	month   time.Month
	day     int
	weekday int       // 1 + time.Weekday; 0 for none
	unit    Precision // of shift; 0: no distance
	shift   int       // units from the date of the document: -1 for "last week", "yesterday"
	next    bool      // "next Monday", "next May": not this one
	last    bool      // "last Monday", "last May"
}

// IsZero reports whether the expression has no meaning.
func (e Expression) IsZero() bool { return e == Expression{} }

// Match returns the longest expression at the beginning of words, and its number of words; 0 if there is none. Words are
// as written, with punctuation marks as words of their own. A preposition is not part of an expression.
func Match(words []string) (Expression, int) {
	var best Expression
	longest := 0
	for _, form := range forms {
		if e, n := form(words); n > longest {
			best, longest = e, n
		}
	}
	return best, longest
}

// forms holds the recogniser of each form of expression. Each returns an expression at the beginning of words, and its
// number of words.
var forms = []func([]string) (Expression, int){
	matchMonthDay, matchDayMonth, matchYear, matchWeekday, matchRelativeDay, matchModified, matchAgo,
}

// lowerAt returns word i in lower case without a full stop; "" past the end.
func lowerAt(words []string, i int) string {
	if i >= len(words) {
		return ""
	}
	return strings.TrimSuffix(strings.ToLower(words[i]), ".")
}

func isCapital(words []string, i int) bool {
	return i < len(words) && words[i] != "" && 'A' <= words[i][0] && words[i][0] <= 'Z'
}

// monthAt returns the month that word i names; 0 if it names none. Lower-case words such as "may" name none.
func monthAt(words []string, i int) time.Month {
	if !isCapital(words, i) {
		return 0
	}
	return time.Month(months[lowerAt(words, i)])
}

// weekdayAt returns 1 plus the time.Weekday that word i names; 0 if it names none.
func weekdayAt(words []string, i int) int {
	if !isCapital(words, i) {
		return 0
	}
	return weekdays[lowerAt(words, i)]
}

// yearAt returns the year from 1800 to 2099 that word i is; otherwise 0.
func yearAt(words []string, i int) int {
	w := lowerAt(words, i)
	if y, err := strconv.Atoi(w); err == nil && len(w) == 4 && 1800 <= y && y < 2100 {
		return y
	}
	return 0
}

// dayAt returns the day of the month that word i is, such as "3" or "3rd"; otherwise 0.
func dayAt(words []string, i int) int {
	w := lowerAt(words, i)
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, ending)
	}
	if d, err := strconv.Atoi(w); err == nil && utf8.RuneCountInString(w) <= 2 && 1 <= d && d <= 31 {
		return d
	}
	return 0
}

// matchMonthDay matches "May 3, 2016", "May 3", "May 2016" and "May".
func matchMonthDay(words []string) (Expression, int) {
	e := Expression{month: monthAt(words, 0)}
	if e.month == 0 {
		return e, 0
	}
	n := 1
	if e.day = dayAt(words, n); e.day > 0 {
		n++
	}
	return withYear(e, words, n)
}

// withYear adds the year at word n, or after a comma there, to e.
func withYear(e Expression, words []string, n int) (Expression, int) {
	comma := n
	if lowerAt(words, comma) == "," || lowerAt(words, comma) == "of" {
		comma++
	}
	if e.year = yearAt(words, comma); e.year > 0 {
		return e, comma + 1
	}
	return e, n
}

// matchDayMonth matches "3 May 2016", and "3rd of May" in "the 3rd of May".
func matchDayMonth(words []string) (Expression, int) {
	e, n := Expression{day: dayAt(words, 0)}, 1
	if lowerAt(words, n) == "of" {
		n++
	}
	if e.month = monthAt(words, n); e.day == 0 || e.month == 0 {
		return Expression{}, 0
	}
	return withYear(e, words, n+1)
}

// matchYear matches "2016".
func matchYear(words []string) (Expression, int) {
	if y := yearAt(words, 0); y > 0 {
		return Expression{year: y}, 1
	}
	return Expression{}, 0
}

// matchWeekday matches "Monday" and "Monday night".
func matchWeekday(words []string) (Expression, int) {
	e := Expression{weekday: weekdayAt(words, 0)}
	if e.weekday == 0 {
		return e, 0
	}
	return e, 1 + partOfDay(words, 1)
}

// partOfDay returns 1 if word i is a part of the day, such as "morning"; otherwise 0.
func partOfDay(words []string, i int) int { return partsOfDay[lowerAt(words, i)] }
