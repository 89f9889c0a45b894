package view

import (
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/vocab"
)

const documentList = "documents"

// Documents returns a page of the documents that match q, newest first. After is the cursor of the previous page, or "" for
// the first one.
func (v *View) Documents(ctx context.Context, q api.DocumentQuery, limit int, after string) (Listing[api.Document], error) {
	from, err := decodeCursor(after, documentList)
	if err != nil {
		return Listing[api.Document]{}, err
	}
	positions, err := v.filterDocuments(ctx, q)
	if err != nil {
		return Listing[api.Document]{}, err
	}
	positions = positions[from.after(positions):]
	positions = positions[:min(limit+1, len(positions))]
	items := make([]api.Document, 0, len(positions))
	for _, p := range positions {
		document, err := v.readDocument(ctx, p.iri)
		if err != nil {
			return Listing[api.Document]{}, err
		}
		items = append(items, document)
	}
	return newListing(items, limit, func(i int) listCursor {
		return listCursor{List: documentList, Issued: positions[i].issued, Doc: positions[i].id}
	}), nil
}

// CountDocuments returns the number of documents that match q.
func (v *View) CountDocuments(ctx context.Context, q api.DocumentQuery) (int, error) {
	positions, err := v.filterDocuments(ctx, q)
	return len(positions), err
}

// filterDocuments returns the documents that match q, in order.
func (v *View) filterDocuments(ctx context.Context, q api.DocumentQuery) ([]documentPosition, error) {
	issued, err := parseDateRange(q.From, q.To)
	if err != nil {
		return nil, err
	}
	positions, err := v.documentCandidates(ctx, q)
	if err != nil {
		return nil, err
	}
	filter, matching := newPublicationFilter(q, issued), positions[:0]
	for _, p := range positions {
		if !p.mayBeIn(issued) {
			continue
		}
		matches, err := v.matchesPublication(ctx, p.iri, filter)
		if err != nil {
			return nil, err
		}
		if matches {
			matching = append(matching, p)
		}
	}
	return matching, nil
}

// documentCandidates returns the documents that the index of one of the fields of q selects, or all, in order.
func (v *View) documentCandidates(ctx context.Context, q api.DocumentQuery) ([]documentPosition, error) {
	pattern := quad.Quad{}
	switch {
	case q.Mentions != "":
		return v.documentsMentioning(ctx, v.instance("actor", q.Mentions))
	case q.Identifier != "":
		pattern = quad.Quad{Predicate: vocab.Identifier, Object: quad.String(q.Identifier)}
	case q.URL != "":
		pattern = quad.Quad{Predicate: vocab.URL, Object: quad.IRI(q.URL)}
	default:
		return v.allDocuments(ctx)
	}
	documents, err := v.iris(ctx, pattern, quad.Label)
	if err != nil {
		return nil, err
	}
	return v.positionsOf(ctx, documents)
}

// documentsMentioning returns the documents that mention an entity, in order.
func (v *View) documentsMentioning(ctx context.Context, entity quad.IRI) ([]documentPosition, error) {
	documents, err := v.iris(ctx, quad.Quad{Subject: entity, Predicate: vocab.MentionedIn}, quad.Object)
	if err != nil {
		return nil, err
	}
	return v.positionsOf(ctx, documents)
}

// publicationFilter is the part of an api.DocumentQuery that one publication has to match. Words are in lower case.
type publicationFilter struct {
	title, publisher, author string
	url, identifier          string
	issued                   dateRange
}

func newPublicationFilter(q api.DocumentQuery, issued dateRange) publicationFilter {
	return publicationFilter{
		title: strings.ToLower(q.Q), publisher: strings.ToLower(q.Publisher), author: strings.ToLower(q.Author),
		url: q.URL, identifier: q.Identifier, issued: issued,
	}
}

// matches reports whether a publication has everything that the filter asks for.
func (f publicationFilter) matches(p api.Publication) bool {
	has := func(field, words string) bool { return strings.Contains(strings.ToLower(field), words) }
	return has(p.Title, f.title) && has(p.Publisher, f.publisher) &&
		(f.author == "" || slices.ContainsFunc(p.Authors, func(name string) bool { return has(name, f.author) })) &&
		(f.url == "" || p.URL == f.url) && (f.identifier == "" || p.Identifier == f.identifier) &&
		f.issued.mayContain(p.Issued)
}

// matchesPublication reports whether one of the publications of a document matches the filter.
func (v *View) matchesPublication(ctx context.Context, document quad.IRI, filter publicationFilter) (bool, error) {
	if onlyDates := (publicationFilter{issued: filter.issued}); filter == onlyDates {
		return true, nil // the caller has compared the dates
	}
	s, err := v.starOf(ctx, document)
	if err != nil {
		return false, err
	}
	publications, err := v.publications(ctx, document, s)
	return slices.ContainsFunc(publications, filter.matches), err
}
