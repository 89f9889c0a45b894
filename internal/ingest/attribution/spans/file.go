package spans

import (
	"fmt"
	"slices"

	"graphd/internal/ingest/attribution/boost"
	"graphd/internal/ingest/attribution/crf"
	"graphd/internal/ingest/ling/modelfile"
)

// Encode is f as a model file.
func (f *Finder) Encode() ([]byte, error) {
	var w modelfile.Writer
	w.Uint(uint64(f.threshold * thousand))
	w.Uint(uint64(f.least * thousand))
	f.rates.write(&w)
	f.cues.Write(&w)
	f.slots.Write(&w)
	for _, m := range slices.Concat([]*boost.Model{f.contents, f.sources}, f.ranker[:], f.right[:]) {
		m.Write(&w)
	}
	return modelfile.Encode(Kind, w.Content())
}

const thousand = 1000

// Decode reads a model file.
func Decode(file []byte) (*Finder, error) {
	content, sum, err := modelfile.Decode(Kind, file)
	if err != nil {
		return nil, err
	}
	r := modelfile.NewReader(content)
	m := models{threshold: float64(r.Uint()) / thousand, least: float64(r.Uint()) / thousand}
	if m.rates, err = readRates(r); err != nil {
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
