package view

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/vocab"
)

const documentList = "documents"

// DocumentFilter selects documents: those that agree with every field that is not empty.
type DocumentFilter struct {
	Mentions string // an entity that it mentions
	Q        string // occurs in its title, in any case
	From, To string // it was issued then: 2020, 2020-07, 2020-07-21, or an RFC 3339 time; inclusive
}

// Documents lists documents, newest first. After is the cursor of the page before, or "".
func (v *View) Documents(ctx context.Context, f DocumentFilter, limit int, after string) (Listing[api.Document], error) {
	from, err := decodeCursor(after, documentList)
	if err != nil {
		return Listing[api.Document]{}, err
	}
	shelf, err := v.chosen(ctx, f)
	if err != nil {
		return Listing[api.Document]{}, err
	}
	shelf = shelf[from.past(shelf):]
	shelf = shelf[:min(limit+1, len(shelf))]
	list := make([]api.Document, 0, len(shelf))
	for _, place := range shelf {
		document, err := v.summary(ctx, place.iri)
		if err != nil {
			return Listing[api.Document]{}, err
		}
		list = append(list, document)
	}
	return listing(list, limit, func(i int) cursor {
		return cursor{List: documentList, Issued: shelf[i].issued, Doc: shelf[i].id}
	}), nil
}

// CountDocuments is how many documents f lets through.
func (v *View) CountDocuments(ctx context.Context, f DocumentFilter) (int, error) {
	shelf, err := v.chosen(ctx, f)
	return len(shelf), err
}

// chosen is the documents that f lets through, in order.
func (v *View) chosen(ctx context.Context, f DocumentFilter) ([]place, error) {
	w, err := parseWindow(f.From, f.To)
	if err != nil {
		return nil, err
	}
	var shelf []place
	if f.Mentions == "" {
		shelf, err = v.shelf(ctx)
	} else {
		shelf, err = v.mentioning(ctx, v.instance("actor", f.Mentions))
	}
	if err != nil {
		return nil, err
	}
	words, kept := strings.ToLower(f.Q), shelf[:0]
	for _, p := range shelf {
		titled, err := v.titled(ctx, p.iri, words)
		if err != nil {
			return nil, err
		}
		if titled && w.holds(p.issued) {
			kept = append(kept, p)
		}
	}
	return kept, nil
}

// titled reports whether a title of the document holds words, which are in lower case; any does where there are none.
func (v *View) titled(ctx context.Context, document quad.IRI, words string) (bool, error) {
	if words == "" {
		return true, nil
	}
	titles, err := v.values(ctx, quad.Quad{Subject: document, Predicate: vocab.Title}, quad.Object)
	return slices.ContainsFunc(titles, func(t quad.Value) bool { return holds(t, words) }), err
}

// mentioning is the documents that mention an entity, in order.
func (v *View) mentioning(ctx context.Context, entity quad.IRI) ([]place, error) {
	documents, err := v.iris(ctx, quad.Quad{Subject: entity, Predicate: vocab.MentionedIn}, quad.Object)
	if err != nil {
		return nil, err
	}
	return v.places(ctx, documents)
}

// Summary reads one document without its text and attributions. Its id may be short, bare or whole.
func (v *View) Summary(ctx context.Context, id string) (api.Document, error) {
	iri := v.instance("doc", id)
	known, err := v.count(ctx, quad.Quad{Subject: iri, Predicate: vocab.Type, Object: vocab.Document}, quad.Subject)
	if err != nil {
		return api.Document{}, err
	}
	if known == 0 {
		return api.Document{}, notFound("document", id)
	}
	return v.summary(ctx, iri)
}

// Text is the normalised text of a document.
func (v *View) Text(ctx context.Context, id string) (string, error) {
	texts, err := v.values(ctx, quad.Quad{Subject: v.instance("doc", id), Predicate: vocab.Text}, quad.Object)
	if err != nil || len(texts) == 0 {
		return "", err
	}
	return textOf(texts[0]), nil
}

// Document reads one document with its text and attributions. Its id may be short, bare or whole.
func (v *View) Document(ctx context.Context, id string) (api.FullDocument, error) {
	iri := v.instance("doc", id)
	s, err := v.starOf(ctx, iri)
	if err != nil {
		return api.FullDocument{}, err
	}
	if !v.has(s, vocab.Type, vocab.Document) {
		return api.FullDocument{}, notFound("document", id)
	}
	d, err := v.summary(ctx, iri)
	if err != nil {
		return api.FullDocument{}, err
	}
	all := func(star) (bool, error) { return true, nil }
	found, err := v.inDocument(ctx, place{iri: iri}, nil, all)
	if err != nil {
		return api.FullDocument{}, err
	}
	full := api.FullDocument{Document: d, Found: make([]api.Attribution, 0, len(found))}
	for _, c := range found {
		a, err := v.attribution(ctx, c)
		if err != nil {
			return api.FullDocument{}, err
		}
		full.Found = append(full.Found, a)
	}
	f := fields{v: v, s: s}
	full.Text = f.text(vocab.Text)
	return full, f.err
}

func (v *View) summary(ctx context.Context, iri quad.IRI) (api.Document, error) {
	s, err := v.starOf(ctx, iri)
	if err != nil {
		return api.Document{}, err
	}
	f := fields{v: v, s: s}
	d := api.Document{
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
		return api.Document{}, f.err
	}
	if d.Subjects, err = v.subjects(ctx, iri); err != nil {
		return api.Document{}, err
	}
	d.Attributions, err = v.count(ctx, quad.Quad{Predicate: vocab.Type, Object: vocab.Attribution, Label: iri}, quad.Subject)
	if err != nil {
		return api.Document{}, err
	}
	d.Entities, err = v.count(ctx, quad.Quad{Predicate: vocab.MentionedIn, Object: iri}, quad.Subject)
	return d, err
}

// subjects are what a document says that it is about, by name.
func (v *View) subjects(ctx context.Context, document quad.IRI) ([]api.EntityRef, error) {
	stated, err := v.iris(ctx, quad.Quad{Subject: document, Predicate: vocab.Subject}, quad.Object)
	if err != nil {
		return nil, err
	}
	return v.entities(ctx, stated)
}

func documentRef(f *fields, id string) api.DocumentRef {
	return api.DocumentRef{
		ID:        id,
		Title:     f.text(vocab.Title),
		Publisher: f.text(vocab.Publisher),
		Issued:    f.text(vocab.Issued),
		URL:       f.text(vocab.URL),
	}
}

// document names a document; each is read once for a view.
func (v *View) document(ctx context.Context, iri quad.IRI) (api.DocumentRef, error) {
	if ref, ok := v.docs[iri]; ok {
		return ref, nil
	}
	s, err := v.starOf(ctx, iri)
	if err != nil {
		return api.DocumentRef{}, err
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
