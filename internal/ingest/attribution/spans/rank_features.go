package spans

import (
	"math"

	"graphd/internal/ingest/ling/word"
)

// row is what the ranker sees of one candidate: numbers, in columns that have names.
type row struct {
	values []float32
	names  []string
}

func (r *row) add(name string, v float64) {
	r.values = append(r.values, float32(v))
	r.names = append(r.names, name)
}

func (r *row) flag(name string, v bool) {
	x := 0.0
	if v {
		x = 1
	}
	r.add(name, x)
}

func (r *row) reset() { r.values, r.names = r.values[:0], r.names[:0] }

// ranking is one page's candidates, in order of their cues, ready to be held against each other.
type ranking struct {
	page       *page
	lex        rater
	cueChance  []float32 // by word: the chance of being in a cue
	candidates []candidate
	again      bool // the candidates have scores of a first round
	speakers   map[uint64]float64
	here       map[speakerAt]float64
}

// speakerAt is a speaker's head word in one sentence.
type speakerAt struct {
	lemma    uint64
	sentence int32
}

// countSpeakers sums up how likely each head word of a source is to speak, sentence by sentence.
func (k *ranking) countSpeakers() {
	k.speakers, k.here = map[uint64]float64{}, map[speakerAt]float64{}
	for i := range k.candidates {
		c := &k.candidates[i]
		if at, ok := k.speakerOf(c); ok {
			chance := c.chance
			if k.again {
				chance = c.score
			}
			k.here[at] = max(k.here[at], chance)
		}
	}
	for at, chance := range k.here {
		k.speakers[at.lemma] += chance
	}
}

func (k *ranking) speakerOf(c *candidate) (speakerAt, bool) {
	x, ok := c.source()
	if !ok {
		return speakerAt{}, false
	}
	w := &k.page.words[k.page.headOfNominal(x)]
	return speakerAt{w.lemma, w.sentence}, true
}

// logit is the log odds of a chance.
func logit(p float64) float64 {
	p = min(max(p, 1e-6), 1-1e-6)
	return math.Log(p / (1 - p))
}

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
	r.add("cue words", float64(c.cue.len()))
	sum := float32(0)
	for i := c.cue.From; i < c.cue.To; i++ {
		sum += k.cueChance[i]
	}
	r.add("chance of cue words", float64(sum)/float64(c.cue.len()))
	r.add("chance before cue", k.chanceAt(c.cue.From-1))
	r.add("chance behind cue", k.chanceAt(c.cue.To))
}

func (k *ranking) chanceAt(i int) float64 {
	if i < 0 || i >= len(k.cueChance) {
		return 0
	}
	return float64(k.cueChance[i])
}

// near is how many candidates on either side of one are held against it.
const near = 40

// neighbours are the candidates around candidate i, whose windows may meet.
func (k *ranking) neighbours(i int) (from, to int) {
	c := &k.candidates[i]
	from, to = i, i+1
	for from > 0 && i-from < near && k.candidates[from-1].cue.To+windowBehind > c.window.From {
		from--
	}
	for to < len(k.candidates) && to-i < near && k.candidates[to].cue.From-windowBehind < c.window.To {
		to++
	}
	return from, to
}

func (k *ranking) describeRivals(r *row, i int) {
	c := &k.candidates[i]
	most, sum, score, wider := 0.0, 0.0, 0.0, 0.0
	from, to := k.neighbours(i)
	for j := from; j < to; j++ {
		o := &k.candidates[j]
		if j == i || !o.cue.overlaps(c.cue) {
			continue
		}
		if o.chance > most {
			most, wider = o.chance, float64(o.cue.len()-c.cue.len())
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

// tail is what stands for "none" in columns of distances.
const tail = 999

func (k *ranking) describeSlots(r *row, c *candidate) {
	var sources, contents, sourceWords, contentWords, doubt float64
	leastS, leastC, mostS, mostC := 1.0, 1.0, 0.0, 0.0
	nearS, nearC := float64(tail), float64(tail)
	for n, label := range c.labels {
		i := c.window.From + n
		s, m := float64(c.inSource[n]), float64(c.inContent[n])
		mostS, mostC = max(mostS, s), max(mostC, m)
		doubt += m * (1 - m)
		far := float64(i - c.cue.From)
		if i >= c.cue.To {
			far = float64(i - c.cue.To + 1)
		}
		switch {
		case isSource(label):
			sourceWords++
			leastS = min(leastS, s)
			if math.Abs(far) < math.Abs(nearS) {
				nearS = far
			}
		case isContent(label):
			contentWords++
			leastC = min(leastC, m)
			if math.Abs(far) < math.Abs(nearC) {
				nearC = far
			}
		}
		if label == sourceBegin {
			sources++
		} else if label == contentBegin {
			contents++
		}
	}
	r.add("sources", sources)
	r.add("contents", contents)
	r.add("source words", sourceWords)
	r.add("content words", contentWords)
	r.add("least source chance", leastS)
	r.add("least content chance", leastC)
	r.add("most source chance", mostS)
	r.add("most content chance", mostC)
	r.add("doubt about content", doubt)
	r.add("source distance", nearS)
	r.add("content distance", nearC)
	r.add("content stands out", c.ofContent)
	r.add("source stands out", c.ofSource)
	r.add("slots log chance", c.best)
	r.add("slots log chance per word", c.best/max(1, sourceWords+contentWords))
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

func (k *ranking) describeContent(r *row, c *candidate) {
	content := c.content()
	if len(content) == 0 {
		for _, name := range []string{"quoted share", "first tag", "first opens", "first in sentence", "first begins sentence", "last ends sentence", "last closes", "quotations cut", "quotations outside", "first is that", "first is to", "first is verb", "same sentence"} {
			r.add(name, -1)
		}
		return
	}
	p := k.page
	from, to := content[0].From, content[len(content)-1].To
	inside, all := 0.0, 0.0
	cut := 0.0
	for _, x := range content {
		for i := x.From; i < x.To; i++ {
			if p.words[i].inside {
				inside++
			}
			all++
		}
		if w := &p.words[x.From]; w.inside && int(w.quoteFrom) < x.From {
			cut++
		}
		if w := &p.words[x.To-1]; w.inside && int(w.quoteTo) > x.To {
			cut++
		}
	}
	first, last := &p.words[from], &p.words[to-1]
	s, e := p.sentenceOf(from), p.sentenceOf(to-1)
	r.add("quoted share", inside/all)
	r.add("first tag", k.rateOf(first.tag, tagSalt))
	r.flag("first opens", first.opens)
	r.flag("first in sentence", first.sentence == p.words[c.head].sentence)
	r.flag("first begins sentence", from == s.From)
	r.flag("last ends sentence", to >= e.To-1)
	r.flag("last closes", last.closes)
	r.add("quotations cut", cut)
	here := p.sentenceOf(c.head)
	outside := p.openers[here.To] - p.openers[here.From]
	for _, x := range content {
		if x = x.within(here); x.len() > 0 {
			outside -= p.openers[x.To] - p.openers[x.From]
		}
	}
	r.add("quotations outside", float64(outside))
	r.flag("first is that", first.lower == lemmaThat)
	r.flag("first is to", first.lower == lemmaTo)
	r.flag("first is verb", first.isVerb)
	r.flag("same sentence", first.sentence == last.sentence)
}

func (k *ranking) describeSource(r *row, c *candidate) {
	x, ok := c.source()
	if !ok {
		for _, name := range []string{"source has name", "source is pronoun", "source begins sentence", "source quoted", "source tag", "source rate", "source depends on cue", "gap to source", "speaks elsewhere"} {
			r.add(name, -1)
		}
		return
	}
	p := k.page
	head := p.headOfNominal(x)
	name, pronoun := false, false
	for i := x.From; i < x.To; i++ {
		name = name || p.words[i].name == 1 || p.words[i].name == 2
	}
	h := &p.words[head]
	pronoun = x.len() == 1 && h.group == 'P'
	r.flag("source has name", name)
	r.flag("source is pronoun", pronoun)
	r.flag("source begins sentence", x.From == p.sentenceOf(x.From).From)
	r.flag("source quoted", h.inside)
	r.add("source tag", k.rateOf(h.tag, tagSalt))
	r.add("source rate", float64(k.lex.counts(kindKey(h.lemma, sourceSalt)).value()))
	r.flag("source depends on cue", int(h.head) >= 0 && c.cue.has(int(h.head)))
	between := 0
	if x.To <= c.cue.From {
		between = int(p.commas[c.cue.From] - p.commas[x.To])
	} else if x.From >= c.cue.To {
		between = int(p.commas[x.From] - p.commas[c.cue.To])
	}
	r.add("gap to source", float64(between))
	at, _ := k.speakerOf(c)
	r.add("speaks elsewhere", k.speakers[at.lemma]-k.here[at])
}

// headOfNominal is the first word of a run that hangs on a word outside it.
func (p *page) headOfNominal(x Run) int {
	for i := x.From; i < x.To; i++ {
		if h := int(p.words[i].head); !x.has(h) && p.words[i].isWord {
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
		size += float64(x.len())
	}
	sameSource := 0.0
	source, hasSource := c.source()
	for j := from; j < to; j++ {
		o := &k.candidates[j]
		if j == i || o.cue.overlaps(c.cue) {
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
		if o.window.has(c.head) {
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

func sharedWords(mine []Run, o *candidate) float64 {
	n := 0
	for _, x := range mine {
		for i := max(x.From, o.window.From); i < min(x.To, o.window.To); i++ {
			if isContent(o.labels[i-o.window.From]) {
				n++
			}
		}
	}
	return float64(n)
}

func (k *ranking) describeClause(r *row, c *candidate) {
	p := k.page
	h := &p.words[c.head]
	next, before := p.at(c.cue.To, p.paragraphOf(c.head)), p.at(c.cue.From-1, p.paragraphOf(c.head))
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
	r.add("pair rate", float64(k.lex.counts(h.pairKey(p.at(c.head+1, p.sentenceOf(c.head)))).value()))
	r.flag("cue quoted", h.inside)
	r.flag("cue is no word", !h.isWord)
	r.flag("cue is root", h.head < 0)
	r.add("cue relation", k.rateOf(h.rel, relSalt))
	subject, complement, object := false, false, false
	for _, d := range p.dependents(h) {
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
	s := p.sentenceOf(c.head)
	r.add("words before", float64(c.head-s.From))
	r.add("words behind", float64(s.To-c.head))
	r.add("sentence words", float64(s.len()))
	r.add("paragraph words", float64(p.paragraphOf(c.head).len()))
	r.add("quotation marks", float64(p.marks[s.To]-p.marks[s.From]))
	r.add("paragraph", min(9, float64(h.paragraph)))
	above := 0.0
	if h.head >= 0 {
		above = float64(p.words[h.head].value)
	}
	r.add("governor rate", above)
}
