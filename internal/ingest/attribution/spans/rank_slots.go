package spans

import "math"

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
	s, e := p.SentenceOf(from), p.SentenceOf(to-1)
	r.add("quoted share", inside/all)
	r.add("first tag", k.rateOf(first.tag, tagSalt))
	r.flag("first opens", first.opens)
	r.flag("first in sentence", first.sentence == p.words[c.head].sentence)
	r.flag("first begins sentence", from == s.From)
	r.flag("last ends sentence", to >= e.To-1)
	r.flag("last closes", last.closes)
	r.add("quotations cut", cut)
	here := p.SentenceOf(c.head)
	outside := p.openers[here.To] - p.openers[here.From]
	for _, x := range content {
		if x = x.Intersect(here); x.Len() > 0 {
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
	name := false
	for i := x.From; i < x.To; i++ {
		name = name || p.words[i].name == 1 || p.words[i].name == 2
	}
	h := &p.words[head]
	pronoun := x.Len() == 1 && h.group == 'P'
	r.flag("source has name", name)
	r.flag("source is pronoun", pronoun)
	r.flag("source begins sentence", x.From == p.SentenceOf(x.From).From)
	r.flag("source quoted", h.inside)
	r.add("source tag", k.rateOf(h.tag, tagSalt))
	r.add("source rate", float64(k.lex.counts(kindKey(h.lemma, sourceSalt)).value()))
	r.flag("source depends on cue", int(h.head) >= 0 && c.cue.Has(int(h.head)))
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
