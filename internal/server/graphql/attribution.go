package graphql

import (
	"context"

	gophers "github.com/graph-gophers/graphql-go"

	"graphd/api"
	"graphd/internal/graph/view"
)

// attribution resolves Attribution.
type attribution struct {
	r *requestReader
	api.Attribution
}

// attribution returns one attribution, or nil if there is none.
func (r *requestReader) attribution(ctx context.Context, id string) (*attribution, error) {
	a, err := r.attributions.load(ctx, id)
	if err != nil || a == nil {
		return nil, err
	}
	return &attribution{r, *a}, nil
}

type attributionsArgs struct {
	Filter *attributionFilter
	pageArgs
}

// attributionsOf returns the attributions that match the arguments and fixed.
func (r *requestReader) attributionsOf(a attributionsArgs, fixed api.AttributionQuery) (*countable[*attribution], error) {
	f, err := a.Filter.within(fixed)
	if err != nil {
		return nil, err
	}
	c, err := connect(r, r.attributionLists, f, a.pageArgs, func(a api.Attribution) *attribution {
		r.attributions.prime(a.ID, &a)
		return &attribution{r, a}
	})
	return &countable[*attribution]{c}, err
}

func (a *attribution) ID() gophers.ID                 { return gophers.ID(a.Attribution.ID) }
func (a *attribution) IRI() string                    { return a.r.iri(a.Attribution.ID) }
func (a *attribution) Document() *document            { return &document{a.r, a.Attribution.Document} }
func (a *attribution) Source() *entity                { return a.r.refer(a.Attribution.Entity) }
func (a *attribution) SourceMembers() []*entity       { return a.r.referAll(a.Attribution.Members) }
func (a *attribution) OnBehalfOf() *entity            { return a.r.refer(a.Attribution.OnBehalfOf) }
func (a *attribution) About() []*entity               { return a.r.referAll(a.Attribution.About) }
func (a *attribution) Text() string                   { return a.Attribution.Text }
func (a *attribution) Sentence() *string              { return optional(a.Words.Sentence) }
func (a *attribution) Form() *string                  { return member(a.Attribution.Form) }
func (a *attribution) Act() *string                   { return member(a.Attribution.Act) }
func (a *attribution) Kind() *string                  { return member(a.Attribution.Kind) }
func (a *attribution) Polarity() *string              { return member(a.Attribution.Polarity) }
func (a *attribution) Certainty() *string             { return member(a.Attribution.Certainty) }
func (a *attribution) Tense() *string                 { return member(a.Attribution.Tense) }
func (a *attribution) SourceForm() *string            { return member(a.Attribution.SourceForm) }
func (a *attribution) CueLemma() *string              { return optional(a.Attribution.CueLemma) }
func (a *attribution) Addressee() *string             { return optional(a.Attribution.Addressee) }
func (a *attribution) Occasion() *string              { return optional(a.Attribution.Occasion) }
func (a *attribution) SaidOn() *string                { return optional(a.Attribution.SaidOn) }
func (a *attribution) SaidPrecision() *string         { return member(a.Precision) }
func (a *attribution) Confidence() float64            { return a.Attribution.Confidence }
func (a *attribution) SlotConfidence() slotConfidence { return slotConfidence{a.Slots} }

func (a *attribution) SourcePassages(ctx context.Context) ([]*passage, error) {
	ids, err := a.passageIDs(ctx)
	return a.passages(ids.Source, a.Normalised.Source, a.Words.Source), err
}

func (a *attribution) CuePassages(ctx context.Context) ([]*passage, error) {
	ids, err := a.passageIDs(ctx)
	return a.passages(ids.Cue, a.Normalised.Cue, a.Words.Cue), err
}

func (a *attribution) ContentPassages(ctx context.Context) ([]*passage, error) {
	ids, err := a.passageIDs(ctx)
	return a.passages(ids.Content, a.Normalised.Content, a.Words.Content), err
}

// passageIDs returns the ids of the passages of each part.
func (a *attribution) passageIDs(ctx context.Context) (view.PassageIDs, error) {
	return read(ctx, a.r, func(v *view.View) (view.PassageIDs, error) { return v.PassageIDs(ctx, a.Attribution.ID) })
}

func (a *attribution) Continues(ctx context.Context) (*attribution, error) {
	if a.Attribution.Continues == "" {
		return nil, nil
	}
	return a.r.attribution(ctx, a.Attribution.Continues)
}

func (a *attribution) ContinuedBy(ctx context.Context) ([]*attribution, error) {
	ids, err := read(ctx, a.r, func(v *view.View) ([]string, error) { return v.Continuing(ctx, a.Attribution.ID) })
	found := make([]*attribution, 0, len(ids))
	for _, id := range ids {
		next, err := a.r.attribution(ctx, id)
		if err != nil {
			return nil, err
		}
		if next != nil {
			found = append(found, next)
		}
	}
	return found, err
}

func (a *attribution) Relations(ctx context.Context) ([]*relationResolver, error) {
	return a.r.relatedTo(ctx, a.Attribution.Relations)
}

func (a *attribution) RelatedBy(ctx context.Context) ([]*relationResolver, error) {
	relations, err := read(ctx, a.r, func(v *view.View) ([]api.AttributionRelation, error) { return v.RelatedBy(ctx, a.Attribution.ID) })
	if err != nil {
		return nil, err
	}
	return a.r.relatedTo(ctx, relations)
}

// relationResolver resolves Relation.
type relationResolver struct {
	kind  string
	other *attribution
}

func (r *relationResolver) Type() string              { return r.kind }
func (r *relationResolver) Attribution() *attribution { return r.other }

// relatedTo returns the attributions at the other ends of relations.
func (r *requestReader) relatedTo(ctx context.Context, relations []api.AttributionRelation) ([]*relationResolver, error) {
	found := make([]*relationResolver, 0, len(relations))
	for _, relation := range relations {
		other, err := r.attribution(ctx, relation.To)
		if err != nil {
			return nil, err
		}
		if other != nil {
			found = append(found, &relationResolver{relation.Type, other})
		}
	}
	return found, nil
}

// passages returns the passages of one part.
func (a *attribution) passages(ids []string, spans []api.TextRange, words []string) []*passage {
	passages := make([]*passage, len(ids))
	for i, id := range ids {
		passages[i] = &passage{r: a.r, doc: a.Document(), known: view.Passage{ID: id, Span: spans[i], Exact: words[i]}}
	}
	return passages
}

// slotConfidence resolves SlotConfidence.
type slotConfidence struct{ c api.SlotConfidence }

func (s slotConfidence) Source() float64  { return s.c.Source }
func (s slotConfidence) Cue() float64     { return s.c.Cue }
func (s slotConfidence) Content() float64 { return s.c.Content }
