package view

import (
	"cmp"
	"context"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
)

const documentList = "documents"

// Documents lists documents, newest first. After is the cursor of the page before, or "".
func (v *View) Documents(ctx context.Context, limit int, after string) (Page[Document], error) {
	from, err := decodeCursor(after, documentList)
	if err != nil {
		return Page[Document]{}, err
	}
	shelf, err := v.shelf(ctx)
	if err != nil {
		return Page[Document]{}, err
	}
	shelf = shelf[from.past(shelf):]
	list := make([]Document, 0, min(limit+1, len(shelf)))
	for _, place := range shelf[:min(limit+1, len(shelf))] {
		document, err := v.summary(ctx, place.iri)
		if err != nil {
			return Page[Document]{}, err
		}
		list = append(list, document)
	}
	return page(list, limit, func(d Document) cursor {
		return cursor{List: documentList, Issued: d.Issued, Doc: d.ID}
	}), nil
}

// Document reads one document with its text and attributions. Its id may be short, bare or whole.
func (v *View) Document(ctx context.Context, id string) (FullDocument, error) {
	iri := v.instance("doc", id)
	s, err := v.starOf(ctx, iri)
	if err != nil {
		return FullDocument{}, err
	}
	if !v.has(s, vocab.Type, vocab.Document) {
		return FullDocument{}, notFound("document", id)
	}
	d, err := v.summary(ctx, iri)
	if err != nil {
		return FullDocument{}, err
	}
	all := func(star) (bool, error) { return true, nil }
	found, err := v.inDocument(ctx, place{iri: iri}, nil, all)
	if err != nil {
		return FullDocument{}, err
	}
	full := FullDocument{Document: d, Found: make([]Attribution, 0, len(found))}
	for _, c := range found {
		a, err := v.attribution(ctx, c)
		if err != nil {
			return FullDocument{}, err
		}
		full.Found = append(full.Found, a)
	}
	f := fields{v: v, s: s}
	full.Text = f.text(vocab.Text)
	return full, f.err
}

func (v *View) summary(ctx context.Context, iri quad.IRI) (Document, error) {
	s, err := v.starOf(ctx, iri)
	if err != nil {
		return Document{}, err
	}
	f := fields{v: v, s: s}
	d := Document{
		DocumentRef: documentRef(&f, v.short(iri)),
		Identifier:  f.text(vocab.Identifier),
		Authors:     f.texts(vocab.Creator),
		Language:    f.text(vocab.Language),
		MediaType:   f.text(vocab.MediaType),
		TextHash:    f.text(vocab.TextHash),
		Recorded:    f.text(vocab.Recorded),
		RevisionOf:  f.id(vocab.WasRevisionOf),
	}
	if f.err != nil {
		return Document{}, f.err
	}
	d.Attributions, err = v.count(ctx, quad.Quad{Predicate: vocab.Type, Object: vocab.Attribution, Label: iri}, quad.Subject)
	if err != nil {
		return Document{}, err
	}
	d.Entities, err = v.count(ctx, quad.Quad{Predicate: vocab.MentionedIn, Object: iri}, quad.Subject)
	return d, err
}

func documentRef(f *fields, id string) DocumentRef {
	return DocumentRef{
		ID:        id,
		Title:     f.text(vocab.Title),
		Publisher: f.text(vocab.Publisher),
		Issued:    f.text(vocab.Issued),
		URL:       f.text(vocab.URL),
	}
}

// document names a document; each is read once for a view.
func (v *View) document(ctx context.Context, iri quad.IRI) (DocumentRef, error) {
	if ref, ok := v.docs[iri]; ok {
		return ref, nil
	}
	s, err := v.starOf(ctx, iri)
	if err != nil {
		return DocumentRef{}, err
	}
	f := fields{v: v, s: s}
	ref := documentRef(&f, v.short(iri))
	v.docs[iri] = ref
	return ref, f.err
}

// place is where a document stands in the order of documents.
type place struct {
	iri    quad.IRI
	id     string // short
	issued string
}

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(q.issued, p.issued), cmp.Compare(p.id, q.id))
}

// past is the index of the first place after c.
func (c cursor) past(shelf []place) int {
	if c.isStart() {
		return 0
	}
	i, found := slices.BinarySearchFunc(shelf, place{id: c.Doc, issued: c.Issued}, place.compare)
	if found {
		i++
	}
	return i
}

// shelf is every document in order: two index scans, each as long as there are documents.
func (v *View) shelf(ctx context.Context) ([]place, error) {
	documents, err := v.iris(ctx, quad.Quad{Predicate: vocab.Type, Object: vocab.Document}, quad.Subject)
	if err != nil {
		return nil, err
	}
	issued := map[any]string{} // by key of the document's reference
	err = v.match(ctx, quad.Quad{Predicate: vocab.Issued}, func(q graph.Ref) error {
		date, err := v.name(v.qs.QuadDirection(q, quad.Object))
		document := v.qs.QuadDirection(q, quad.Subject).Key()
		if text := textOf(date); issued[document] == "" || text < issued[document] {
			issued[document] = text
		}
		return err
	})
	shelf := make([]place, len(documents))
	for i, iri := range documents {
		shelf[i] = place{iri: iri, id: v.short(iri), issued: issued[v.qs.ValueOf(iri).Key()]}
	}
	slices.SortFunc(shelf, place.compare)
	return shelf, err
}

// places are some documents in order.
func (v *View) places(ctx context.Context, documents []quad.IRI) ([]place, error) {
	shelf := make([]place, 0, len(documents))
	for _, iri := range documents {
		issued, err := v.values(ctx, quad.Quad{Subject: iri, Predicate: vocab.Issued}, quad.Object)
		if err != nil {
			return nil, err
		}
		p := place{iri: iri, id: v.short(iri)}
		if len(issued) > 0 {
			p.issued = textOf(issued[0])
		}
		shelf = append(shelf, p)
	}
	slices.SortFunc(shelf, place.compare)
	return shelf, nil
}
