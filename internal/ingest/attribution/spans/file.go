package spans

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"graphd/internal/ingest/attribution/boost"
	"graphd/internal/ingest/attribution/crf"
	"graphd/internal/ingest/attribution/spans/feature"
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
	return modelfile.Encode(Kind, w.Content())
}

const thousand = 1000

// Decode reads the content of a model file.
func Decode(file []byte) (*Finder, error) {
	content, sum, err := modelfile.Decode(Kind, file)
	if err != nil {
		return nil, err
	}
	r := modelfile.NewReader(content)
	m := models{threshold: float64(r.Uint()) / thousand, minConfidence: float64(r.Uint()) / thousand}
	if m.rates, err = feature.ReadRates(r); err != nil {
		return nil, err
	}
	if m.cues, err = crf.Read(r, cueStates); err != nil {
		return nil, fmt.Errorf("cues: %w", err)
	}
	if m.slots, err = crf.Read(r, slotStates()); err != nil {
		return nil, fmt.Errorf("slots: %w", err)
	}
	contents, sources := slotColumns()
	if m.contents, err = boost.Read(r, contents); err != nil {
		return nil, fmt.Errorf("contents: %w", err)
	}
	if m.sources, err = boost.Read(r, sources); err != nil {
		return nil, fmt.Errorf("sources: %w", err)
	}
	for i := range m.ranker {
		if m.ranker[i], err = boost.Read(r, columns(i)); err != nil {
			return nil, fmt.Errorf("ranker: %w", err)
		}
	}
	for i := range m.right {
		if m.right[i], err = boost.Read(r, columns(rounds-1)); err != nil {
			return nil, fmt.Errorf("confidence: %w", err)
		}
	}
	return newFinder(m, sum), r.Err()
}

// File is the name of the model file.
const File = Kind + ".model"

//go:embed models/*.model
var embedded embed.FS

// Default returns the Finder with the embedded model, which is read at the first call.
func Default() (*Finder, error) { return builtin() }

var builtin = sync.OnceValues(func() (*Finder, error) {
	models, err := fs.Sub(embedded, "models")
	if err != nil {
		return nil, err
	}
	return New(models)
})

// New reads the model in the folder models. Its errors wrap those of package modelfile where the file is damaged or of
// another kind or format.
func New(models fs.FS) (*Finder, error) {
	file, err := fs.ReadFile(models, File)
	if err != nil {
		return nil, fmt.Errorf("the model for %s: %w", Kind, err)
	}
	f, err := Decode(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", File, err)
	}
	return f, nil
}
