package spans

import "graphd/internal/ingest/ling"

// describeSource fills r with what hypothesis n of the source shows.
func (v *slotView) describeSource(r *row, n int) {
	hs := v.c.sources
	v.describeChances(r, hs, n)
	words := v.take(hs[n].runs)
	r.add("words", float64(words))
	if words == 0 {
		for range sourceColumns {
			r.add("none", -1)
		}
		return
	}
	x := hs[n].runs[0]
	r.add("gap", v.gap(x))
	v.describeEdges(r, x)
	v.describeMarginals(r, x, v.c.inSource)
	v.describeTree(r, x)
	v.describeSpeaker(r, x)
	v.describeBetween(r, x)
}

// sourceColumns is how many columns tell of the words of a source.
const sourceColumns = 1 + 23 + 7 + 5 + 8 + 2

// describeSpeaker tells what the head word of x is, and whether it is the cue's subject or governor.
func (v *slotView) describeSpeaker(r *row, x ling.Range) {
	p := v.page
	head := p.headOfNominal(x)
	w := &p.words[head]
	name := 0.0
	for i := x.From; i < x.To; i++ {
		if kind := p.words[i].name; kind == 1 || kind == 2 {
			name = max(name, 3-float64(kind))
		}
	}
	subject := 0.0
	for _, d := range p.words[v.c.head].dependents {
		if q := &p.words[d]; q.rel == relNsubj || q.rel == relNsubjpass {
			subject = max(subject, 1)
			if x.Has(d) {
				subject = 2
			}
		}
	}
	r.add("head tag", tagKinds.of(w.tag))
	r.add("head relation", relationKinds.of(w.rel))
	r.add("source rate", float64(v.lex.counts(kindKey(w.lemma, sourceSalt)).value()))
	r.flag("cue hangs on it", x.Has(int(p.words[v.c.head].head)))
	r.add("reach before it", float64(x.From-int(w.first)))
	r.add("name", name)
	r.add("subject", subject)
	r.flag("quoted", w.inside)
}

// describeBetween tells what stands between x and the cue.
func (v *slotView) describeBetween(r *row, x ling.Range) {
	p := v.page
	from, to := min(x.To, v.c.cue.To), max(x.From, v.c.cue.From)
	cue := float32(0)
	for i := from; i < to; i++ {
		cue = max(cue, v.cueChance[i])
	}
	r.add("commas between", float64(p.commas[max(from, to)]-p.commas[from]))
	r.add("cue between", float64(cue))
}
