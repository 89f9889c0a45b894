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
	var positions []documentPosition
	if q.Mentions == "" {
		positions, err = v.allDocuments(ctx)
	} else {
		positions, err = v.documentsMentioning(ctx, v.instance("actor", q.Mentions))
	}
	if err != nil {
		return nil, err
	}
	words, matching := strings.ToLower(q.Q), positions[:0]
	for _, p := range positions {
		matches, err := v.titleContains(ctx, p.iri, words)
		if err != nil {
			return nil, err
		}
		if matches && issued.mayContain(p.issued) {
			matching = append(matching, p)
		}
	}
	return matching, nil
}

// titleContains reports whether a title of the document contains words, which are in lower case. Every document contains "".
func (v *View) titleContains(ctx context.Context, document quad.IRI, words string) (bool, error) {
	if words == "" {
		return true, nil
	}
	titles, err := v.values(ctx, quad.Quad{Subject: document, Predicate: vocab.Title}, quad.Object)
	return slices.ContainsFunc(titles, func(t quad.Value) bool { return contains(t, words) }), err
}

// documentsMentioning returns the documents that mention an entity, in order.
func (v *View) documentsMentioning(ctx context.Context, entity quad.IRI) ([]documentPosition, error) {
	documents, err := v.iris(ctx, quad.Quad{Subject: entity, Predicate: vocab.MentionedIn}, quad.Object)
	if err != nil {
		return nil, err
	}
	return v.positionsOf(ctx, documents)
}
