// Package date represents dates with the precision that texts state, and recognises expressions in words, including
// those that depend on the date of their document ("last Tuesday", "in May", "three weeks ago").
package date

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// A Precision is the smallest known unit of a date.
type Precision uint8

// The precisions, from coarse to fine.
const (
	Year Precision = iota + 1
	Month
	Week // from Monday, as ISO 8601 counts weeks
	Day
	Second
)

// String returns the name of the precision in the graph.
func (p Precision) String() string {
	return [...]string{"", "year", "month", "week", "day", "second"}[p]
}

// A Date is a point in time with the precision that was stated. The zero Date is unknown.
type Date struct {
	Time      time.Time // the beginning of the year, month, week or day in UTC; the instant for Second
	Precision Precision
}

// IsZero reports whether the date is unknown.
func (d Date) IsZero() bool { return d.Precision == 0 }

// Equal reports whether d and other are the same point in time, with the same precision.
func (d Date) Equal(other Date) bool {
	return d.Precision == other.Precision && d.Time.Equal(other.Time)
}

// Precedes reports whether d is certainly before other: the last moment of d is before the first one of other. An unknown
// date precedes none, and every known date precedes an unknown one.
func (d Date) Precedes(other Date) bool {
	if d.IsZero() || other.IsZero() {
		return !d.IsZero()
	}
	return !d.end().After(other.Time)
}

// end returns the first moment after the date.
func (d Date) end() time.Time {
	switch d.Precision {
	case Year:
		return d.Time.AddDate(1, 0, 0)
	case Month:
		return d.Time.AddDate(0, 1, 0)
	case Week:
		return d.Time.AddDate(0, 0, 7)
	case Day:
		return d.Time.AddDate(0, 0, 1)
	}
	return d.Time.Add(time.Nanosecond)
}

// String returns the date in ISO 8601, to its precision: 2024, 2024-03, 2024-W10, 2024-03-05, 2024-03-05T17:42:00Z.
func (d Date) String() string {
	switch d.Precision {
	case Year:
		return d.Time.Format("2006")
	case Month:
		return d.Time.Format("2006-01")
	case Week:
		year, week := d.Time.ISOWeek()
		return fmt.Sprintf("%04d-W%02d", year, week)
	case Day:
		return d.Time.Format(time.DateOnly)
	case Second:
		return d.Time.Format(time.RFC3339)
	}
	return ""
}

// ErrForm is wrapped by the errors of Parse about strings that are not dates.
var ErrForm = errors.New("not a date")

// layouts holds the forms that Parse accepts. A time without a zone is in UTC.
var layouts = []struct {
	layout    string
	precision Precision
}{
	{time.RFC3339, Second},
	{"2006-01-02T15:04:05Z0700", Second},
	{"2006-01-02T15:04:05", Second},
	{"2006-01-02T15:04Z07:00", Second},
	{"2006-01-02T15:04", Second},
	{"2006-01-02 15:04:05Z07:00", Second},
	{"2006-01-02 15:04:05 Z0700", Second},
	{time.DateTime, Second},
	{"2006-01-02 15:04", Second},
	{time.RFC1123Z, Second},
	{time.RFC1123, Second},
	{time.DateOnly, Day},
	{"20060102", Day},
	{"2006/01/02", Day},
	{"2 January 2006", Day},
	{"2 Jan 2006", Day},
	{"January 2, 2006", Day},
	{"Jan 2, 2006", Day},
	{"2006-01", Month},
	{"January 2006", Month},
	{"2006", Year},
}

// Parse parses RFC 3339, the ISO 8601 forms of calendar dates, RFC 1123, and dates with the English name of a month.
// Ambiguous forms such as 3/5/2024 are errors.
func Parse(s string) (Date, error) {
	s = strings.TrimSpace(s)
	for _, l := range layouts {
		if t, err := time.Parse(l.layout, s); err == nil {
			return Date{Time: t, Precision: l.precision}, nil
		}
	}
	return Date{}, fmt.Errorf("%w: %.40q", ErrForm, s)
}
