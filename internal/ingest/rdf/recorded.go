package rdf

import (
	"slices"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/date"
	"graphd/internal/ingest/document"
)

// ReadBibliography returns the publications that the quads about a document and its publications state; it is the inverse of
// [Bibliography.Quads]. A document without publications, as stores have it that older versions wrote, has one for each of
// its identifiers, all with the document's metadata.
func ReadBibliography(base vocab.Base, doc quad.IRI, quads []quad.Quad) Bibliography {
	of := recordedQuads{}
	for _, q := range quads {
		if subject, ok := q.Subject.(quad.IRI); ok {
			of[subject] = append(of[subject], q)
		}
	}
	b := Bibliography{Document: doc, Recorded: of.time(doc, vocab.Recorded)}
	for _, object := range of.objects(doc, vocab.WorkExample) {
		if iri, ok := object.(quad.IRI); ok {
			b.Publications = append(b.Publications, PublicationRecord{iri, of.metadata(iri, publicationTerms), of.time(iri, vocab.Recorded)})
		}
	}
	if len(b.Publications) > 0 {
		return b
	}
	_, version, _ := base.Split(doc)
	for _, identifier := range of.texts(doc, vocab.Identifier) {
		p := PublicationRecord{base.PublicationIRI(doc, identifier), of.metadata(doc, documentTerms), b.Recorded}
		p.Identifier = identifier
		if identifier == version {
			p.Identifier = "" // what older versions wrote for a document without an identifier
		}
		b.Publications = append(b.Publications, p)
	}
	if len(b.Publications) == 0 {
		b.Publications = []PublicationRecord{{base.PublicationIRI(doc, version), of.metadata(doc, documentTerms), b.Recorded}}
	}
	return b
}

// recordedQuads holds quads by their subjects.
type recordedQuads map[quad.IRI][]quad.Quad

func (r recordedQuads) objects(subject, predicate quad.IRI) []quad.Value {
	var found []quad.Value
	for _, q := range r[subject] {
		if q.Predicate == predicate {
			found = append(found, q.Object)
		}
	}
	return found
}

func (r recordedQuads) texts(subject, predicate quad.IRI) []string {
	var found []string
	for _, object := range r.objects(subject, predicate) {
		found = append(found, plainText(object))
	}
	return found
}

// text returns the first value of a predicate as a text; "" if there is none.
func (r recordedQuads) text(subject, predicate quad.IRI) string {
	for _, s := range r.texts(subject, predicate) {
		return s
	}
	return ""
}

// time returns the first value of a predicate that is a time.
func (r recordedQuads) time(subject, predicate quad.IRI) time.Time {
	for _, object := range r.objects(subject, predicate) {
		if t, ok := object.(quad.Time); ok {
			return time.Time(t)
		}
	}
	return time.Time{}
}

// metadata returns the metadata of a document or a publication.
func (r recordedQuads) metadata(id quad.IRI, terms metadataTerms) document.Metadata {
	meta := document.Metadata{
		Title:      r.text(id, terms.title),
		Authors:    r.texts(id, terms.author),
		Publisher:  r.text(id, terms.publisher),
		Keywords:   r.texts(id, vocab.Keywords),
		Language:   r.text(id, terms.language),
		URL:        r.text(id, vocab.URL),
		MediaType:  r.text(id, terms.mediaType),
		Identifier: r.text(id, terms.identifier),
	}
	if issued, err := date.Parse(r.text(id, terms.issued)); err == nil {
		meta.Issued = issued
	}
	types := r.objects(id, vocab.Type)
	for kind, class := range documentClasses {
		if slices.Contains(types, quad.Value(class)) {
			meta.Kind = kind
		}
	}
	return meta
}

// plainText returns a value without its type.
func plainText(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		return string(v)
	case quad.String:
		return string(v)
	case quad.TypedString:
		return string(v.Value)
	case quad.Time:
		return time.Time(v).Format(time.RFC3339)
	}
	return ""
}
