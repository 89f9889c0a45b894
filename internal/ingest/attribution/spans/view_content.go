package spans

import (
	"graphd/internal/ingest/attribution/spans/feature"
	"graphd/internal/ingest/ling"
)

// describeContent fills r with the features of hypothesis n of the content. Only blank texts have contents without words.
func (v *slotView) describeContent(r *row, n int) {
	hs := v.c.contents
	h := &hs[n]
	v.describeProbability(r, hs, n)
	words := v.take(h.runs)
	x := spread(h.runs)
	if x.Len() == 0 {
		x = ling.Between(v.c.cue.From, v.c.cue.From+1)
	}
	r.add("runs", float64(len(h.runs)))
	r.add("words", float64(words))
	r.add("words across", float64(x.Len()))
	r.add("gap", v.gap(x))
	r.flag("around cue", x.From < v.c.cue.From && x.To > v.c.cue.To)
	r.add("sentences", float64(v.text.Hashed[x.To-1].Sentence-v.text.Hashed[x.From].Sentence))
	r.add("paragraph left", float64(min(v.text.ParagraphOf(v.c.head).To-x.To, 60)))
	v.describeEdges(r, x)
	v.describeMarginals(r, x, v.c.inContent)
	v.describeTree(r, x)
	r.add("complements missed", v.missed())
	v.describeQuotes(r, h.runs, x, words)
	v.describeTail(r, x)
	v.describeLast(r, x)
	r.add("cue in it", v.cueIn(x))
	v.describeDifference(r, x, spread(hs[0].runs))
	v.describeRoles(r, h.runs, hs[0].runs, contentRoles, v.contentFits)
}

// spread returns the range from the first word of runs to the last.
func spread(runs []ling.Range) ling.Range {
	if len(runs) == 0 {
		return ling.Range{}
	}
	return ling.Between(runs[0].From, runs[len(runs)-1].To)
}

// missed returns the number of dependents of the cue, in relations typical of content, that the hypothesis leaves out.
func (v *slotView) missed() float64 {
	n := 0.0
	for _, d := range v.text.Hashed[v.c.head].Dependents {
		switch v.text.Hashed[d].Rel {
		case feature.RelCcomp, feature.RelXcomp, feature.RelObj, feature.RelParataxis:
			if !v.has(d) && !v.c.cue.Has(d) {
				n++
			}
		}
	}
	return n
}

// cueIn returns the greatest marginal of a cue word in x.
func (v *slotView) cueIn(x ling.Range) float64 {
	top := float32(0)
	for i := x.From; i < x.To; i++ {
		if v.has(i) {
			top = max(top, v.cueMarginal[i])
		}
	}
	return float64(top)
}

// describeQuotes adds features for whether quotations are kept whole. A cut between a mark and the words next to it adds
// onlyMark.
func (v *slotView) describeQuotes(r *row, runs []ling.Range, x ling.Range, words int) {
	const onlyMark = 10
	p := v.text
	begins, ends, inside := 0.0, 0.0, 0.0
	for _, y := range runs {
		if w := &p.Hashed[y.From]; w.Quoted && int(w.QuoteFrom) < y.From {
			begins++
			if int(w.QuoteFrom) == y.From-1 {
				begins += onlyMark
			}
		}
		if w := &p.Hashed[y.To-1]; w.Quoted && int(w.QuoteTo) > y.To {
			ends++
			if int(w.QuoteTo) == y.To+1 {
				ends += onlyMark
			}
		}
		for i := y.From; i < y.To; i++ {
			if p.Hashed[i].Quoted {
				inside++
			}
		}
	}
	r.add("quotations cut at begin", begins)
	r.add("quotations cut at end", ends)
	r.add("quoted share", inside/max(1, float64(words)))
	r.flag("first opens", p.Hashed[x.From].Opens)
	r.flag("last closes", p.Hashed[x.To-1].Closes)
	r.add("openers", float64(p.Openers[x.To]-p.Openers[x.From]))
}

// describeTail adds features of the words after the last comma in x.
func (v *slotView) describeTail(r *row, x ling.Range) {
	at := x.To - 2
	for at > x.From && !(v.has(at) && v.text.Hashed[at].Lower == feature.Comma) {
		at--
	}
	tail := ling.Between(at+1, x.To)
	if at <= x.From {
		tail = ling.Range{}
	}
	v.describePart(r, "tail", tail)
}

// describeLast adds features of the largest subtree that x ends with, unless x begins with it, too.
func (v *slotView) describeLast(r *row, x ling.Range) {
	part := ling.Range{}
	for i := x.From; i < x.To; i++ {
		w := &v.text.Hashed[i]
		if int(w.Last) == x.To-1 && int(w.First) > x.From {
			part = ling.Between(int(w.First), x.To)
			break
		}
	}
	v.describePart(r, "end", part)
}

// describePart adds features of a part of x, given by its first word whose head is outside of it.
func (v *slotView) describePart(r *row, name string, part ling.Range) {
	if part.Len() == 0 {
		for _, column := range []string{" words", " relation", " tag", " word", " on cue", " on content", " rate"} {
			r.add(name+column, -1)
		}
		return
	}
	w := &v.text.Hashed[v.text.HeadOfNominal(part)]
	rate := float32(0)
	for i := part.From; i < part.To; i++ {
		rate = max(rate, v.text.Hashed[i].Value)
	}
	r.add(name+" words", float64(part.Len()))
	r.add(name+" relation", feature.RelationKinds.Of(w.Rel))
	r.add(name+" tag", feature.TagKinds.Of(w.Tag))
	r.add(name+" word", feature.WordKinds.Of(v.text.Hashed[part.From].Lower))
	r.flag(name+" on cue", v.c.cue.Has(int(w.Head)))
	r.flag(name+" on content", v.has(int(w.Head)))
	r.add(name+" rate", float64(rate))
}

// describeDifference adds features of the difference between x and the most probable content, first.
func (v *slotView) describeDifference(r *row, x, first ling.Range) {
	r.add("begins later by", float64(x.From-first.From))
	r.add("ends later by", float64(x.To-first.To))
	part := ling.Between(min(x.To, first.To), max(x.To, first.To))
	if part.Len() > 1 && v.text.Hashed[part.From].Lower == feature.Comma {
		part.From++
	}
	v.describePart(r, "difference", part)
}
