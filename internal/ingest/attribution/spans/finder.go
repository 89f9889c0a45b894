package spans

import (
	"encoding/hex"
	"fmt"
	"slices"
	"sync"

	"graphd/internal/ingest/attribution/boost"
	"graphd/internal/ingest/attribution/crf"
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
	rates     rates
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
	cue      cueFeatures
	slot     slotFeatures
	segments []crf.Segment
	given    []int8
	view     slotView
	row      row
}

// Found is one attribution in words, and for each slot the chance that it is right.
type Found struct {
	Cue     Run
	Head    int // head word of the cue
	Source  Run // empty where none is stated
	Content []Run

	OfCue, OfSource, OfContent float64
	Score                      float64 // of the ranker
	Reasons                    []Reason
}

// Find finds the attributions in an annotated text, in the order of their cues.
func (f *Finder) Find(a ling.Annotation) []Found { return f.find(a, false) }

// Explain is Find with the reasons for each attribution, the strongest first.
func (f *Finder) Explain(a ling.Annotation) []Found { return f.find(a, true) }

func (f *Finder) find(a ling.Annotation, explain bool) []Found {
	w := f.scratch.Get().(*scratch)
	defer f.scratch.Put(w)
	k := f.read(w, newPage(a, f.rates))
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
func (f *Finder) read(w *scratch, p *page) *ranking {
	k := &ranking{page: p, lex: f.rates}
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

// Bounds on cue candidates.
const (
	leastCue   = 0.03
	longestCue = 14 // words
)

// scout finds the stretches that may be cues, in order, and the chance of every word of being in one.
func scout(w *scratch, p *page, cues *crf.Model) (chances []float32, out []candidate) {
	chances = make([]float32, len(p.words))
	for _, s := range p.sentences {
		w.cue.turn(p, s)
		cues.Read(&w.lattice, s.len(), nil, func(buffer []uint32, i int) []uint32 { return w.cue.at(buffer, s.From+i) })
		for i := range s.len() {
			chances[s.From+i] = float32(1 - w.lattice.Chance(i, cueOut))
		}
		w.segments = w.lattice.Segments(w.segments[:0], cueBegin, cueIn, longestCue, leastCue)
		for _, x := range dense(w.segments, s.len()) {
			cue := Run{s.From + x.From, s.From + x.To}
			out = append(out, candidate{cue: cue, head: p.headOf(cue), chance: x.Chance})
		}
	}
	return chances, out
}

// dense leaves out the least likely of segments that stand too thick to be looked at one by one: more than one for two words.
func dense(segments []crf.Segment, words int) []crf.Segment {
	most := 4 + words/2
	if len(segments) <= most {
		return segments
	}
	slices.SortStableFunc(segments, func(a, b crf.Segment) int {
		switch {
		case a.Chance > b.Chance:
			return -1
		case a.Chance < b.Chance:
			return 1
		}
		return 0
	})
	segments = segments[:most]
	slices.SortStableFunc(segments, func(a, b crf.Segment) int { return a.From - b.From })
	return segments
}

// likelyCues are the most probable of candidates that do not overlap.
func likelyCues(candidates []candidate) []Run {
	const least = 0.4
	var out []Run
	for i := range candidates {
		c := &candidates[i]
		if c.chance < least {
			continue
		}
		if n := len(out); n > 0 && out[n-1].overlaps(c.cue) {
			continue // of two that overlap one has less than least, or both have about as much
		}
		out = append(out, c.cue)
	}
	return out
}

// rivals marks the words of likely cues. Those that a candidate overlaps are left out while it is looked at.
type rivals struct {
	cues []Run
	mark []bool
}

func newRivals(p *page, candidates []candidate) *rivals {
	r := &rivals{cues: likelyCues(candidates), mark: make([]bool, len(p.words))}
	for _, x := range r.cues {
		r.set(x, true)
	}
	return r
}

func (r *rivals) set(x Run, v bool) {
	for i := x.From; i < x.To; i++ {
		r.mark[i] = v
	}
}

// without calls f while the likely cues that overlap cue are not marked.
func (r *rivals) without(cue Run, f func(mark []bool)) {
	at, _ := slices.BinarySearchFunc(r.cues, cue.From, func(x Run, from int) int {
		if x.To <= from {
			return -1
		}
		return 1
	})
	to := at
	for to < len(r.cues) && r.cues[to].From < cue.To {
		r.set(r.cues[to], false)
		to++
	}
	f(r.mark)
	for _, x := range r.cues[at:to] {
		r.set(x, true)
	}
}

// label finds what is likely to be the source and the content of every candidate.
func label(w *scratch, p *page, candidates []candidate, field *crf.Model) {
	r := newRivals(p, candidates)
	for i := range candidates {
		c := &candidates[i]
		c.window = p.windowOf(c.head)
		c.window.From, c.window.To = min(c.window.From, c.cue.From), max(c.window.To, c.cue.To)
		r.without(c.cue, func(mark []bool) { w.slot.turn(p, c.cue, c.head, c.window, mark) })
		w.given = givenCue(w.given[:0], c.cue, c.window)
		field.Read(&w.lattice, c.window.len(), w.given, func(buffer []uint32, n int) []uint32 {
			return w.slot.at(buffer, c.window.From+n)
		})
		c.read(&w.lattice)
	}
}

// givenCue is the labels that are known of a window: those of the cue.
func givenCue(out []int8, cue, window Run) []int8 {
	for i := window.From; i < window.To; i++ {
		if cue.has(i) {
			out = append(out, slotCue)
		} else {
			out = append(out, crf.Free)
		}
	}
	return out
}

// read takes over what the slot field says of a candidate's window.
func (c *candidate) read(z *crf.Lattice) {
	n := c.window.len()
	c.labels = z.Best(make([]int8, 0, n))
	c.inSource, c.inContent = make([]float32, n), make([]float32, n)
	for i := range n {
		c.inSource[i] = float32(z.Chance(i, sourceBegin) + z.Chance(i, sourceIn))
		c.inContent[i] = float32(z.Chance(i, contentBegin) + z.Chance(i, contentIn))
	}
	c.best = z.LogChance(c.labels)
	c.hypothesize(z)
}

// rank scores all candidates anew.
func (k *ranking) rank(w *scratch, ranker *boost.Model, round int) {
	k.again = round > 0
	k.countSpeakers()
	scores := make([]float64, len(k.candidates))
	for i := range k.candidates {
		k.describe(&w.row, i)
		scores[i] = ranker.Chance(w.row.values)
	}
	for i := range k.candidates {
		k.candidates[i].score = scores[i]
	}
	k.again = true
}

// Version names the models: it changes whenever their output may.
func (f *Finder) Version() string { return f.version }

// rules is the version of what is not trained. Count it up when what is found changes with the same models.
const rules = "spans-1-"

func newFinder(m models, sum modelfile.Sum) *Finder {
	f := &Finder{models: m, version: rules + hex.EncodeToString(sum[:6])}
	f.scratch.New = func() any { return new(scratch) }
	return f
}

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
