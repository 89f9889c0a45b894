package ingest

import (
	"context"
	"strings"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/document"
	"graphd/internal/ingest/entity/coref"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/rdf"
	"graphd/internal/ingest/text"
)

// Pipeline is the stages from a document to its Result. It is safe for concurrent use.
type Pipeline struct {
	Models
	Resolver  *coref.Resolver
	Gazetteer *Gazetteer
	Base      vocab.Base
}

// New returns the pipeline of the embedded models and lexicons, with what gazetteer knows.
func New(base vocab.Base, gazetteer *Gazetteer) (*Pipeline, error) {
	models, err := EmbeddedModels()
	if err != nil {
		return nil, err
	}
	return NewWith(models, base, gazetteer), nil
}

// NewWith returns the pipeline of models.
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

// Run finds every attribution in doc. The only error is ctx's.
func (p *Pipeline) Run(ctx context.Context, doc document.Document) (Result, error) {
	return p.run(ctx, doc, p.Extractor.Extract)
}

// Explain is Run with the reasons for each attribution.
func (p *Pipeline) Explain(ctx context.Context, doc document.Document) (Result, error) {
	return p.run(ctx, doc, p.Extractor.Explain)
}

func (p *Pipeline) run(ctx context.Context, doc document.Document, extract func(*ling.Layout) []attribution.Attribution) (Result, error) {
	annotation := p.Annotator.Annotate(doc.Text)
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	attributions := extract(ling.NewLayout(doc.Text, annotation))
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	return Result{rdf.Findings{
		Document:     doc,
		Annotation:   annotation,
		Attributions: attributions,
		Resolution:   p.Resolver.Resolve(doc.Text, annotation, phrases(attributions)),
		Version:      p.Version(),
		Base:         p.Base,
		Facts:        p.Gazetteer.Facts,
	}}, ctx.Err()
}

// Version names the stages' versions. The same text under the same version gives the same quads.
func (p *Pipeline) Version() string {
	stages := []string{
		"ling/" + p.Annotator.Version(), "attribution/" + p.Extractor.Version(),
		"entity/" + p.Resolver.Version(), "gazetteer/" + p.Gazetteer.version,
	}
	return strings.Join(stages, " ")
}

// phrases are the parts of attributions that refer to somebody.
func phrases(attributions []attribution.Attribution) []text.Span {
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
