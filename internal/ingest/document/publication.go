package document

import (
	"slices"

	"graphd/internal/ingest/date"
	"graphd/internal/ingest/imprint"
)

// completed returns m with the fields of the text's imprint that it does not have. What the input states always counts more.
func (m Metadata) completed(i imprint.Imprint) Metadata {
	m.Title, m.Publisher = first(m.Title, i.Title), first(m.Publisher, i.Publisher)
	if len(m.Authors) == 0 {
		m.Authors = i.Authors
	}
	if m.Issued.IsZero() {
		m.Issued = i.Issued
	}
	return m
}

// Describes reports whether m and other describe one publication of the same text. Two that have an identifier do if it is
// the same. Otherwise one of them must state nothing that the other does not state too. What is equal to the imprint of the
// text comes from the text, and states nothing.
func (m Metadata) Describes(other Metadata, inText imprint.Imprint) bool {
	if m.Identifier != "" && other.Identifier != "" {
		return m.Identifier == other.Identifier
	}
	return m.isWithin(other, inText) || other.isWithin(m, inText)
}

// isWithin reports whether other has every field that identifies a publication and that m states.
func (m Metadata) isWithin(other Metadata, inText imprint.Imprint) bool {
	return addsNothing(m.Identifier, other.Identifier, "") && addsNothing(m.URL, other.URL, "") &&
		addsNothing(m.Title, other.Title, inText.Title) && addsNothing(m.Publisher, other.Publisher, inText.Publisher) &&
		(len(m.Authors) == 0 || sameNames(m.Authors, inText.Authors) || sameNames(m.Authors, other.Authors)) &&
		(m.Issued.IsZero() || m.Issued.Equal(inText.Issued) || m.Issued.Equal(other.Issued))
}

// addsNothing reports whether a field states nothing, because it is empty or from the text, or is the same as that of another
// publication.
func addsNothing(field, other, inText string) bool {
	return field == "" || field == inText || field == other
}

// sameNames reports whether two lists have the same names in any order.
func sameNames(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// Updated returns m with the fields that stated has, which describes the same publication later. A field from the text
// does not replace another one; nor does what an input without an identifier says about the file replace anything.
func (m Metadata) Updated(stated Metadata, inText imprint.Imprint) Metadata {
	if _, isByline := imprint.ReadByline(m.Title); isByline && stated.Title != "" {
		m.Title = "" // earlier versions of graphd took by-lines for titles
	}
	m.Title = updated(m.Title, stated.Title, inText.Title)
	m.Publisher = updated(m.Publisher, stated.Publisher, inText.Publisher)
	set(&m.URL, stated.URL)
	set(&m.Identifier, stated.Identifier)
	if len(stated.Authors) > 0 && (len(m.Authors) == 0 || !sameNames(stated.Authors, inText.Authors)) {
		m.Authors = stated.Authors
	}
	if len(stated.Keywords) > 0 {
		m.Keywords = stated.Keywords
	}
	m.Issued = updatedDate(m.Issued, stated.Issued, inText.Issued)
	if stated.Identifier != "" || m.MediaType == "" {
		set(&m.MediaType, stated.MediaType)
	}
	set(&m.Language, stated.Language)
	m.Kind = first(stated.Kind, m.Kind)
	m.Name = stated.Name
	return m
}

// updated returns the later value of a field, unless it is empty, or from the text and replaces another one.
func updated(field, stated, inText string) string {
	if stated == "" || field != "" && stated == inText {
		return field
	}
	return stated
}

// updatedDate does the same as updated for a date.
func updatedDate(field, stated, inText date.Date) date.Date {
	if stated.IsZero() || !field.IsZero() && stated.Equal(inText) {
		return field
	}
	return stated
}
