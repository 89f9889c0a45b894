package spans

import "graphd/internal/ingest/attribution/spans/feature"

// describe fills r with the features of candidate i.
func (k *ranking) describe(r *row, i int) {
	c := &k.candidates[i]
	r.reset()
	k.describeCue(r, c)
	k.describeRivals(r, i)
	k.describeSlots(r, c)
	k.describeContent(r, c)
	k.describeSource(r, c)
	k.describeNeighbours(r, i)
	k.describeClause(r, c)
	k.describeReading(r, c)
}

func (k *ranking) describeCue(r *row, c *candidate) {
	r.add("cue odds", logit(c.probability))
	r.add("cue words", float64(c.cue.Len()))
	sum := float32(0)
	for i := c.cue.From; i < c.cue.To; i++ {
		sum += k.cueMarginal[i]
	}
	r.add("marginal of cue words", float64(sum)/float64(c.cue.Len()))
	r.add("marginal before cue", k.cueMarginalAt(c.cue.From-1))
	r.add("marginal after cue", k.cueMarginalAt(c.cue.To))
}

// cueMarginalAt returns the marginal of a cue at word i, 0 outside the text.
func (k *ranking) cueMarginalAt(i int) float64 {
	if i < 0 || i >= len(k.cueMarginal) {
		return 0
	}
	return float64(k.cueMarginal[i])
}

func (k *ranking) describeRivals(r *row, i int) {
	c := &k.candidates[i]
	most, sum, score, wider := 0.0, 0.0, 0.0, 0.0
	from, to := k.neighbours(i)
	for j := from; j < to; j++ {
		o := &k.candidates[j]
		if j == i || !o.cue.Overlaps(c.cue) {
			continue
		}
		if o.probability > most {
			most, wider = o.probability, float64(o.cue.Len()-c.cue.Len())
		}
		sum += o.probability
		score = max(score, o.score)
	}
	r.add("rival probability", most)
	r.add("rival probabilities", sum)
	r.add("rival is wider by", wider)
	r.add("probability of all readings", sum+c.probability)
	if k.again {
		r.add("first score", c.score)
		r.add("rival score", score)
	}
}

// rateOf returns how often words of a kind are part of a cue.
func (k *ranking) rateOf(kind, salt uint64) float64 {
	return float64(k.lex.Counts(feature.KindKey(kind, salt)).Value())
}

func (k *ranking) describeNeighbours(r *row, i int) {
	c := &k.candidates[i]
	words := max(1, float64(len(c.labels)))
	inMe, inOther, maybe, mutual, overlap, other := 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
	from, to := k.neighbours(i)
	mine := c.content()
	size := 0.0
	for _, x := range mine {
		size += float64(x.Len())
	}
	sameSource := 0.0
	source, hasSource := c.source()
	for j := from; j < to; j++ {
		o := &k.candidates[j]
		if j == i || o.cue.Overlaps(c.cue) {
			continue
		}
		s := o.probability
		if k.again {
			s = o.score
		}
		holds := c.holds(o.cue.From)
		if holds {
			inMe = max(inMe, s)
		}
		if o.window.Has(c.head) {
			maybe = max(maybe, s*float64(o.inContent[c.head-o.window.From]))
			if o.holds(c.head) && s > inOther {
				inOther, mutual = s, 0
				if holds {
					mutual = 1
				}
			}
		}
		if shared := sharedWords(mine, o); shared > 0 {
			if v := s * shared / max(1, size); v > overlap {
				overlap, other = v, s
			}
		}
		if x, ok := o.source(); ok && hasSource && x == source {
			sameSource = max(sameSource, s)
		}
	}
	r.add("cue in my content", inMe)
	r.add("in content of a cue", inOther)
	r.add("probability of being in content", maybe)
	r.add("in each other", mutual)
	r.add("content shared", overlap)
	r.add("score of the sharer", other)
	r.add("source shared", sameSource)
	r.add("window words", words)
}

func (k *ranking) describeClause(r *row, c *candidate) {
	p := k.text
	h := &p.Hashed[c.head]
	next, before := p.At(c.cue.To, p.ParagraphOf(c.head)), p.At(c.cue.From-1, p.ParagraphOf(c.head))
	r.add("head tag", k.rateOf(h.Tag, feature.TagSalt))
	r.add("next tag", k.rateOf(next.Tag, feature.TagSalt))
	r.add("tag before", k.rateOf(before.Tag, feature.TagSalt))
	r.add("rate before", float64(before.Value))
	r.add("next rate", float64(next.Value))
	r.flag("next is that", next.Lower == feature.That)
	r.flag("next is to", next.Lower == feature.To)
	r.flag("next is no word", !next.IsWord)
	r.add("begin tag", k.rateOf(p.Hashed[c.cue.From].Tag, feature.TagSalt))
	r.add("end tag", k.rateOf(p.Hashed[c.cue.To-1].Tag, feature.TagSalt))
	r.add("cue rate", float64(h.Value))
	r.add("pair rate", float64(k.lex.Counts(h.PairKey(p.At(c.head+1, p.SentenceOf(c.head)))).Value()))
	r.flag("cue quoted", h.Quoted)
	r.flag("cue is no word", !h.IsWord)
	r.flag("cue is root", h.Head < 0)
	r.add("cue relation", k.rateOf(h.Rel, feature.RelSalt))
	subject, complement, object := false, false, false
	for _, d := range h.Dependents {
		switch p.Hashed[d].Rel {
		case feature.RelNsubj, feature.RelNsubjPass:
			subject = true
		case feature.RelCcomp, feature.RelXcomp:
			complement = true
		case feature.RelObj:
			object = true
		}
	}
	r.flag("has subject", subject)
	r.flag("has complement", complement)
	r.flag("has object", object)
	s := p.SentenceOf(c.head)
	r.add("words before", float64(c.head-s.From))
	r.add("words after", float64(s.To-c.head))
	r.add("sentence words", float64(s.Len()))
	r.add("paragraph words", float64(p.ParagraphOf(c.head).Len()))
	r.add("quotation marks", float64(p.Marks[s.To]-p.Marks[s.From]))
	r.add("paragraph", min(9, float64(h.Paragraph)))
	above := 0.0
	if h.Head >= 0 {
		above = float64(p.Hashed[h.Head].Value)
	}
	r.add("head rate", above)
}
