package rdf

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/document"
)

// A PublicationRecord is one publication of a text, as the graph holds it.
type PublicationRecord struct {
	IRI quad.IRI
	document.Metadata
	Recorded time.Time // when the graph learned of it
}

// A Bibliography holds all publications of one text. It must not be empty.
type Bibliography struct {
	Document     quad.IRI
	Recorded     time.Time // when the graph learned of the text
	Publications []PublicationRecord
}

// First returns the publication that the text appeared in first: the one with the earliest date, or else the one that the
// graph learned of first. The document has its title, publisher, authors and date, and relative dates in the text count from
// its date.
func (b Bibliography) First() PublicationRecord {
	ordered := slices.SortedFunc(slices.Values(b.Publications), func(p, q PublicationRecord) int {
		return cmp.Or(p.Recorded.Compare(q.Recorded), strings.Compare(string(p.IRI), string(q.IRI)))
	})
	earliest := ordered[0]
	for _, p := range ordered[1:] {
		if p.Issued.Precedes(earliest.Issued) {
			earliest = p
		}
	}
	return earliest
}

// Keywords returns the keywords of all publications, sorted and without duplicates.
func (b Bibliography) Keywords() []string {
	var all []string
	for _, p := range b.Publications {
		all = append(all, p.Keywords...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Metadata returns the metadata of the document: those of its first publication with the keywords of all.
func (b Bibliography) Metadata() document.Metadata {
	meta := b.First().Metadata
	meta.Keywords = b.Keywords()
	return meta
}

// Quads returns the publications with their metadata, and the metadata of the document, sorted and without duplicates.
func (b Bibliography) Quads() []quad.Quad {
	g := &graphBuilder{label: b.Document}
	b.write(g)
	return g.sorted()
}

func (b Bibliography) write(g *graphBuilder) {
	writeMetadata(g, b.Document, b.First().Metadata, documentTerms)
	g.add(b.Document, vocab.Recorded, quad.Time(b.Recorded.UTC().Truncate(time.Second)))
	for _, p := range b.Publications {
		g.add(b.Document, vocab.WorkExample, p.IRI)
		g.add(b.Document, vocab.Identifier, quad.String(p.Identifier))
		g.add(p.IRI, vocab.Type, vocab.Publication)
		writeMetadata(g, p.IRI, p.Metadata, publicationTerms)
		for _, keyword := range p.Keywords {
			g.add(p.IRI, vocab.Keywords, quad.String(keyword))
		}
		g.add(p.IRI, vocab.Recorded, quad.Time(p.Recorded.UTC().Truncate(time.Millisecond)))
	}
}

// metadataTerms holds the predicates of metadata.
type metadataTerms struct {
	title, author, publisher, issued, language, mediaType, identifier quad.IRI
}

// Documents have terms of Dublin Core and publications have those of schema.org, so that a query for a title finds one node.
var (
	documentTerms = metadataTerms{
		vocab.Title, vocab.Creator, vocab.Publisher, vocab.Issued, vocab.Language, vocab.MediaType, vocab.Identifier,
	}
	publicationTerms = metadataTerms{
		vocab.Headline, vocab.Author, vocab.PublishedBy, vocab.DatePublished, vocab.InLanguage, vocab.EncodingFormat, vocab.PublishedIdentifier,
	}
)

// writeMetadata adds what documents and publications have in common.
func writeMetadata(g *graphBuilder, id quad.IRI, meta document.Metadata, terms metadataTerms) {
	if class, ok := documentClasses[meta.Kind]; ok {
		g.add(id, vocab.Type, class)
	}
	g.add(id, terms.title, quad.String(meta.Title))
	g.add(id, vocab.Label, quad.String(meta.Title))
	for _, author := range meta.Authors {
		g.add(id, terms.author, quad.String(author))
	}
	g.add(id, terms.publisher, quad.String(meta.Publisher))
	if !meta.Issued.IsZero() {
		g.add(id, terms.issued, dateValue(meta.Issued))
	}
	g.add(id, terms.language, quad.String(meta.Language))
	g.add(id, terms.mediaType, quad.String(meta.MediaType))
	g.add(id, terms.identifier, quad.String(meta.Identifier))
	if meta.URL != "" {
		g.add(id, vocab.URL, quad.IRI(meta.URL))
	}
}

var documentClasses = map[document.PublicationKind]quad.IRI{
	document.Article: vocab.Article,
	document.Report:  vocab.Report,
}

// NewPublication returns a publication of a document that the graph does not hold yet. What identifies it is its identifier,
// or else all that it states.
func NewPublication(base vocab.Base, doc quad.IRI, meta document.Metadata, recorded time.Time) PublicationRecord {
	identity := meta.Identifier
	if identity == "" {
		fields := append([]string{meta.Title, meta.Publisher, meta.Issued.String(), meta.URL}, meta.Authors...)
		identity = strings.Join(fields, "\n")
	}
	return PublicationRecord{IRI: base.PublicationIRI(doc, identity), Metadata: meta, Recorded: recorded}
}
