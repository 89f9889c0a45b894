package spans

import (
	"math"

	"graphd/internal/ingest/attribution/spans/feature"
	"graphd/internal/ingest/ling"
)

// slotView describes the hypotheses of one candidate, one at a time.
type slotView struct {
	*ranking
	c  *candidate
	in []bool // by word of the window: whether the hypothesis contains it

	sourceFits, contentFits []wordFit // by word of the window; empty without an encoder
}

func (v *slotView) turn(k *ranking, c *candidate) {
	v.ranking, v.c = k, c
	if n := c.window.Len(); cap(v.in) < n {
		v.in = make([]bool, n)
	}
	v.in = v.in[:c.window.Len()]
	v.sourceFits = sourceRoles.fit(v.sourceFits[:0], c.roles)
	v.contentFits = contentRoles.fit(v.contentFits[:0], c.roles)
}

func (v *slotView) has(i int) bool { return v.c.window.Has(i) && v.in[i-v.c.window.From] }

// take marks the words of runs and returns their number.
func (v *slotView) take(runs []ling.Range) (words int) {
	clear(v.in)
	for _, x := range runs {
		for i := x.From; i < x.To; i++ {
			v.in[i-v.c.window.From] = true
		}
		words += x.Len()
	}
	return words
}

// describeProbability adds the probability of hypothesis n of hs by the slot model, alone and relative to the others, and
// features of the cue.
func (v *slotView) describeProbability(r *row, hs []hypothesis, n int) {
	r.reset()
	second := 0.0
	if len(hs) > 1 {
		second = hs[1].probability
	}
	r.add("log odds", logit(hs[n].probability))
	r.add("share", logit(hs[n].probability/totalProbability(hs)))
	r.add("share of first", logit(hs[n].probability/max(hs[0].probability, tiny)))
	r.add("rank", float64(n))
	r.add("probability of first", hs[0].probability)
	r.add("probability of second", second)
	h := &v.text.Hashed[v.c.head]
	r.add("cue tag", feature.TagKinds.Of(h.Tag))
	r.add("cue rate", float64(h.Value))
	r.add("cue relation", feature.RelationKinds.Of(h.Rel))
	r.add("cue probability", v.c.probability)
	r.flag("cue quoted", h.Quoted)
}

// gap returns the number of words between the cue and x, negative where x precedes it.
func (v *slotView) gap(x ling.Range) float64 {
	if x.From >= v.c.cue.To {
		return float64(x.From - v.c.cue.To)
	}
	return float64(x.To - v.c.cue.From - 1)
}

// describeEdges adds features of the words at both ends of x and just outside.
func (v *slotView) describeEdges(r *row, x ling.Range) {
	p := v.text
	around := p.ParagraphOf(v.c.head)
	first, last := &p.Hashed[x.From], &p.Hashed[x.To-1]
	before, next, second := p.At(x.From-1, around), p.At(x.To, around), p.At(x.To+1, around)
	r.add("first tag", feature.TagKinds.Of(first.Tag))
	r.add("first word", feature.WordKinds.Of(first.Lower))
	r.add("last tag", feature.TagKinds.Of(last.Tag))
	r.add("tag before", feature.TagKinds.Of(before.Tag))
	r.add("word before", feature.WordKinds.Of(before.Lower))
	r.add("relation before", feature.RelationKinds.Of(before.Rel))
	r.flag("before depends on it", v.has(int(before.Head)))
	r.flag("before is cue", v.c.cue.Has(x.From-1))
	r.add("next tag", feature.TagKinds.Of(next.Tag))
	r.add("next word", feature.WordKinds.Of(next.Lower))
	r.add("next relation", feature.RelationKinds.Of(next.Rel))
	r.add("next rate", float64(next.Value))
	r.flag("next depends on it", v.has(int(next.Head)))
	r.flag("next is cue", v.c.cue.Has(x.To))
	r.add("second tag", feature.TagKinds.Of(second.Tag))
	r.add("second word", feature.WordKinds.Of(second.Lower))
	r.add("second relation", feature.RelationKinds.Of(second.Rel))
	r.add("second rate", float64(second.Value))
	r.flag("second depends on it", v.has(int(second.Head)))
	r.flag("begins sentence", x.From == p.SentenceOf(x.From).From)
	r.add("words left", float64(min(p.SentenceOf(x.To-1).To-x.To, 40)))
	r.add("sentences away", float64(first.Sentence-p.Hashed[v.c.head].Sentence))
	r.add("commas in it", float64(p.Commas[x.To]-p.Commas[x.From]))
}

// describeMarginals adds the marginals of the words at the edges of x and the least of all its words.
func (v *slotView) describeMarginals(r *row, x ling.Range, marginals []float32) {
	at := func(i int) float64 {
		if !v.c.window.Has(i) {
			return 0
		}
		return float64(marginals[i-v.c.window.From])
	}
	r.add("marginal of first word", at(x.From))
	r.add("marginal before it", at(x.From-1))
	r.add("marginal of last word", at(x.To-1))
	r.add("marginal after it", at(x.To))
	least, doubt, left := 1.0, 0.0, 0.0
	for n, q := range marginals {
		if v.in[n] {
			least = min(least, float64(q))
			doubt += 1 - float64(q)
		} else {
			left += float64(q)
		}
	}
	r.add("least marginal", least)
	r.add("doubt within", doubt)
	r.add("marginals left out", left)
}

// describeTree adds features for whether x is made of whole subtrees: words in it whose heads are outside, and the reverse.
func (v *slotView) describeTree(r *row, x ling.Range) {
	p, cue := v.text, v.c.cue
	roots, onCue, cut := 0, 0, 0
	relation, beyond := -1.0, 0
	for i := x.From; i < x.To; i++ {
		w := &p.Hashed[i]
		if !v.has(i) || w.Rel == feature.RelPunct || v.has(int(w.Head)) {
			continue
		}
		roots++
		if cue.Has(int(w.Head)) {
			if onCue == 0 {
				relation, beyond = feature.RelationKinds.Of(w.Rel), int(w.Last)+1-x.To
			}
			onCue++
		}
	}
	for i := v.c.window.From; i < v.c.window.To; i++ {
		if w := &p.Hashed[i]; !v.has(i) && !cue.Has(i) && w.Rel != feature.RelPunct && v.has(int(w.Head)) {
			cut++
		}
	}
	r.add("roots", float64(roots))
	r.add("roots on cue", float64(onCue))
	r.add("relation to cue", relation)
	r.add("reach beyond", float64(beyond))
	r.add("cut off", float64(cut))
}

// row holds the features of one candidate or hypothesis: numbers in named columns.
type row struct {
	values []float32
	names  []string
}

// add appends a column.
func (r *row) add(name string, v float64) {
	r.values = append(r.values, float32(v))
	r.names = append(r.names, name)
}

// flag appends a column with 1 for true and 0 for false.
func (r *row) flag(name string, v bool) {
	x := 0.0
	if v {
		x = 1
	}
	r.add(name, x)
}

// reset removes all columns.
func (r *row) reset() { r.values, r.names = r.values[:0], r.names[:0] }

// logit returns the log odds of probability p, which is kept away from 0 and 1.
func logit(p float64) float64 {
	p = min(max(p, 1e-6), 1-1e-6)
	return math.Log(p / (1 - p))
}
