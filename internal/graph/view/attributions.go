package view

import (
	"cmp"
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/vocab"
)

const attributionList = "attributions"

// Attributions returns a page of the attributions that match q, in document order. After is the cursor of the previous
// page, or "" for the first one.
func (v *View) Attributions(ctx context.Context, q api.AttributionQuery, limit int, after string) (Listing[api.Attribution], error) {
	from, err := decodeCursor(after, attributionList)
	if err != nil {
		return Listing[api.Attribution]{}, err
	}
	c, err := v.compile(q)
	if err != nil {
		return Listing[api.Attribution]{}, err
	}
	matches, err := v.collect(ctx, c, from, limit+1)
	if err != nil {
		return Listing[api.Attribution]{}, err
	}
	items := make([]api.Attribution, 0, len(matches))
	for _, m := range matches {
		a, err := v.readAttribution(ctx, m)
		if err != nil {
			return Listing[api.Attribution]{}, err
		}
		items = append(items, a)
	}
	return newListing(items, limit, func(i int) listCursor { return matches[i].cursor() }), nil
}

// Attribution returns one attribution.
func (v *View) Attribution(ctx context.Context, id string) (api.Attribution, error) {
	iri := v.instance("attr", id)
	s, err := v.starOf(ctx, iri)
	if err != nil {
		return api.Attribution{}, err
	}
	if ok, err := v.has(s, vocab.Attribution, vocab.Type); err != nil {
		return api.Attribution{}, err
	} else if !ok {
		return api.Attribution{}, notFound("attribution", id)
	}
	f := fields{v: v, s: s}
	doc := f.iri(vocab.InDocument)
	if f.err != nil {
		return api.Attribution{}, f.err
	}
	return v.readAttribution(ctx, attributionMatch{iri: iri, star: s, doc: documentPosition{iri: doc}})
}

// attributionMatch is an attribution that may be part of a list. It has been read as far as filters and order need.
type attributionMatch struct {
	iri   quad.IRI
	star  star
	doc   documentPosition
	start int // of its content, in code points
}

func (m attributionMatch) compare(n attributionMatch) int {
	return cmp.Or(m.doc.compare(n.doc), cmp.Compare(m.start, n.start), cmp.Compare(m.iri, n.iri))
}

func (m attributionMatch) cursor() listCursor {
	return listCursor{List: attributionList, Issued: m.doc.issued, Doc: m.doc.id, Start: m.start, ID: string(m.iri)}
}

// isBefore reports whether m is at the cursor's position or before it. Nothing is before the start of the list.
func (m attributionMatch) isBefore(at listCursor) bool {
	last := attributionMatch{iri: quad.IRI(at.ID), doc: documentPosition{id: at.Doc, issued: at.Issued}, start: at.Start}
	return !at.isStart() && m.compare(last) <= 0
}

// matchesIn returns the attributions of one document for which accepts returns true, in text order. If only is not nil, it
// reads only those.
func (v *View) matchesIn(ctx context.Context, doc documentPosition, only []quad.IRI, accepts func(star) (bool, error)) ([]attributionMatch, error) {
	if only == nil {
		var err error
		only, err = v.iris(ctx, quad.Quad{Predicate: vocab.Type, Object: vocab.Attribution, Label: doc.iri}, quad.Subject)
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(only)
	var matches []attributionMatch
	for _, iri := range slices.Compact(only) {
		s, err := v.starOf(ctx, iri)
		if err != nil {
			return nil, err
		}
		ok, err := accepts(s)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		content, err := v.passages(ctx, s, vocab.ContentPassage)
		if err != nil {
			return nil, err
		}
		m := attributionMatch{iri: iri, star: s, doc: doc}
		if len(content) > 0 {
			m.start = content[0].span[0]
		}
		matches = append(matches, m)
	}
	slices.SortFunc(matches, attributionMatch.compare)
	return matches, nil
}
