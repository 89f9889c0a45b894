package spans

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"graphd/internal/ingest/attribution/boost"
	"graphd/internal/ingest/attribution/crf"
	"graphd/internal/ingest/attribution/spans/feature"
	"graphd/internal/ingest/attribution/spans/neural"
	"graphd/internal/ingest/ling/modelfile"
)

// Encode returns f as the content of a model file.
func (f *Finder) Encode() ([]byte, error) {
	var w modelfile.FieldWriter
	w.Uint(uint64(f.threshold * thousand))
	w.Uint(uint64(f.minConfidence * thousand))
	f.rates.Write(&w)
	f.cues.Write(&w)
	f.slots.Write(&w)
	for _, m := range slices.Concat([]*boost.Ensemble{f.contents, f.sources}, f.ranker[:], f.right[:]) {
		m.Write(&w)
	}
	kind := Kind
	if f.encoder {
		kind = kindWithEncoder
	}
	return modelfile.Encode(kind, w.Content())
}

const thousand = 1000

// Decode reads the content of a model file. A Finder that was trained with an encoder cannot be used before [Finder.Use].
func Decode(file []byte) (*Finder, error) {
	m := models{}
	content, sum, err := modelfile.Decode(Kind, file)
	if errors.Is(err, modelfile.ErrForeign) {
		m.encoder = true
		content, sum, err = modelfile.Decode(kindWithEncoder, file)
	}
	if err != nil {
		return nil, err
	}
	r := modelfile.NewReader(content)
	m.threshold, m.minConfidence = float64(r.Uint())/thousand, float64(r.Uint())/thousand
	if m.rates, err = feature.ReadRates(r); err != nil {
		return nil, err
	}
	if m.cues, err = crf.Read(r, cueStates); err != nil {
		return nil, fmt.Errorf("cues: %w", err)
	}
	if m.slots, err = crf.Read(r, slotStates()); err != nil {
		return nil, fmt.Errorf("slots: %w", err)
	}
	contents, sources := slotColumns(m.encoder)
	if m.contents, err = boost.Read(r, contents); err != nil {
		return nil, fmt.Errorf("contents: %w", err)
	}
	if m.sources, err = boost.Read(r, sources); err != nil {
		return nil, fmt.Errorf("sources: %w", err)
	}
	for i := range m.ranker {
		if m.ranker[i], err = boost.Read(r, columns(i, m.encoder)); err != nil {
			return nil, fmt.Errorf("ranker: %w", err)
		}
	}
	for i := range m.right {
		if m.right[i], err = boost.Read(r, columns(rounds-1, m.encoder)); err != nil {
			return nil, fmt.Errorf("confidence: %w", err)
		}
	}
	return newFinder(m, sum), r.Err()
}

// File is the name of the model file.
const File = Kind + ".model"

// The names of the embedded models.
const (
	Fast = "fast" // without an encoder
	Full = "full" // with an encoder
)

//go:embed models
var embedded embed.FS

// Embedded returns the Finder with the embedded models called name, [Fast] or [Full], which are read at the first call.
func Embedded(name string) (*Finder, error) {
	open, ok := builtin[name]
	if !ok {
		return nil, fmt.Errorf("no embedded models are called %q: the names are %q and %q", name, Full, Fast)
	}
	return open()
}

var builtin = map[string]func() (*Finder, error){
	Fast: sync.OnceValues(func() (*Finder, error) { return embeddedFinder(Fast) }),
	Full: sync.OnceValues(func() (*Finder, error) { return embeddedFinder(Full) }),
}

func embeddedFinder(name string) (*Finder, error) {
	models, err := fs.Sub(embedded, "models/"+name)
	if err != nil {
		return nil, err
	}
	return New(models)
}

// New reads the models in the folder models: the one for spans and, if that one was trained with an encoder, the encoder. Its
// errors wrap [fs.ErrNotExist], or those of package modelfile where a file is damaged or of another kind or format.
func New(models fs.FS) (*Finder, error) {
	file, err := fs.ReadFile(models, File)
	if err != nil {
		return nil, fmt.Errorf("the model for %s: %w", Kind, err)
	}
	f, err := Decode(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", File, err)
	}
	if f.encoder {
		reader, err := neural.Open(models)
		if err != nil {
			return nil, fmt.Errorf("%s was trained with an encoder: %w", File, err)
		}
		f.Use(reader)
	}
	return f, nil
}

// Use makes f, which was trained with an encoder, read texts with one. It is called once, before f finds anything.
func (f *Finder) Use(reader *neural.Reader) {
	f.reader = reader
	f.version += "-" + reader.Version()
}
