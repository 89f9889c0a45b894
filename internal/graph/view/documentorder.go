package view

import (
	"cmp"
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/vocab"
)

// documentPosition is the position of a document in the order of documents: newest first, then by id.
type documentPosition struct {
	iri    quad.IRI
	id     string   // short
	issued string   // "" sorts last
	dates  []string // of all publications
}

// mayBeIn reports whether one of the publications may have been issued in the range.
func (p documentPosition) mayBeIn(r dateRange) bool {
	return r.isOpen() || slices.ContainsFunc(p.dates, r.mayContain)
}

func (p documentPosition) compare(q documentPosition) int {
	return cmp.Or(cmp.Compare(q.issued, p.issued), cmp.Compare(p.id, q.id))
}

// after returns the index of the first position after the cursor.
func (c listCursor) after(positions []documentPosition) int {
	if c.isStart() {
		return 0
	}
	i, found := slices.BinarySearchFunc(positions, documentPosition{id: c.Doc, issued: c.Issued}, documentPosition.compare)
	if found {
		i++
	}
	return i
}

// allDocuments returns every document in order. It scans two indexes, each with one entry per document.
func (v *View) allDocuments(ctx context.Context) ([]documentPosition, error) {
	documents, err := v.iris(ctx, quad.Quad{Predicate: vocab.Type, Object: vocab.Document}, quad.Subject)
	if err != nil {
		return nil, err
	}
	issued, dates := map[codec.NodeID]string{}, map[codec.NodeID][]string{} // by document; the earliest date, and all dates
	err = v.match(ctx, quad.Quad{Predicate: vocab.Issued}, func(q codec.QuadIDs) error {
		date, err := v.name(q[codec.Object])
		document, text := q[codec.Subject], textOf(date)
		if issued[document] == "" || text < issued[document] {
			issued[document] = text
		}
		dates[document] = append(dates[document], text)
		return err
	})
	if err != nil {
		return nil, err
	}
	err = v.match(ctx, quad.Quad{Predicate: vocab.DatePublished}, func(q codec.QuadIDs) error {
		date, err := v.name(q[codec.Object])
		dates[q[codec.Label]] = append(dates[q[codec.Label]], textOf(date))
		return err
	})
	if err != nil {
		return nil, err
	}
	positions := make([]documentPosition, len(documents))
	for i, iri := range documents {
		node, err := v.find(iri)
		if err != nil {
			return nil, err
		}
		positions[i] = documentPosition{iri: iri, id: v.short(iri), issued: issued[node], dates: dates[node]}
	}
	slices.SortFunc(positions, documentPosition.compare)
	return positions, nil
}

// positionsOf returns the positions of the given documents, in order.
func (v *View) positionsOf(ctx context.Context, documents []quad.IRI) ([]documentPosition, error) {
	positions := make([]documentPosition, 0, len(documents))
	for _, iri := range documents {
		issued, err := v.values(ctx, quad.Quad{Subject: iri, Predicate: vocab.Issued}, quad.Object)
		if err != nil {
			return nil, err
		}
		all, err := v.values(ctx, quad.Quad{Predicate: vocab.DatePublished, Label: iri}, quad.Object)
		if err != nil {
			return nil, err
		}
		p := documentPosition{iri: iri, id: v.short(iri)}
		if len(issued) > 0 {
			p.issued = textOf(issued[0])
		}
		for _, date := range append(issued, all...) {
			p.dates = append(p.dates, textOf(date))
		}
		positions = append(positions, p)
	}
	slices.SortFunc(positions, documentPosition.compare)
	return positions, nil
}
