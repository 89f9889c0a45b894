package attribution

import (
	"io/fs"

	"graphd/internal/ingest/attribution/spans"
	"graphd/internal/ingest/ling"
)

// Extractor finds attributions by trained models, and tells what they are by rules over syntax and words.
// It is immutable and safe for concurrent use.
type Extractor struct {
	lexicon *lexicon
	finder  *spans.Finder
}

// New is the extractor with the built-in model and lexicon.
func New() (*Extractor, error) {
	finder, err := spans.Default()
	if err != nil {
		return nil, err
	}
	return &Extractor{lexicon: builtin(), finder: finder}, nil
}

// Open is the extractor with the model in the folder models. Its errors wrap those of package modelfile where the file is
// not what it should be.
func Open(models fs.FS) (*Extractor, error) {
	finder, err := spans.New(models)
	if err != nil {
		return nil, err
	}
	return &Extractor{lexicon: builtin(), finder: finder}, nil
}

// Version names the model, the rules and the lexicon: it changes whenever their output may.
func (e *Extractor) Version() string { return rules + e.finder.Version() + "-" + e.lexicon.version }

// rules is the version of the rules. Count it up when their output changes.
const rules = "attribution-5-"

// Extract finds the attributions of l in the order in which they begin.
// It never fails: an annotation without trees or tags yields fewer attributions.
func (e *Extractor) Extract(l *ling.Layout) []Attribution {
	return e.attributions(l, e.finder.Find(l))
}

// Explain is Extract with the strongest reasons for each attribution.
func (e *Extractor) Explain(l *ling.Layout) []Attribution {
	return e.attributions(l, e.finder.Explain(l))
}

func (e *Extractor) attributions(l *ling.Layout, found []spans.Found) []Attribution {
	r := read(l)
	reports := r.continued(e.lexicon, r.reports(found))
	return r.attributions(e.lexicon, reports)
}
