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

// Attributions lists what f lets through, in document order. After is the cursor of the page before, or "".
func (v *View) Attributions(ctx context.Context, f Filter, limit int, after string) (Listing[api.Attribution], error) {
	from, err := decodeCursor(after, attributionList)
	if err != nil {
		return Listing[api.Attribution]{}, err
	}
	c, err := v.compile(f)
	if err != nil {
		return Listing[api.Attribution]{}, err
	}
	found, err := v.collect(ctx, c, from, limit+1)
	if err != nil {
		return Listing[api.Attribution]{}, err
	}
	items := make([]api.Attribution, 0, len(found))
	for _, candidate := range found {
		a, err := v.attribution(ctx, candidate)
		if err != nil {
			return Listing[api.Attribution]{}, err
		}
		items = append(items, a)
	}
	return listing(items, limit, func(i int) cursor { return found[i].cursor() }), nil
}

// Attribution reads one attribution. Its id may be short, bare or whole.
func (v *View) Attribution(ctx context.Context, id string) (api.Attribution, error) {
	iri := v.instance("attr", id)
	s, err := v.starOf(ctx, iri)
	if err != nil {
		return api.Attribution{}, err
	}
	if !v.has(s, vocab.Type, vocab.Attribution) {
		return api.Attribution{}, notFound("attribution", id)
	}
	f := fields{v: v, s: s}
	doc := f.iri(vocab.InDocument)
	if f.err != nil {
		return api.Attribution{}, f.err
	}
	return v.attribution(ctx, candidate{iri: iri, star: s, doc: place{iri: doc}})
}

// candidate is an attribution on its way into a list: read so far as filters and order need.
type candidate struct {
	iri   quad.IRI
	star  star
	doc   place
	start int // where its content begins, in code points
}

func (c candidate) compare(d candidate) int {
	return cmp.Or(c.doc.compare(d.doc), cmp.Compare(c.start, d.start), cmp.Compare(c.iri, d.iri))
}

func (c candidate) cursor() cursor {
	return cursor{List: attributionList, Issued: c.doc.issued, Doc: c.doc.id, Start: c.start, ID: string(c.iri)}
}

// passed reports whether c was given out before the cursor was.
func (c candidate) passed(at cursor) bool {
	last := candidate{iri: quad.IRI(at.ID), doc: place{id: at.Doc, issued: at.Issued}, start: at.Start}
	return !at.isStart() && c.compare(last) <= 0
}

// inDocument reads the attributions of one document that pass, in text order: among those named, or all where none are.
func (v *View) inDocument(ctx context.Context, doc place, only []quad.IRI, passes func(star) (bool, error)) ([]candidate, error) {
	if only == nil {
		var err error
		only, err = v.iris(ctx, quad.Quad{Predicate: vocab.Type, Object: vocab.Attribution, Label: doc.iri}, quad.Subject)
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(only)
	var found []candidate
	for _, iri := range slices.Compact(only) {
		s, err := v.starOf(ctx, iri)
		if err != nil {
			return nil, err
		}
		ok, err := passes(s)
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
		c := candidate{iri: iri, star: s, doc: doc}
		if len(content) > 0 {
			c.start = content[0].span[0]
		}
		found = append(found, c)
	}
	slices.SortFunc(found, candidate.compare)
	return found, nil
}

// attribution reads the rest of c.
func (v *View) attribution(ctx context.Context, c candidate) (api.Attribution, error) {
	f := fields{v: v, s: c.star}
	a := api.Attribution{
		ID:         v.short(c.iri),
		Form:       f.concept(vocab.Form, vocab.FormList),
		Act:        f.concept(vocab.Act, vocab.ActList),
		Kind:       f.concept(vocab.Kind, vocab.KindList),
		Polarity:   f.concept(vocab.Polarity, vocab.PolarityList),
		Certainty:  f.concept(vocab.Certainty, vocab.CertaintyList),
		Tense:      f.concept(vocab.Tense, vocab.TenseList),
		Confidence: f.float(vocab.Confidence),
		Slots: api.SlotConfidence{
			Source: f.float(vocab.SourceConfidence), Cue: f.float(vocab.CueConfidence), Content: f.float(vocab.ContentConfidence),
		},
		SourceForm: f.concept(vocab.SourceForm, vocab.SourceFormList),
		CueLemma:   f.text(vocab.CueLemma),
		Addressee:  f.text(vocab.Addressee),
		Occasion:   f.text(vocab.Occasion),
		SaidOn:     f.text(vocab.SaidOn),
		Precision:  f.concept(vocab.SaidPrecision, vocab.PrecisionList),
		Text:       f.text(vocab.ContentText),
		Continues:  f.id(vocab.Continues),
		Relations:  f.relations(),
	}
	if f.err != nil {
		return api.Attribution{}, f.err
	}
	if err := v.addWords(ctx, c.star, &a); err != nil {
		return api.Attribution{}, err
	}
	if err := v.addEntities(ctx, &f, &a); err != nil {
		return api.Attribution{}, err
	}
	var err error
	a.Document, err = v.document(ctx, c.doc.iri)
	return a, err
}

// addWords sets the normalised offsets, the words and when it was said, and remembers the ids of the passages.
func (v *View) addWords(ctx context.Context, s star, a *api.Attribution) error {
	var ids PassageIDs
	for _, part := range []struct {
		predicate quad.IRI
		ranges    *[]api.Range
		words     *[]string
		ids       *[]string
	}{
		{vocab.SourcePassage, &a.Normalised.Source, &a.Words.Source, &ids.Source},
		{vocab.CuePassage, &a.Normalised.Cue, &a.Words.Cue, &ids.Cue},
		{vocab.ContentPassage, &a.Normalised.Content, &a.Words.Content, &ids.Content},
	} {
		passages, err := v.passages(ctx, s, part.predicate)
		if err != nil {
			return err
		}
		*part.ranges, *part.words, *part.ids = make([]api.Range, len(passages)), make([]string, len(passages)), make([]string, len(passages))
		for i, p := range passages {
			(*part.ranges)[i], (*part.words)[i], (*part.ids)[i] = p.span, p.exact, v.short(p.iri)
		}
	}
	v.passageIDs[a.ID] = ids
	var err error
	if a.Words.Sentence, err = v.exact(ctx, s, vocab.SentencePassage); err != nil {
		return err
	}
	a.When, err = v.exact(ctx, s, vocab.WhenPassage)
	return err
}

// PassageIDs returns the ids of an attribution's passages, each list parallel to the ranges of that part. Its id may be
// short, bare or whole.
func (v *View) PassageIDs(ctx context.Context, id string) (PassageIDs, error) {
	short := v.short(v.instance("attr", id))
	if _, known := v.passageIDs[short]; !known {
		if _, err := v.Attribution(ctx, id); err != nil {
			return PassageIDs{}, err
		}
	}
	return v.passageIDs[short], nil
}

func (v *View) addEntities(ctx context.Context, f *fields, a *api.Attribution) error {
	for _, who := range []struct {
		predicate quad.IRI
		ref       **api.EntityRef
	}{{vocab.Source, &a.Entity}, {vocab.OnBehalfOf, &a.OnBehalfOf}} {
		iri := f.iri(who.predicate)
		if iri == "" {
			continue
		}
		ref, err := v.entity(ctx, iri)
		if err != nil {
			return err
		}
		*who.ref = &ref
	}
	for _, value := range f.all(vocab.About) {
		iri, ok := value.(quad.IRI)
		if !ok {
			continue
		}
		ref, err := v.entity(ctx, iri)
		if err != nil {
			return err
		}
		a.About = append(a.About, ref)
	}
	return f.err
}
