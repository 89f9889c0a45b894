package ling

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"sync"

	"graphd/internal/ingest/ling/lemma"
	"graphd/internal/ingest/ling/modelfile"
	"graphd/internal/ingest/ling/namer"
	"graphd/internal/ingest/ling/parser"
	"graphd/internal/ingest/ling/tagger"
	"graphd/internal/ingest/text"
)

// Annotator holds the models that annotate English text. It is immutable and safe for concurrent use.
type Annotator struct {
	tagger     *tagger.Tagger
	lemmatizer *lemma.Lemmatizer
	parser     *parser.Parser
	namer      *namer.Namer
	version    string
	scratch    sync.Pool // of *annotationScratch
}

// New reads the models in the folder models: tagger.model, lemma.model, parser.model and names.model. Its errors wrap those
// of package modelfile where a file is damaged or of another kind or format.
func New(models fs.FS) (*Annotator, error) {
	a := &Annotator{}
	l := modelLoader{models: models, sum: sha256.New()}
	a.tagger = load(&l, tagger.Kind, tagger.Decode)
	a.lemmatizer = load(&l, lemma.Kind, lemma.Decode)
	a.parser = load(&l, parser.Kind, parser.Decode)
	a.namer = load(&l, namer.Kind, namer.Decode)
	if l.err != nil {
		return nil, l.err
	}
	a.version = rules + hex.EncodeToString(l.sum.Sum(nil)[:6])
	a.scratch.New = func() any { return new(annotationScratch) }
	return a, nil
}

//go:embed models/*.model
var embeddedModels embed.FS

// Default returns the Annotator with the embedded models, which are read at the first call.
func Default() (*Annotator, error) { return embedded() }

var embedded = sync.OnceValues(func() (*Annotator, error) {
	models, err := fs.Sub(embeddedModels, "models")
	if err != nil {
		return nil, err
	}
	return New(models)
})

// rules is the version of everything that is not trained: tokens and sentences, quotations, conversion to Universal
// Dependencies 2, lists of names. Increase it when its output changes.
const rules = "ling-5-"

// modelLoader reads model files and keeps the first error.
type modelLoader struct {
	models fs.FS
	sum    interface {
		Write([]byte) (int, error)
		Sum([]byte) []byte
	}
	err error
}

// load reads and decodes the model file of a kind. It does nothing after an error.
func load[T any](l *modelLoader, kind string, decode func([]byte) (T, modelfile.Sum, error)) (model T) {
	if l.err != nil {
		return model
	}
	name := kind + ".model"
	file, err := fs.ReadFile(l.models, name)
	if err != nil {
		l.err = fmt.Errorf("the model for %s: %w", kind, err)
		return model
	}
	model, sum, err := decode(file)
	if err != nil {
		l.err = fmt.Errorf("%s: %w", name, err)
		return model
	}
	_, _ = l.sum.Write(sum[:]) // a hash returns no error
	return model
}

// Version identifies the models and the rules around them: it changes whenever their output may change.
func (a *Annotator) Version() string { return a.version }

// Layout annotates t and lays it out.
func (a *Annotator) Layout(t text.Text) *Layout { return NewLayout(t, a.Annotate(t)) }

// Annotate annotates t.
func (a *Annotator) Annotate(t text.Text) Annotation {
	w := a.scratch.Get().(*annotationScratch)
	defer a.scratch.Put(w)
	w.history = namer.History{}
	out, normals := segment(t)
	for i := range out.Sentences {
		a.analyse(w, out.Sentences[i].Tokens, normals[i])
	}
	return out
}
