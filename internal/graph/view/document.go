package view

import (
	"cmp"
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/vocab"
)

// Summary returns a document without its text and attributions.
func (v *View) Summary(ctx context.Context, id string) (api.Document, error) {
	iri := v.instance("doc", id)
	n, err := v.count(ctx, quad.Quad{Subject: iri, Predicate: vocab.Type, Object: vocab.Document}, quad.Subject)
	if err != nil {
		return api.Document{}, err
	}
	if n == 0 {
		return api.Document{}, notFound("document", id)
	}
	return v.readDocument(ctx, iri)
}

// Text returns the normalised text of a document; "" if it is not in the graph.
func (v *View) Text(ctx context.Context, id string) (string, error) {
	texts, err := v.values(ctx, quad.Quad{Subject: v.instance("doc", id), Predicate: vocab.Text}, quad.Object)
	if err != nil || len(texts) == 0 {
		return "", err
	}
	return textOf(texts[0]), nil
}

// Document returns a document with its text and those of its attributions that have at least the confidence of bound.
func (v *View) Document(ctx context.Context, id string, bound api.LeastConfidence) (api.FullDocument, error) {
	iri := v.instance("doc", id)
	s, err := v.starOf(ctx, iri)
	if err != nil {
		return api.FullDocument{}, err
	}
	if ok, err := v.has(s, vocab.Document, vocab.Type); err != nil {
		return api.FullDocument{}, err
	} else if !ok {
		return api.FullDocument{}, notFound("document", id)
	}
	document, err := v.readDocument(ctx, iri)
	if err != nil {
		return api.FullDocument{}, err
	}
	accepts := func(s star) (bool, error) {
		f := fields{v: v, s: s}
		return f.isAtLeast(bound.MinConfidence), f.err
	}
	matches, err := v.matchesIn(ctx, documentPosition{iri: iri}, nil, accepts)
	if err != nil {
		return api.FullDocument{}, err
	}
	full := api.FullDocument{Document: document, Found: make([]api.Attribution, 0, len(matches))}
	for _, m := range matches {
		a, err := v.readAttribution(ctx, m)
		if err != nil {
			return api.FullDocument{}, err
		}
		full.Found = append(full.Found, a)
	}
	f := fields{v: v, s: s}
	full.Text = f.text(vocab.Text)
	return full, f.err
}

// readDocument reads the metadata and the counts of a document.
func (v *View) readDocument(ctx context.Context, iri quad.IRI) (api.Document, error) {
	s, err := v.starOf(ctx, iri)
	if err != nil {
		return api.Document{}, err
	}
	f := fields{v: v, s: s}
	d := api.Document{
		DocumentRef: f.documentRef(v.short(iri)),
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
	if d.Publications, err = v.publications(ctx, iri, s); err != nil {
		return api.Document{}, err
	}
	d.Identifier = d.Publications[0].Identifier // the graph has those of all publications on the document
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

// publications returns the publications of a document whose star is s: by date, those without a date last, then in the order
// in which the graph learned of them. A document that an older version of graphd stored has none; its own metadata then
// describe one publication for each of its identifiers.
func (v *View) publications(ctx context.Context, document quad.IRI, s star) ([]api.Publication, error) {
	f := fields{v: v, s: s}
	var found []api.Publication
	for _, value := range f.all(vocab.WorkExample) {
		iri, ok := value.(quad.IRI)
		if !ok {
			continue
		}
		own, err := v.starOf(ctx, iri)
		if err != nil {
			return nil, err
		}
		p := fields{v: v, s: own}
		found = append(found, p.publication(v.short(iri)))
		if p.err != nil {
			return nil, p.err
		}
	}
	if len(found) == 0 {
		for _, identifier := range f.texts(vocab.Identifier) {
			found = append(found, f.asPublication(v.short(v.base.PublicationIRI(document, identifier)), identifier))
		}
	}
	if len(found) == 0 {
		_, local, _ := v.base.Split(document)
		found = []api.Publication{f.asPublication(v.short(v.base.PublicationIRI(document, local)), "")}
	}
	slices.SortFunc(found, comparePublications)
	return found, f.err
}

func comparePublications(a, b api.Publication) int {
	if (a.Issued == "") != (b.Issued == "") {
		return cmp.Compare(b.Issued, a.Issued)
	}
	return cmp.Or(cmp.Compare(a.Issued, b.Issued), cmp.Compare(a.Recorded, b.Recorded), cmp.Compare(a.ID, b.ID))
}

// publication returns the publication with the short id whose fields f are.
func (f *fields) publication(id string) api.Publication {
	return api.Publication{
		ID:         id,
		Title:      f.text(vocab.Headline),
		Publisher:  f.text(vocab.PublishedBy),
		Authors:    f.texts(vocab.Author),
		Issued:     f.text(vocab.DatePublished),
		URL:        f.text(vocab.URL),
		Identifier: f.text(vocab.PublishedIdentifier),
		Language:   f.text(vocab.InLanguage),
		MediaType:  f.text(vocab.EncodingFormat),
		Keywords:   f.texts(vocab.Keywords),
		Recorded:   f.text(vocab.Recorded),
	}
}

// asPublication returns the metadata of a document as those of a publication with the short id.
func (f *fields) asPublication(id, identifier string) api.Publication {
	return api.Publication{
		ID:         id,
		Title:      f.text(vocab.Title),
		Publisher:  f.text(vocab.Publisher),
		Authors:    f.texts(vocab.Creator),
		Issued:     f.text(vocab.Issued),
		URL:        f.text(vocab.URL),
		Identifier: identifier,
		Language:   f.text(vocab.Language),
		MediaType:  f.text(vocab.MediaType),
		Recorded:   f.text(vocab.Recorded),
	}
}

// subjects returns the topics and entities that the document's keywords name, by name.
func (v *View) subjects(ctx context.Context, document quad.IRI) ([]api.EntityRef, error) {
	iris, err := v.iris(ctx, quad.Quad{Subject: document, Predicate: vocab.Subject}, quad.Object)
	if err != nil {
		return nil, err
	}
	return v.entityRefs(ctx, iris)
}

func (f *fields) documentRef(id string) api.DocumentRef {
	return api.DocumentRef{
		ID:        id,
		Title:     f.text(vocab.Title),
		Publisher: f.text(vocab.Publisher),
		Issued:    f.text(vocab.Issued),
		URL:       f.text(vocab.URL),
	}
}

// documentRef returns the reference to a document. A view reads each document once.
func (v *View) documentRef(ctx context.Context, iri quad.IRI) (api.DocumentRef, error) {
	if ref, ok := v.documents[iri]; ok {
		return ref, nil
	}
	s, err := v.starOf(ctx, iri)
	if err != nil {
		return api.DocumentRef{}, err
	}
	f := fields{v: v, s: s}
	ref := f.documentRef(v.short(iri))
	v.documents[iri] = ref
	return ref, f.err
}
