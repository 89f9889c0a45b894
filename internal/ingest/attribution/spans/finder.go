package spans

import (
	"cmp"
	"encoding/hex"
	"math"
	"slices"
	"sync"

	"graphd/internal/ingest/attribution/boost"
	"graphd/internal/ingest/attribution/crf"
	"graphd/internal/ingest/attribution/spans/feature"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/modelfile"
)

// Kind names model files of this package.
const Kind = "spans"

// Finder holds the models that find attributions. It is immutable and safe for concurrent use.
type Finder struct {
	models
	version string
	scratch sync.Pool // of *scratch
}

// models are what training makes.
type models struct {
	rates     feature.Rates
	cues      *crf.Model
	slots     *crf.Model
	contents  *boost.Model // rank the hypotheses of a candidate's slots
	sources   *boost.Model
	ranker    [rounds]*boost.Model
	right     [slots]*boost.Model // the chance that each slot is right
	threshold float64             // the score that a candidate must have
	least     float64             // the chance that all of an attribution must have
}

// The slots of an attribution, in the order in which their chances depend on each other: that there is an attribution with
// this cue; given that, that the source is right; given that, that the content is.
const (
	cueSlot = iota
	sourceSlot
	contentSlot
	slots
)

// rounds is how often candidates are ranked, each time after the first by what became of their neighbours.
const rounds = 2

// scratch is memory that one Find uses at a time.
type scratch struct {
	lattice  crf.Lattice
	cue      feature.CueFeatures
	slot     feature.SlotFeatures
	segments []crf.Segment
	given    []int8
	view     slotView
	row      row
}

// Found is one attribution in words, and for each slot the chance that it is right.
type Found struct {
	Cue     ling.Range
	Head    int        // head word of the cue
	Source  ling.Range // empty where none is stated
	Content []ling.Range

	OfCue, OfSource, OfContent float64
	Score                      float64 // of the ranker
	Reasons                    []Reason
}

// Find finds the attributions in an laid-out text, in the order of their cues.
func (f *Finder) Find(l *ling.Layout) []Found { return f.find(l, false) }

// Explain is Find with the reasons for each attribution, the strongest first.
func (f *Finder) Explain(l *ling.Layout) []Found { return f.find(l, true) }

func (f *Finder) find(l *ling.Layout, explain bool) []Found {
	w := f.scratch.Get().(*scratch)
	defer f.scratch.Put(w)
	k := f.read(w, feature.HashText(l, f.rates))
	var out []Found
	for _, i := range k.choose(f.threshold) {
		x := f.found(w, k, i)
		if x.OfCue*x.OfSource*x.OfContent < f.least {
			continue
		}
		if explain {
			x.Reasons = f.reasons(&w.row)
		}
		out = append(out, x)
	}
	return out
}

// read makes all that there is to be made of a page's candidates.
func (f *Finder) read(w *scratch, p *feature.HashedText) *ranking {
	k := &ranking{text: p, lex: f.rates}
	k.cueChance, k.candidates = scout(w, p, f.cues)
	label(w, p, k.candidates, f.slots)
	k.settle(w, f.contents, f.sources)
	for round := range rounds {
		k.rank(w, f.ranker[round], round)
	}
	k.countSpeakers()
	return k
}

// found is candidate i with its confidence. It leaves the candidate's row in w.
func (f *Finder) found(w *scratch, k *ranking, i int) Found {
	c := &k.candidates[i]
	source, _ := c.source()
	out := Found{Cue: c.cue, Head: c.head, Source: source, Content: c.content(), Score: c.score}
	k.describe(&w.row, i)
	out.OfCue = f.right[cueSlot].Chance(w.row.values)
	out.OfSource = f.right[sourceSlot].Chance(w.row.values)
	out.OfContent = f.right[contentSlot].Chance(w.row.values)
	return out
}

// Version names the models: it changes whenever their output may.
func (f *Finder) Version() string { return f.version }

// rules is the version of what is not trained. Count it up when what is found changes with the same models.
const rules = "spans-2-"

func newFinder(m models, sum modelfile.Sum) *Finder {
	f := &Finder{models: m, version: rules + hex.EncodeToString(sum[:6])}
	f.scratch.New = func() any { return new(scratch) }
	return f
}

// Reason is something that speaks for an attribution, or against it where its weight is negative: what the ranker looked
// at, what it saw there, and what that added to the log odds that the cue is right.
type Reason struct {
	Name   string
	Value  float64
	Weight float64
}

// manyReasons is how many are given.
const manyReasons = 8

// reasons are the strongest that the ranker's last round has for the candidate of a row.
func (f *Finder) reasons(r *row) []Reason {
	effects := make([]float32, len(r.values))
	f.ranker[rounds-1].Effects(r.values, effects)
	out := make([]Reason, len(effects))
	for i, e := range effects {
		out[i] = Reason{Name: r.names[i], Value: float64(r.values[i]), Weight: float64(e)}
	}
	slices.SortStableFunc(out, func(a, b Reason) int { return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)) })
	return out[:min(manyReasons, len(out))]
}
