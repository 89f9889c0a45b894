package spans

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/word"
)

// describe fills r with what candidate i shows.
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
}

func (k *ranking) describeCue(r *row, c *candidate) {
	r.add("cue odds", logit(c.chance))
	r.add("cue words", float64(c.cue.Len()))
	sum := float32(0)
	for i := c.cue.From; i < c.cue.To; i++ {
		sum += k.cueChance[i]
	}
	r.add("chance of cue words", float64(sum)/float64(c.cue.Len()))
	r.add("chance before cue", k.chanceAt(c.cue.From-1))
	r.add("chance behind cue", k.chanceAt(c.cue.To))
}

func (k *ranking) chanceAt(i int) float64 {
	if i < 0 || i >= len(k.cueChance) {
		return 0
	}
	return float64(k.cueChance[i])
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
		if o.chance > most {
			most, wider = o.chance, float64(o.cue.Len()-c.cue.Len())
		}
		sum += o.chance
		score = max(score, o.score)
	}
	r.add("rival chance", most)
	r.add("rival chances", sum)
	r.add("rival is wider by", wider)
	r.add("chances of all readings", sum+c.chance)
	if k.again {
		r.add("first score", c.score)
		r.add("rival score", score)
	}
}

// rateOf is how often words of a kind are part of a cue.
func (k *ranking) rateOf(kind, salt uint64) float64 {
	return float64(k.lex.counts(kindKey(kind, salt)).value())
}

// kindKey is under which the rate of a tag or relation stands.
func kindKey(kind, salt uint64) uint32 { return uint32(word.Join(kind, salt) >> 32) }

// Salts of kindKey.
const (
	tagSalt = 1001 + iota
	relSalt
	sourceSalt
)

// headOfNominal is the first word of a run that hangs on a word outside it.
func (p *hashedText) headOfNominal(x ling.Range) int {
	for i := x.From; i < x.To; i++ {
		if h := int(p.words[i].head); !x.Has(h) && p.words[i].isWord {
			return i
		}
	}
	return x.To - 1
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
		s := o.chance
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
	r.add("chance of being in content", maybe)
	r.add("in each other", mutual)
	r.add("content shared", overlap)
	r.add("score of the sharer", other)
	r.add("source shared", sameSource)
	r.add("window words", words)
}

func (k *ranking) describeClause(r *row, c *candidate) {
	p := k.page
	h := &p.words[c.head]
	next, before := p.at(c.cue.To, p.ParagraphOf(c.head)), p.at(c.cue.From-1, p.ParagraphOf(c.head))
	r.add("head tag", k.rateOf(h.tag, tagSalt))
	r.add("next tag", k.rateOf(next.tag, tagSalt))
	r.add("tag before", k.rateOf(before.tag, tagSalt))
	r.add("rate before", float64(before.value))
	r.add("next rate", float64(next.value))
	r.flag("next is that", next.lower == lemmaThat)
	r.flag("next is to", next.lower == lemmaTo)
	r.flag("next is no word", !next.isWord)
	r.add("begin tag", k.rateOf(p.words[c.cue.From].tag, tagSalt))
	r.add("end tag", k.rateOf(p.words[c.cue.To-1].tag, tagSalt))
	r.add("cue rate", float64(h.value))
	r.add("pair rate", float64(k.lex.counts(h.pairKey(p.at(c.head+1, p.SentenceOf(c.head)))).value()))
	r.flag("cue quoted", h.inside)
	r.flag("cue is no word", !h.isWord)
	r.flag("cue is root", h.head < 0)
	r.add("cue relation", k.rateOf(h.rel, relSalt))
	subject, complement, object := false, false, false
	for _, d := range h.dependents {
		switch p.words[d].rel {
		case relNsubj, relNsubjpass:
			subject = true
		case relCcomp, relXcomp:
			complement = true
		case relDobj:
			object = true
		}
	}
	r.flag("has subject", subject)
	r.flag("has complement", complement)
	r.flag("has object", object)
	s := p.SentenceOf(c.head)
	r.add("words before", float64(c.head-s.From))
	r.add("words behind", float64(s.To-c.head))
	r.add("sentence words", float64(s.Len()))
	r.add("paragraph words", float64(p.ParagraphOf(c.head).Len()))
	r.add("quotation marks", float64(p.marks[s.To]-p.marks[s.From]))
	r.add("paragraph", min(9, float64(h.paragraph)))
	above := 0.0
	if h.head >= 0 {
		above = float64(p.words[h.head].value)
	}
	r.add("governor rate", above)
}
