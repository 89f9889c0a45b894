package ingest

import (
	"context"
	"strings"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/attribution/spans/feature"
	"graphd/internal/ingest/document"
	"graphd/internal/ingest/entity/coref"
	"graphd/internal/ingest/imprint"
	"graphd/internal/ingest/language"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/rdf"
	"graphd/internal/ingest/text"
)

// Pipeline finds attributions and entities in documents. It is immutable and safe for concurrent use.
type Pipeline struct {
	Models
	Resolver  *coref.Resolver
	Gazetteer *Gazetteer
	Base      vocab.Base // beginning of the IRIs of all instances
}

// New returns a pipeline with the embedded models called name, see [EmbeddedModels], and the names and facts of gazetteer.
func New(name string, base vocab.Base, gazetteer *Gazetteer) (*Pipeline, error) {
	models, err := EmbeddedModels(name)
	if err != nil {
		return nil, err
	}
	return NewWith(models, base, gazetteer), nil
}

// NewWith returns a pipeline with models.
func NewWith(models Models, base vocab.Base, gazetteer *Gazetteer) *Pipeline {
	return &Pipeline{
		Models:    models,
		Resolver:  coref.NewResolver(gazetteer.names),
		Gazetteer: gazetteer,
		Base:      base,
	}
}

// Result holds what the pipeline found in one document.
type Result struct {
	rdf.Findings
}

// Run finds the attributions and entities in doc. The only error that it returns is that of ctx.
func (p *Pipeline) Run(ctx context.Context, doc document.Document) (Result, error) {
	return p.run(ctx, doc, p.Extractor.Extract)
}

// Explain does the same as Run and records the reasons for each attribution.
func (p *Pipeline) Explain(ctx context.Context, doc document.Document) (Result, error) {
	return p.run(ctx, doc, p.Extractor.Explain)
}

func (p *Pipeline) run(ctx context.Context, doc document.Document, extract func(context.Context, *feature.HashedText) ([]attribution.Attribution, error)) (Result, error) {
	found := rdf.Findings{Document: doc, Version: p.Version(), Base: p.Base, Facts: p.Gazetteer.Facts}
	annotation := ling.Annotation{}
	if doc.Meta.Languages.IsEnglish() {
		annotation = p.Annotator.Annotate(doc.Text).Without(doc.Meta.Languages.Foreign).Without(imprint.NotProse(doc.Text))
	}
	x, err := p.Extractor.Read(ctx, ling.NewLayout(doc.Text, annotation))
	if err != nil {
		return Result{}, err
	}
	attributions, err := extract(ctx, x)
	if err != nil {
		return Result{}, err
	}
	found.Layout, found.Attributions = x.Layout, attributions
	found.Resolution = p.Resolver.Resolve(x.Layout, sourcePhrases(attributions))
	return Result{found}, ctx.Err()
}

// Version names the versions of all stages. The same text gives the same quads under the same version.
func (p *Pipeline) Version() string {
	stages := []string{
		"ling/" + p.Annotator.Version(), "attribution/" + p.Extractor.Version(),
		"entity/" + p.Resolver.Version(), "gazetteer/" + p.Gazetteer.version, "imprint/" + imprint.Version, "language/" + language.Version, "rdf/" + rdf.Version,
	}
	return strings.Join(stages, " ")
}

// sourcePhrases returns the phrases of attributions that refer to an entity: sources, and whom they speak for.
func sourcePhrases(attributions []attribution.Attribution) []text.Span {
	var spans []text.Span
	for _, a := range attributions {
		if s := a.Source.Phrase(); !s.IsZero() {
			spans = append(spans, s)
		}
		if !a.Source.OnBehalf.IsZero() {
			spans = append(spans, a.Source.OnBehalf)
		}
	}
	return spans
}
