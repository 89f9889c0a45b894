// Package date holds dates as precisely as texts state them: those that stand for themselves, and those that mean
// something only beside the date of their document ("last Tuesday", "in May", "three weeks ago").
package date

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Precision is how much of a date is known.
type Precision uint8

// The precisions, from coarse to fine.
const (
	Year Precision = iota + 1
	Month
	Week // from Monday, as ISO 8601 counts weeks
	Day
	Second
)

// String is the precision's name in the graph.
func (p Precision) String() string {
	return [...]string{"", "year", "month", "week", "day", "second"}[p]
}

// Date is a point in time as precisely as it was stated. The zero Date is unknown.
type Date struct {
	Time      time.Time // the beginning of the year, month, week or day in UTC; the instant for Second
	Precision Precision
}

// IsZero reports whether the date is unknown.
func (d Date) IsZero() bool { return d.Precision == 0 }

// String is the date as ISO 8601 writes it, cut to its precision: 2024, 2024-03, 2024-W10, 2024-03-05, 2024-03-05T17:42:00Z.
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

// ErrForm is wrapped by errors about what is a date in no form that Parse takes.
var ErrForm = errors.New("not a date")

// layouts are the forms that Parse takes. A time without a zone is taken for UTC.
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

// Parse reads RFC 3339, the ISO 8601 forms of calendar dates, RFC 1123, and dates with an English month's name.
// Forms that could mean two dates, such as 3/5/2024, are an error.
func Parse(s string) (Date, error) {
	s = strings.TrimSpace(s)
	for _, l := range layouts {
		if t, err := time.Parse(l.layout, s); err == nil {
			return Date{Time: t, Precision: l.precision}, nil
		}
	}
	return Date{}, fmt.Errorf("%w: %.40q", ErrForm, s)
}
