package view

import (
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/vocab"
)

// PassageIDs holds the ids of the passages of an attribution, each list parallel to the ranges of that part.
type PassageIDs struct{ Source, Cue, Content []string }

// readAttribution reads all of an attribution.
func (v *View) readAttribution(ctx context.Context, m attributionMatch) (api.Attribution, error) {
	f := fields{v: v, s: m.star}
	a := api.Attribution{
		ID:         v.short(m.iri),
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
		Corrected:  f.ids(vocab.CorrectedBy),
	}
	if f.err != nil {
		return api.Attribution{}, f.err
	}
	if err := v.readWords(ctx, m.star, &a); err != nil {
		return api.Attribution{}, err
	}
	if err := v.readEntities(ctx, &f, &a); err != nil {
		return api.Attribution{}, err
	}
	var err error
	a.Document, err = v.documentRef(ctx, m.doc.iri)
	return a, err
}

// readWords reads the normalised offsets and the words of an attribution, and caches the ids of its passages.
func (v *View) readWords(ctx context.Context, s star, a *api.Attribution) error {
	var ids PassageIDs
	for _, part := range []struct {
		predicate quad.IRI
		ranges    *[]api.TextRange
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
		n := len(passages)
		*part.ranges, *part.words, *part.ids = make([]api.TextRange, n), make([]string, n), make([]string, n)
		for i, p := range passages {
			(*part.ranges)[i], (*part.words)[i], (*part.ids)[i] = p.span, p.exact, v.short(p.iri)
		}
	}
	v.passageIDs[a.ID] = ids
	var err error
	if a.Words.Sentence, err = v.firstWords(ctx, s, vocab.SentencePassage); err != nil {
		return err
	}
	a.When, err = v.firstWords(ctx, s, vocab.WhenPassage)
	return err
}

// readEntities reads the source, whom it speaks for, and the entities that the content mentions.
func (v *View) readEntities(ctx context.Context, f *fields, a *api.Attribution) error {
	for _, slot := range []struct {
		predicate quad.IRI
		ref       **api.EntityRef
	}{{vocab.Source, &a.Entity}, {vocab.OnBehalfOf, &a.OnBehalfOf}} {
		iri := f.iri(slot.predicate)
		if iri == "" {
			continue
		}
		ref, err := v.entityRef(ctx, iri)
		if err != nil {
			return err
		}
		*slot.ref = &ref
	}
	var err error
	if a.Members, err = v.refsOf(ctx, f.all(vocab.SourceMember)); err != nil {
		return err
	}
	slices.SortFunc(a.Members, func(x, y api.EntityRef) int { return strings.Compare(x.ID, y.ID) })
	if a.About, err = v.refsOf(ctx, f.all(vocab.About)); err != nil {
		return err
	}
	return f.err
}

// refsOf returns the references to the entities among values, in the same order.
func (v *View) refsOf(ctx context.Context, values []quad.Value) ([]api.EntityRef, error) {
	var refs []api.EntityRef
	for _, value := range values {
		iri, ok := value.(quad.IRI)
		if !ok {
			continue
		}
		ref, err := v.entityRef(ctx, iri)
		if err != nil {
			return nil, err
		}
		refs = append(refs, ref)
	}
	return refs, nil
}

// PassageIDs returns the ids of an attribution's passages. It does not read the graph again for an attribution that the
// view has returned.
func (v *View) PassageIDs(ctx context.Context, id string) (PassageIDs, error) {
	short := v.short(v.instance("attr", id))
	if _, known := v.passageIDs[short]; !known {
		if _, err := v.Attribution(ctx, id); err != nil {
			return PassageIDs{}, err
		}
	}
	return v.passageIDs[short], nil
}
