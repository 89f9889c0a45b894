package spans

import (
	"cmp"
	"context"
	"encoding/hex"
	"math"
	"slices"
	"sync"

	"graphd/internal/ingest/attribution/boost"
	"graphd/internal/ingest/attribution/crf"
	"graphd/internal/ingest/attribution/spans/feature"
	"graphd/internal/ingest/attribution/spans/neural"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/modelfile"
)

// The kinds of the model files of this package: of models without and with an encoder.
const (
	Kind            = "spans"
	kindWithEncoder = "spans with encoder"
)

// Finder holds the models that find attributions. It is immutable and safe for concurrent use.
type Finder struct {
	models
	reader  *neural.Reader // nil for models trained without an encoder
	name    string
	version string
	scratch sync.Pool // of *findScratch
}

// models are the result of training.
type models struct {
	encoder       bool // whether they read texts with an encoder
	rates         feature.Rates
	cues          *crf.Model
	slots         *crf.Model
	contents      *boost.Ensemble // rerank the hypotheses of a candidate's slots
	sources       *boost.Ensemble
	ranker        [rounds]*boost.Ensemble
	right         [slots]*boost.Ensemble // probability that each slot is right
	threshold     float64                // least score of a candidate
	minConfidence float64                // least probability that the whole attribution is right
}

// The slots of an attribution. The probability of each is conditional on those before it: the cue is right; given that, the
// source; given both, the content.
const (
	cueSlot = iota
	sourceSlot
	contentSlot
	slots
)

// rounds is the number of rounds of ranking. Each round after the first uses the scores of the neighbours in the round
// before.
const rounds = 2

// findScratch is the working memory of one call of Find at a time.
type findScratch struct {
	lattice  crf.Lattice
	cue      feature.CueFeatures
	slot     feature.SlotFeatures
	roles    neural.RoleScorer
	segments []crf.Segment
	given    []int8
	view     slotView
	row      row
}

// Found is one attribution as ranges of words, with the probability that each slot is right.
type Found struct {
	Cue     ling.Range
	Head    int        // head word of the cue
	Source  ling.Range // empty where none is stated
	Content []ling.Range

	OfCue, OfSource, OfContent float64
	Score                      float64 // of the ranker
	Reasons                    []Evidence
}

// Read returns l as the models see it. If they have an encoder, it reads l, and the layout of the result has the names that it
// finds. The only error that Read returns is that of ctx.
func (f *Finder) Read(ctx context.Context, l *ling.Layout) (*feature.HashedText, error) {
	if !f.encoder {
		return feature.HashText(l, f.rates), ctx.Err()
	}
	reading, err := f.reader.Read(ctx, l)
	if err != nil {
		return nil, err
	}
	text := feature.HashText(l.Renamed(reading.Names(l)), f.rates)
	text.Neural = reading
	return text, nil
}

// Find returns the attributions in a text in the order of their cues. The only error that it returns is that of ctx.
func (f *Finder) Find(ctx context.Context, text *feature.HashedText) ([]Found, error) {
	return f.find(ctx, text, false)
}

// Explain finds attributions as Find does and adds the reasons for each, the strongest first.
func (f *Finder) Explain(ctx context.Context, text *feature.HashedText) ([]Found, error) {
	return f.find(ctx, text, true)
}

func (f *Finder) find(ctx context.Context, text *feature.HashedText, explain bool) ([]Found, error) {
	w := f.scratch.Get().(*findScratch)
	defer f.scratch.Put(w)
	k := f.read(w, text)
	var out []Found
	for _, i := range k.choose(f.threshold) {
		x := f.found(w, k, i)
		if x.OfCue*x.OfSource*x.OfContent < f.minConfidence {
			continue
		}
		if explain {
			x.Reasons = f.reasons(&w.row)
		}
		out = append(out, x)
	}
	return out, ctx.Err()
}

// read finds, labels and scores the candidates of a text.
func (f *Finder) read(w *findScratch, p *feature.HashedText) *ranking {
	k := &ranking{text: p, lex: f.rates}
	k.cueMarginal, k.candidates = scout(w, p, f.cues)
	label(w, p, k.candidates, f.slots)
	k.settle(w, f.contents, f.sources)
	for round := range rounds {
		k.rank(w, f.ranker[round], round)
	}
	k.countSpeakers()
	return k
}

// found returns candidate i with its confidence. It leaves the candidate's row in w.
func (f *Finder) found(w *findScratch, k *ranking, i int) Found {
	c := &k.candidates[i]
	source, _ := c.source()
	out := Found{Cue: c.cue, Head: c.head, Source: source, Content: c.content(), Score: c.score}
	k.describe(&w.row, i)
	out.OfCue = f.right[cueSlot].Probability(w.row.values)
	out.OfSource = f.right[sourceSlot].Probability(w.row.values)
	out.OfContent = f.right[contentSlot].Probability(w.row.values)
	return out
}

// Name returns the kind of the models, [Fast] or [Full].
func (f *Finder) Name() string { return f.name }

// Version identifies the models and the code around them: it changes whenever their output may change.
func (f *Finder) Version() string { return f.version }

// rules is the version of the code around the models. Increase it when it finds something else with the same models.
const rules = "spans-3-"

func newFinder(m models, sum modelfile.Sum) *Finder {
	name := Fast
	if m.encoder {
		name = Full
	}
	f := &Finder{models: m, name: name, version: rules + name + "-" + hex.EncodeToString(sum[:6])}
	f.scratch.New = func() any { return new(findScratch) }
	return f
}

// Evidence speaks for an attribution, or against it if its weight is negative: the name of a feature of the ranker, its
// value, and what it added to the log odds that the cue is right.
type Evidence struct {
	Name   string
	Value  float64
	Weight float64
}

// maxReasons is the number of reasons that Explain gives.
const maxReasons = 8

// reasons returns the strongest reasons of the last round of ranking for the candidate described by r.
func (f *Finder) reasons(r *row) []Evidence {
	effects := make([]float32, len(r.values))
	f.ranker[rounds-1].Effects(r.values, effects)
	out := make([]Evidence, len(effects))
	for i, e := range effects {
		out[i] = Evidence{Name: r.names[i], Value: float64(r.values[i]), Weight: float64(e)}
	}
	slices.SortStableFunc(out, func(a, b Evidence) int { return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)) })
	return out[:min(maxReasons, len(out))]
}
