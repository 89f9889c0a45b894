package attribution

import (
	"context"
	"io/fs"

	"graphd/internal/ingest/attribution/calibration"
	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/attribution/spans"
	"graphd/internal/ingest/attribution/spans/feature"
	"graphd/internal/ingest/ling"
)

// Extractor finds attributions with trained models and classifies them by rules. It is immutable and safe for concurrent
// use.
type Extractor struct {
	finder     *spans.Finder
	correction calibration.Correction // of the models' confidences
}

// The names of the embedded models.
const (
	Fast = spans.Fast // linear models and trees
	Full = spans.Full // the same kinds of models on the output of a pretrained encoder
)

// New returns the extractor with the embedded models called name, [Fast] or [Full].
func New(name string) (*Extractor, error) {
	finder, err := spans.Embedded(name)
	if err != nil {
		return nil, err
	}
	return newExtractor(finder)
}

// Open returns the extractor with the model in the folder models. Its errors wrap those of package modelfile where the file
// is damaged or of another kind or format.
func Open(models fs.FS) (*Extractor, error) {
	finder, err := spans.New(models)
	if err != nil {
		return nil, err
	}
	return newExtractor(finder)
}

// newExtractor returns the extractor with the correction for models of the finder's kind.
func newExtractor(finder *spans.Finder) (*Extractor, error) {
	correction, err := calibration.Embedded(finder.Name())
	return &Extractor{finder, correction}, err
}

// Version identifies the model, the rules and the lexicon: it changes whenever their output may change.
func (e *Extractor) Version() string {
	return rules + e.finder.Version() + "-" + classes.LexiconVersion() + "-" + calibration.Version()
}

// rules is the version of the rules of this package and of package classes. Increase it when their output changes.
const rules = "attribution-10-"

// Read returns l as the models see it. If they have an encoder, it reads l, and the layout of the result has the names that it
// finds. The only error that Read returns is that of ctx.
func (e *Extractor) Read(ctx context.Context, l *ling.Layout) (*feature.HashedText, error) {
	return e.finder.Read(ctx, l)
}

// Extract finds the attributions of a text in the order in which they begin. Without trees or tags it finds fewer attributions.
// The only error that it returns is that of ctx.
func (e *Extractor) Extract(ctx context.Context, x *feature.HashedText) ([]Attribution, error) {
	found, err := e.finder.Find(ctx, x)
	return e.attributions(x.Layout, found), err
}

// Explain finds attributions as Extract does and adds the strongest reasons to each.
func (e *Extractor) Explain(ctx context.Context, x *feature.HashedText) ([]Attribution, error) {
	found, err := e.finder.Explain(ctx, x)
	return e.attributions(x.Layout, found), err
}

// attributions makes attributions of what the models found.
func (e *Extractor) attributions(l *ling.Layout, found []spans.Found) []Attribution {
	x := &extraction{Rules: classes.NewRules(l), correction: e.correction}
	reports := x.withTurns(x.reports(found))
	reports = x.withPosts(x.withAnnounced(reports))
	reports = x.withoutNarrator(x.withNested(reports))
	return x.classifyAll(x.withContinuations(reports))
}
