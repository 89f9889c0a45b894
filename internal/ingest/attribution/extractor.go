package attribution

import (
	"io/fs"

	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/attribution/spans"
	"graphd/internal/ingest/ling"
)

// Extractor finds attributions with trained models and classifies them by rules. It is immutable and safe for concurrent
// use.
type Extractor struct{ finder *spans.Finder }

// New returns the extractor with the embedded model.
func New() (*Extractor, error) {
	finder, err := spans.Default()
	if err != nil {
		return nil, err
	}
	return &Extractor{finder}, nil
}

// Open returns the extractor with the model in the folder models. Its errors wrap those of package modelfile where the file
// is damaged or of another kind or format.
func Open(models fs.FS) (*Extractor, error) {
	finder, err := spans.New(models)
	if err != nil {
		return nil, err
	}
	return &Extractor{finder}, nil
}

// Version identifies the model, the rules and the lexicon: it changes whenever their output may change.
func (e *Extractor) Version() string {
	return rules + e.finder.Version() + "-" + classes.LexiconVersion()
}

// rules is the version of the rules of this package and of package classes. Increase it when their output changes.
const rules = "attribution-6-"

// Extract finds the attributions of l in the order in which they begin. It never fails: without trees or tags it finds fewer
// attributions.
func (e *Extractor) Extract(l *ling.Layout) []Attribution {
	return attributions(l, e.finder.Find(l))
}

// Explain finds attributions as Extract does and adds the strongest reasons to each.
func (e *Extractor) Explain(l *ling.Layout) []Attribution {
	return attributions(l, e.finder.Explain(l))
}

// attributions makes attributions of what the models found.
func attributions(l *ling.Layout, found []spans.Found) []Attribution {
	x := &extraction{classes.NewRules(l)}
	return x.classifyAll(x.withContinuations(x.reports(found)))
}
