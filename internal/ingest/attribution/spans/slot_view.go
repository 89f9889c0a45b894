package spans

import "graphd/internal/ingest/ling"

// slotView looks at one candidate's hypotheses, one at a time.
type slotView struct {
	*ranking
	c  *candidate
	in []bool // by word of the window: whether the hypothesis has it
}

func (v *slotView) turn(k *ranking, c *candidate) {
	v.ranking, v.c = k, c
	if n := c.window.Len(); cap(v.in) < n {
		v.in = make([]bool, n)
	}
	v.in = v.in[:c.window.Len()]
}

func (v *slotView) has(i int) bool { return v.c.window.Has(i) && v.in[i-v.c.window.From] }

// take marks the words of runs and counts them.
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

// describeChances tells how likely the slot field holds hypothesis n of hs, and how sure it is.
func (v *slotView) describeChances(r *row, hs []hypothesis, n int) {
	r.reset()
	second := 0.0
	if len(hs) > 1 {
		second = hs[1].chance
	}
	r.add("log chance", logit(hs[n].chance))
	r.add("share", logit(hs[n].chance/allChances(hs)))
	r.add("share of first", logit(hs[n].chance/max(hs[0].chance, tiny)))
	r.add("rank", float64(n))
	r.add("chance of first", hs[0].chance)
	r.add("chance of second", second)
	h := &v.page.words[v.c.head]
	r.add("cue tag", tagKinds.of(h.tag))
	r.add("cue rate", float64(h.value))
	r.add("cue relation", relationKinds.of(h.rel))
	r.add("cue chance", v.c.chance)
	r.flag("cue quoted", h.inside)
}

// gap is how many words stand between the cue and x, negative where x stands before it.
func (v *slotView) gap(x ling.Range) float64 {
	if x.From >= v.c.cue.To {
		return float64(x.From - v.c.cue.To)
	}
	return float64(x.To - v.c.cue.From - 1)
}

// describeEdges tells what stands at the ends of x and just outside.
func (v *slotView) describeEdges(r *row, x ling.Range) {
	p := v.page
	around := p.ParagraphOf(v.c.head)
	first, last := &p.words[x.From], &p.words[x.To-1]
	before, next, second := p.at(x.From-1, around), p.at(x.To, around), p.at(x.To+1, around)
	r.add("first tag", tagKinds.of(first.tag))
	r.add("first word", wordKinds.of(first.lower))
	r.add("last tag", tagKinds.of(last.tag))
	r.add("tag before", tagKinds.of(before.tag))
	r.add("word before", wordKinds.of(before.lower))
	r.add("relation before", relationKinds.of(before.rel))
	r.flag("before hangs on it", v.has(int(before.head)))
	r.flag("before is cue", v.c.cue.Has(x.From-1))
	r.add("next tag", tagKinds.of(next.tag))
	r.add("next word", wordKinds.of(next.lower))
	r.add("next relation", relationKinds.of(next.rel))
	r.add("next rate", float64(next.value))
	r.flag("next hangs on it", v.has(int(next.head)))
	r.flag("next is cue", v.c.cue.Has(x.To))
	r.add("second tag", tagKinds.of(second.tag))
	r.add("second word", wordKinds.of(second.lower))
	r.add("second relation", relationKinds.of(second.rel))
	r.add("second rate", float64(second.value))
	r.flag("second hangs on it", v.has(int(second.head)))
	r.flag("begins sentence", x.From == p.SentenceOf(x.From).From)
	r.add("words left", float64(min(p.SentenceOf(x.To-1).To-x.To, 40)))
	r.add("sentences away", float64(first.sentence-p.words[v.c.head].sentence))
	r.add("commas in it", float64(p.commas[x.To]-p.commas[x.From]))
}

// describeMarginals tells the slot field's chances of the words at the edges of x and the least of all its words.
func (v *slotView) describeMarginals(r *row, x ling.Range, chances []float32) {
	at := func(i int) float64 {
		if !v.c.window.Has(i) {
			return 0
		}
		return float64(chances[i-v.c.window.From])
	}
	r.add("chance of first word", at(x.From))
	r.add("chance before it", at(x.From-1))
	r.add("chance of last word", at(x.To-1))
	r.add("chance behind it", at(x.To))
	least, doubt, left := 1.0, 0.0, 0.0
	for n, q := range chances {
		if v.in[n] {
			least = min(least, float64(q))
			doubt += 1 - float64(q)
		} else {
			left += float64(q)
		}
	}
	r.add("least chance", least)
	r.add("doubt within", doubt)
	r.add("chances left out", left)
}

// describeTree tells whether x is whole by the tree: words in it that hang on words outside, and the other way round.
func (v *slotView) describeTree(r *row, x ling.Range) {
	p, cue := v.page, v.c.cue
	roots, onCue, cut := 0, 0, 0
	relation, beyond := -1.0, 0
	for i := x.From; i < x.To; i++ {
		w := &p.words[i]
		if !v.has(i) || w.rel == relPunct || v.has(int(w.head)) {
			continue
		}
		roots++
		if cue.Has(int(w.head)) {
			if onCue == 0 {
				relation, beyond = relationKinds.of(w.rel), int(w.last)+1-x.To
			}
			onCue++
		}
	}
	for i := v.c.window.From; i < v.c.window.To; i++ {
		if w := &p.words[i]; !v.has(i) && !cue.Has(i) && w.rel != relPunct && v.has(int(w.head)) {
			cut++
		}
	}
	r.add("roots", float64(roots))
	r.add("roots on cue", float64(onCue))
	r.add("relation to cue", relation)
	r.add("reach beyond", float64(beyond))
	r.add("cut off", float64(cut))
}
