package spans

import (
	"math"

	"graphd/internal/ingest/attribution/spans/feature"
)

// tail is the value of distances to something that does not exist.
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
	r.add("least source marginal", leastS)
	r.add("least content marginal", leastC)
	r.add("most source marginal", mostS)
	r.add("most content marginal", mostC)
	r.add("doubt about content", doubt)
	r.add("source distance", nearS)
	r.add("content distance", nearC)
	r.add("content stands out", c.ofContent)
	r.add("source stands out", c.ofSource)
	r.add("slots log probability", c.best)
	r.add("slots log probability per word", c.best/max(1, sourceWords+contentWords))
}

func (k *ranking) describeContent(r *row, c *candidate) {
	content := c.content()
	if len(content) == 0 {
		for _, name := range []string{"quoted share", "first tag", "first opens", "first in sentence", "first begins sentence", "last ends sentence", "last closes", "quotations cut", "quotations outside", "first is that", "first is to", "first is verb", "same sentence"} {
			r.add(name, -1)
		}
		return
	}
	p := k.text
	from, to := content[0].From, content[len(content)-1].To
	inside, all := 0.0, 0.0
	cut := 0.0
	for _, x := range content {
		for i := x.From; i < x.To; i++ {
			if p.Hashed[i].Quoted {
				inside++
			}
			all++
		}
		if w := &p.Hashed[x.From]; w.Quoted && int(w.QuoteFrom) < x.From {
			cut++
		}
		if w := &p.Hashed[x.To-1]; w.Quoted && int(w.QuoteTo) > x.To {
			cut++
		}
	}
	first, last := &p.Hashed[from], &p.Hashed[to-1]
	s, e := p.SentenceOf(from), p.SentenceOf(to-1)
	r.add("quoted share", inside/all)
	r.add("first tag", k.rateOf(first.Tag, feature.TagSalt))
	r.flag("first opens", first.Opens)
	r.flag("first in sentence", first.Sentence == p.Hashed[c.head].Sentence)
	r.flag("first begins sentence", from == s.From)
	r.flag("last ends sentence", to >= e.To-1)
	r.flag("last closes", last.Closes)
	r.add("quotations cut", cut)
	here := p.SentenceOf(c.head)
	outside := p.Openers[here.To] - p.Openers[here.From]
	for _, x := range content {
		if x = x.Intersect(here); x.Len() > 0 {
			outside -= p.Openers[x.To] - p.Openers[x.From]
		}
	}
	r.add("quotations outside", float64(outside))
	r.flag("first is that", first.Lower == feature.That)
	r.flag("first is to", first.Lower == feature.To)
	r.flag("first is verb", first.IsVerb)
	r.flag("same sentence", first.Sentence == last.Sentence)
}

func (k *ranking) describeSource(r *row, c *candidate) {
	x, ok := c.source()
	if !ok {
		for _, name := range []string{"source has name", "source is pronoun", "source begins sentence", "source quoted", "source tag", "source rate", "source depends on cue", "gap to source", "speaks elsewhere"} {
			r.add(name, -1)
		}
		return
	}
	p := k.text
	head := p.HeadOfNominal(x)
	name := false
	for i := x.From; i < x.To; i++ {
		name = name || p.Hashed[i].Name == 1 || p.Hashed[i].Name == 2
	}
	h := &p.Hashed[head]
	pronoun := x.Len() == 1 && h.Group == 'P'
	r.flag("source has name", name)
	r.flag("source is pronoun", pronoun)
	r.flag("source begins sentence", x.From == p.SentenceOf(x.From).From)
	r.flag("source quoted", h.Quoted)
	r.add("source tag", k.rateOf(h.Tag, feature.TagSalt))
	r.add("source rate", float64(k.lex.Counts(feature.KindKey(h.Lemma, feature.SourceSalt)).Value()))
	r.flag("source depends on cue", int(h.Head) >= 0 && c.cue.Has(int(h.Head)))
	between := 0
	if x.To <= c.cue.From {
		between = int(p.Commas[c.cue.From] - p.Commas[x.To])
	} else if x.From >= c.cue.To {
		between = int(p.Commas[x.From] - p.Commas[c.cue.To])
	}
	r.add("gap to source", float64(between))
	at, _ := k.speakerOf(c)
	r.add("speaks elsewhere", k.speakers[at.lemma]-k.here[at])
}
