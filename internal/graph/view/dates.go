package view

import (
	"fmt"
	"time"
)

// period is the time that a date covers: from start until before end. The zero period is unbounded.
type period struct{ start, end time.Time }

// parsePeriod parses a year, a month, a day or an RFC 3339 time. Other strings are an ErrFilter.
func parsePeriod(s string) (period, error) {
	for _, precision := range []struct {
		layout              string
		years, months, days int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {time.DateOnly, 0, 0, 1}} {
		if start, err := time.Parse(precision.layout, s); err == nil {
			return period{start, start.AddDate(precision.years, precision.months, precision.days)}, nil
		}
	}
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return period{}, fmt.Errorf("date %q: %w: write 2020, 2020-07, 2020-07-21 or 2020-07-21T10:30:00Z", s, ErrFilter)
	}
	return period{at, at.Add(time.Nanosecond)}, nil
}

// dateRange is a filter by two dates of any precision, both inclusive.
type dateRange struct{ from, to period }

// parseDateRange parses the dates of a filter; "" is no bound.
func parseDateRange(from, to string) (r dateRange, err error) {
	if from != "" {
		if r.from, err = parsePeriod(from); err != nil {
			return r, fmt.Errorf("from: %w", err)
		}
	}
	if to != "" {
		if r.to, err = parsePeriod(to); err != nil {
			return r, fmt.Errorf("to: %w", err)
		}
	}
	return r, nil
}

func (r dateRange) isOpen() bool { return r == dateRange{} }

// mayContain reports whether a document with this date of issue may have been issued in the range. A date that is only a
// year may be in every month of it. A document without a date is only in the open range.
func (r dateRange) mayContain(issued string) bool {
	if r.isOpen() {
		return true
	}
	p, err := parsePeriod(issued)
	if err != nil {
		return false
	}
	return (r.from.start.IsZero() || p.end.After(r.from.start)) && (r.to.end.IsZero() || p.start.Before(r.to.end))
}
