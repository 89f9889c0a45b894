package spans

import (
	"graphd/internal/ingest/attribution/spans/feature"
	"graphd/internal/ingest/ling"
)

// describeSource fills r with the features of hypothesis n of the source.
func (v *slotView) describeSource(r *row, n int) {
	hs := v.c.sources
	v.describeProbability(r, hs, n)
	words := v.take(hs[n].runs)
	r.add("words", float64(words))
	if words == 0 {
		for range sourceColumns {
			r.add("none", -1)
		}
		v.describeRoles(r, nil, hs[0].runs, sourceRoles, v.sourceFits)
		return
	}
	x := hs[n].runs[0]
	r.add("gap", v.gap(x))
	v.describeEdges(r, x)
	v.describeMarginals(r, x, v.c.inSource)
	v.describeTree(r, x)
	v.describeSpeaker(r, x)
	v.describeBetween(r, x)
	v.describeRoles(r, hs[n].runs, hs[0].runs, sourceRoles, v.sourceFits)
}

// sourceColumns is the number of columns for the words of a source.
const sourceColumns = 1 + 23 + 7 + 5 + 8 + 2

// describeSpeaker adds features of the head word of x, among them whether it is the cue's subject or head.
func (v *slotView) describeSpeaker(r *row, x ling.Range) {
	p := v.text
	head := p.HeadOfNominal(x)
	w := &p.Hashed[head]
	name := 0.0
	for i := x.From; i < x.To; i++ {
		if kind := p.Hashed[i].Name; kind == 1 || kind == 2 {
			name = max(name, 3-float64(kind))
		}
	}
	subject := 0.0
	for _, d := range p.Hashed[v.c.head].Dependents {
		if q := &p.Hashed[d]; q.Rel == feature.RelNsubj || q.Rel == feature.RelNsubjPass {
			subject = max(subject, 1)
			if x.Has(d) {
				subject = 2
			}
		}
	}
	r.add("head tag", feature.TagKinds.Of(w.Tag))
	r.add("head relation", feature.RelationKinds.Of(w.Rel))
	r.add("source rate", float64(v.lex.Counts(feature.KindKey(w.Lemma, feature.SourceSalt)).Value()))
	r.flag("cue depends on it", x.Has(int(p.Hashed[v.c.head].Head)))
	r.add("reach before it", float64(x.From-int(w.First)))
	r.add("name", name)
	r.add("subject", subject)
	r.flag("quoted", w.Quoted)
}

// describeBetween adds features of the words between x and the cue.
func (v *slotView) describeBetween(r *row, x ling.Range) {
	p := v.text
	from, to := min(x.To, v.c.cue.To), max(x.From, v.c.cue.From)
	cue := float32(0)
	for i := from; i < to; i++ {
		cue = max(cue, v.cueMarginal[i])
	}
	r.add("commas between", float64(p.Commas[max(from, to)]-p.Commas[from]))
	r.add("cue between", float64(cue))
}
