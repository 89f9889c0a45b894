package view

import (
	"fmt"
	"time"
)

// period is the time that a date of some precision covers: from start until before end. The zero period is no limit.
type period struct{ start, end time.Time }

// parsePeriod reads a year, month, day or RFC 3339 time.
func parsePeriod(s string) (period, error) {
	for _, p := range []struct {
		layout              string
		years, months, days int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {time.DateOnly, 0, 0, 1}} {
		if start, err := time.Parse(p.layout, s); err == nil {
			return period{start, start.AddDate(p.years, p.months, p.days)}, nil
		}
	}
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return period{}, fmt.Errorf("date %q: %w: write 2020, 2020-07, 2020-07-21 or 2020-07-21T10:30:00Z", s, ErrFilter)
	}
	return period{at, at.Add(time.Nanosecond)}, nil
}

// window is the filter of from and to, each a date of any precision, inclusive.
type window struct{ from, to period }

func parseWindow(from, to string) (w window, err error) {
	if from != "" {
		if w.from, err = parsePeriod(from); err != nil {
			return w, err
		}
	}
	if to != "" {
		w.to, err = parsePeriod(to)
	}
	return w, err
}

func (w window) open() bool { return w == window{} }

// holds reports whether issued may lie in w: a document that says only its year lies in every month of it,
// one without a date lies in no window but the open one.
func (w window) holds(issued string) bool {
	if w.open() {
		return true
	}
	p, err := parsePeriod(issued)
	if err != nil {
		return false
	}
	return (w.from.start.IsZero() || p.end.After(w.from.start)) && (w.to.end.IsZero() || p.start.Before(w.to.end))
}
