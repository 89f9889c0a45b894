package imprint

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"graphd/internal/ingest/date"
)

// A lineDate is a day as a line states it. The year is 0 if the line does not state it.
type lineDate struct {
	year, day int
	month     time.Month
}

var (
	monthFirst = regexp.MustCompile(`(?i)\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ([0-9]{1,2})(?:st|nd|rd|th)?(?:,? ([12][0-9]{3}))?\b`)
	dayFirst   = regexp.MustCompile(`(?i)\b([0-9]{1,2})(?:st|nd|rd|th)?(?: of)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:,? ([12][0-9]{3}))?\b`)
	isoDate    = regexp.MustCompile(`\b([12][0-9]{3})-([01][0-9])-([0-3][0-9])(?:T|\b)`)
)

// findDate returns the first date in s, and false if it has none.
func findDate(s string) (lineDate, bool) {
	var d lineDate
	if m := isoDate.FindStringSubmatch(s); m != nil {
		month, _ := strconv.Atoi(m[2])
		d = lineDate{year: number(m[1]), month: time.Month(month), day: number(m[3])}
	} else if m := dayFirst.FindStringSubmatch(s); m != nil {
		d = lineDate{year: number(m[3]), month: monthOf(m[2]), day: number(m[1])}
	} else if m := monthFirst.FindStringSubmatch(s); m != nil {
		d = lineDate{year: number(m[3]), month: monthOf(m[1]), day: number(m[2])}
	}
	leap := 2000 // a year that has all days
	if d.year > 0 {
		leap = d.year
	}
	t := time.Date(leap, d.month, d.day, 0, 0, 0, 0, time.UTC)
	if d.day == 0 || t.Day() != d.day || t.Month() != d.month {
		return lineDate{}, false
	}
	return d, true
}

// number returns the number that digits are; 0 for "".
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// monthOf returns the month whose name begins with three letters.
func monthOf(letters string) time.Month {
	for m := time.January; m <= time.December; m++ {
		if strings.EqualFold(m.String()[:3], letters) {
			return m
		}
	}
	return 0
}

// in returns the date in a year, unless it states another one itself; the zero Date if neither has a year.
func (d lineDate) in(year int) date.Date {
	if d.year > 0 {
		year = d.year
	}
	if d.day == 0 || year == 0 {
		return date.Date{}
	}
	return date.Date{Time: time.Date(year, d.month, d.day, 0, 0, 0, 0, time.UTC), Precision: date.Day}
}
