package date

import (
	"time"
)

// Resolve returns the date that e means in a document that was issued on the given date: the latest date that matches e
// and is not after it or, for the future, the earliest that is not before it. It returns the zero Date if issued is
// unknown or too imprecise, or if there is no such day in the calendar.
func (e Expression) Resolve(issued Date, future bool) Date {
	day := dayOf(issued)
	switch {
	case e.year > 0:
		return e.onCalendar(e.year)
	case e.month > 0:
		return e.inNearestYear(issued, day, future)
	case e.weekday > 0:
		return e.onWeekday(issued, day, future)
	case e.unit > 0:
		return e.shifted(issued, day)
	}
	return Date{}
}

// dayOf returns midnight UTC of the calendar day of issued in its own time zone.
func dayOf(issued Date) time.Time {
	y, m, d := issued.Time.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// onCalendar returns the date in the given year, with the precision of e.
func (e Expression) onCalendar(year int) Date {
	month, day, precision := e.month, e.day, Day
	if day == 0 {
		day, precision = 1, Month
	}
	if month == 0 {
		month, precision = time.January, Year
	}
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if t.Month() != month {
		return Date{}
	}
	return Date{t, precision}
}

// inNearestYear resolves "May" or "May 3", which have no year. In the past, a day up to nearDays after the date of issue
// is still in the same year, as in an article that announces an event.
func (e Expression) inNearestYear(issued Date, day time.Time, future bool) Date {
	if issued.IsZero() || issued.Precision == Year {
		return Date{}
	}
	year := day.Year()
	switch d := e.onCalendar(year); {
	case d.IsZero():
		return d
	case future && (d.Time.Before(day) && !sameMonth(d.Time, day) || e.next && !d.Time.After(day)):
		return e.onCalendar(year + 1)
	case !future && (d.Time.After(day) && (e.day == 0 || d.Time.After(day.AddDate(0, 0, nearDays))) || e.last && sameMonth(d.Time, day)):
		return e.onCalendar(year - 1)
	default:
		return d
	}
}

// nearDays is chosen by hand.
const nearDays = 14

func sameMonth(a, b time.Time) bool { return a.Month() == b.Month() && a.Year() == b.Year() }

// onWeekday resolves a day of the week.
func (e Expression) onWeekday(issued Date, day time.Time, future bool) Date {
	if issued.Precision < Day {
		return Date{}
	}
	distance := (e.weekday - 1 - int(day.Weekday()) + 7) % 7 // days to the next such weekday, 0 if it is today
	if future || e.next {
		if distance == 0 && e.next {
			distance = 7
		}
		return Date{day.AddDate(0, 0, distance), Day}
	}
	if distance > 0 || e.last {
		distance -= 7
	}
	return Date{day.AddDate(0, 0, distance), Day}
}

// shifted resolves a distance from the date of issue.
func (e Expression) shifted(issued Date, day time.Time) Date {
	if issued.Precision < min(e.unit, Day) || e.unit == Week && issued.Precision < Day {
		return Date{}
	}
	switch e.unit {
	case Year:
		return Date{time.Date(day.Year()+e.shift, 1, 1, 0, 0, 0, 0, time.UTC), Year}
	case Month:
		return Date{time.Date(day.Year(), day.Month()+time.Month(e.shift), 1, 0, 0, 0, 0, time.UTC), Month}
	case Week:
		monday := day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
		return Date{monday.AddDate(0, 0, 7*e.shift), Week}
	}
	return Date{day.AddDate(0, 0, e.shift), Day}
}
