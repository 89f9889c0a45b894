package rdf

import (
	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/date"
)

// dateValue types a date by its precision, as XML Schema does.
func dateValue(d date.Date) quad.Value {
	types := map[date.Precision]quad.IRI{
		date.Year: vocab.XSD + "gYear", date.Month: vocab.XSD + "gYearMonth", date.Week: vocab.XSD + "date", date.Day: vocab.XSD + "date",
	}
	if t, ok := types[d.Precision]; ok {
		return quad.TypedString{Value: quad.String(FormatDate(d)), Type: t}
	}
	return quad.Time(d.Time)
}

// isoDate is d as XML Schema writes dates, which knows no weeks: a week is the day that it begins on.
func FormatDate(d date.Date) string {
	if d.Precision == date.Week {
		d.Precision = date.Day
	}
	return d.String()
}
