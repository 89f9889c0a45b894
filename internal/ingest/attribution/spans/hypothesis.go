package spans

import (
	"cmp"
	"math"
	"slices"

	"graphd/internal/ingest/attribution/boost"
	"graphd/internal/ingest/attribution/crf"
	"graphd/internal/ingest/ling"
)

// hypothesis is one way to fill a slot of a candidate: ranges of words, none for an empty slot.
type hypothesis struct {
	runs        []ling.Range
	probability float64 // sum over the labellings that contain it
	score       float64 // probability among the hypotheses of its slot, by their reranker
}

// Bounds on the hypotheses of one candidate. Chosen by hand.
const (
	mostLabellings = 20
	mostContents   = 8
	mostSources    = 6
)

// certain is the share of the probability from which on the first hypothesis is taken without reranking. Chosen by hand.
const certain = 0.97

// hypothesize collects the contents and sources of the most probable labellings, the most probable first.
func (c *candidate) hypothesize(z *crf.Lattice) {
	best := c.labels
	c.contents = collect(nil, c.content(), 0)
	c.sources = collect(nil, c.sourceRuns(), 0)
	for _, y := range z.NBest(mostLabellings) {
		c.labels = y.Labels
		c.contents = collect(c.contents, c.content(), y.Probability)
		c.sources = collect(c.sources, c.sourceRuns(), y.Probability)
	}
	c.labels = best
	c.contents, c.sources = likeliest(c.contents, mostContents), likeliest(c.sources, mostSources)
}

// collect adds probability to the hypothesis with the given ranges, or adds a new hypothesis.
func collect(hs []hypothesis, runs []ling.Range, probability float64) []hypothesis {
	for i := range hs {
		if slices.Equal(hs[i].runs, runs) {
			hs[i].probability += probability
			return hs
		}
	}
	return append(hs, hypothesis{runs: runs, probability: probability})
}

// likeliest sorts hypotheses by probability and returns at most most of them.
func likeliest(hs []hypothesis, most int) []hypothesis {
	slices.SortStableFunc(hs, func(a, b hypothesis) int { return cmp.Compare(b.probability, a.probability) })
	return hs[:min(most, len(hs))]
}

// sourceRuns returns the source as a list of ranges, empty if there is none.
func (c *candidate) sourceRuns() []ling.Range {
	if x, ok := c.source(); ok {
		return []ling.Range{x}
	}
	return nil
}

// totalProbability returns the sum of the probabilities of hs, at least tiny.
func totalProbability(hs []hypothesis) float64 {
	sum := 0.0
	for i := range hs {
		sum += hs[i].probability
	}
	return max(sum, tiny)
}

// tiny prevents divisions by zero.
const tiny = 1e-9

// needsReranking reports whether no hypothesis is certain.
func needsReranking(hs []hypothesis) bool { return hs[0].probability < certain*totalProbability(hs) }

// settle fills the slots of every candidate with the best content, and with the best source that does not overlap it.
func (k *ranking) settle(w *findScratch, contents, sources *boost.Ensemble) {
	for i := range k.candidates {
		c := &k.candidates[i]
		w.view.turn(k, c)
		order(c.contents, contents, &w.row, w.view.describeContent)
		order(c.sources, sources, &w.row, w.view.describeSource)
		c.fill()
		c.contents, c.sources = nil, nil
		c.dropIntroduction(k.text)
		w.view.keepFits()
	}
}

// order scores hypotheses by the softmax of their log odds and sorts them, the best first.
func order(hs []hypothesis, m *boost.Ensemble, r *row, describe func(r *row, n int)) {
	if !needsReranking(hs) {
		all := totalProbability(hs)
		for n := range hs {
			hs[n].score = hs[n].probability / all
		}
		return
	}
	all := 0.0
	for n := range hs {
		describe(r, n)
		hs[n].score = math.Exp(m.LogOdds(r.values))
		all += hs[n].score
	}
	for n := range hs {
		hs[n].score /= all
	}
	slices.SortStableFunc(hs, func(a, b hypothesis) int { return cmp.Compare(b.score, a.score) })
}

// fill labels the window with the first content and with the first source that shares no word with it.
func (c *candidate) fill() {
	for n := range c.labels {
		if c.labels[n] != slotCue {
			c.labels[n] = slotOut
		}
	}
	c.mark(c.contents[0].runs, contentBegin, contentIn)
	c.ofContent, c.ofSource = c.contents[0].score, 0
	for _, s := range c.sources {
		if !slices.ContainsFunc(s.runs, c.meetsContent) {
			c.mark(s.runs, sourceBegin, sourceIn)
			c.ofSource = s.score
			return
		}
	}
}

// mark labels the words of runs.
func (c *candidate) mark(runs []ling.Range, begin, in int8) {
	for _, x := range runs {
		for i := x.From; i < x.To; i++ {
			c.labels[i-c.window.From] = in
		}
		c.labels[x.From-c.window.From] = begin
	}
}

// meetsContent reports whether a word of x is labelled as content.
func (c *candidate) meetsContent(x ling.Range) bool {
	for i := x.From; i < x.To; i++ {
		if c.holds(i) {
			return true
		}
	}
	return false
}
