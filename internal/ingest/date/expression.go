package date

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Expression is what words say of a time: parts of a calendar date, a day of the week, or a distance from the date of
// the document. The zero Expression says nothing.
type Expression struct {
	year    int // 0 where not stated
	month   time.Month
	day     int
	weekday int       // 1 + time.Weekday; 0 for none
	unit    Precision // of shift; 0 where the words give no distance
	shift   int       // units from the date of the document: -1 for "last week", "yesterday"
	next    bool      // "next Monday", "next May": not this one
	last    bool      // "last Monday", "last May"
}

// IsZero reports whether the expression says nothing.
func (e Expression) IsZero() bool { return e == Expression{} }

// Match reads the longest expression that words, as written, begin with, and how many words it has: 0 if they begin
// with none. A preposition before it is no part of it.
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

var forms = []func([]string) (Expression, int){calendar, dayMonth, bareYear, ofTheWeek, relativeDay, modified, ago}

// at is word i in lower case without a stop, "" past the end.
func at(words []string, i int) string {
	if i >= len(words) {
		return ""
	}
	return strings.TrimSuffix(strings.ToLower(words[i]), ".")
}

func isCapital(words []string, i int) bool {
	return i < len(words) && words[i] != "" && 'A' <= words[i][0] && words[i][0] <= 'Z'
}

// months and weekdays are looked up by their first three letters.
var (
	months   = table("january february march april may june july august september october november december")
	weekdays = table("sunday monday tuesday wednesday thursday friday saturday")
)

func table(names string) map[string]int {
	out := map[string]int{}
	for i, name := range strings.Fields(names) {
		out[name], out[name[:3]] = i+1, i+1
	}
	return out
}

func monthAt(words []string, i int) time.Month {
	w := at(words, i)
	if w == "sept" {
		w = "sep"
	}
	if !isCapital(words, i) {
		return 0
	}
	return time.Month(months[w])
}

func weekdayAt(words []string, i int) int {
	w := at(words, i)
	if !isCapital(words, i) || w == "sun" || w == "sat" || w == "mon" {
		return 0
	}
	for _, prefix := range []string{"tues", "thur", "thurs"} {
		if w == prefix {
			w = w[:3]
		}
	}
	return weekdays[w]
}

func yearAt(words []string, i int) int {
	w := at(words, i)
	if y, err := strconv.Atoi(w); err == nil && len(w) == 4 && 1800 <= y && y < 2100 {
		return y
	}
	return 0
}

// dayAt is a day of the month, "3" or "3rd".
func dayAt(words []string, i int) int {
	w := at(words, i)
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, ending)
	}
	if d, err := strconv.Atoi(w); err == nil && utf8.RuneCountInString(w) <= 2 && 1 <= d && d <= 31 {
		return d
	}
	return 0
}

// calendar: "May 3, 2016", "May 3", "May 2016", "May".
func calendar(words []string) (Expression, int) {
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

// withYear adds the year at n, past a comma.
func withYear(e Expression, words []string, n int) (Expression, int) {
	comma := n
	if at(words, comma) == "," || at(words, comma) == "of" {
		comma++
	}
	if e.year = yearAt(words, comma); e.year > 0 {
		return e, comma + 1
	}
	return e, n
}

// dayMonth: "3 May 2016", "the 3rd of May" from its number on.
func dayMonth(words []string) (Expression, int) {
	e, n := Expression{day: dayAt(words, 0)}, 1
	if at(words, n) == "of" {
		n++
	}
	if e.month = monthAt(words, n); e.day == 0 || e.month == 0 {
		return Expression{}, 0
	}
	return withYear(e, words, n+1)
}

func bareYear(words []string) (Expression, int) {
	if y := yearAt(words, 0); y > 0 {
		return Expression{year: y}, 1
	}
	return Expression{}, 0
}

// ofTheWeek: "Monday", "Monday night".
func ofTheWeek(words []string) (Expression, int) {
	e := Expression{weekday: weekdayAt(words, 0)}
	if e.weekday == 0 {
		return e, 0
	}
	return e, 1 + partOfDay(words, 1)
}

func partOfDay(words []string, i int) int {
	switch at(words, i) {
	case "morning", "afternoon", "evening", "night":
		return 1
	}
	return 0
}
