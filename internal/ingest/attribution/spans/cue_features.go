package spans

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/word"
)

// cueFeatures are what speaks for a word being part of a cue: words and tags around it, rates, its place in the tree, in
// the sentence and in quotations.
type cueFeatures struct {
	page *hashedText
	bag
	sentence ling.Range
	outline  outline
	left     []int32 // nearest likely word before each word of the sentence, -1 for none
	right    []int32 // the same behind
	long     uint64  // width of the sentence
	context  uint64  // how it stands among its neighbours
}

// outline is what features ask of a sentence as a whole.
type outline struct {
	quoted, clause bool
	verbOutside    bool
	top            [4]float32 // highest rates, falling
	likely         int
}

// sentence turns to a sentence.
func (f *cueFeatures) turn(p *hashedText, x ling.Range) {
	f.page, f.sentence, f.outline, f.long = p, x, outline{}, width(x.Len())
	f.left, f.right = f.left[:0], f.right[:0]
	last := int32(-1)
	for i := x.From; i < x.To; i++ {
		w := &p.words[i]
		o := &f.outline
		o.quoted = o.quoted || w.inside
		o.clause = o.clause || w.rel == relCcomp
		o.verbOutside = o.verbOutside || w.isVerb && !w.inside
		o.rank(w.value)
		f.left = append(f.left, last)
		if w.likely {
			last = int32(i)
			o.likely++
		}
	}
	f.context = f.neighbours(x)
	f.right = append(f.right, make([]int32, x.Len())...)
	last = -1
	for i := x.To - 1; i >= x.From; i-- {
		f.right[i-x.From] = last
		if p.words[i].likely {
			last = int32(i)
		}
	}
}

// neighbours is where the sentence stands in its paragraph, and whether the ones before and behind it end and begin quoted.
func (f *cueFeatures) neighbours(x ling.Range) uint64 {
	p := f.page
	here := p.ParagraphOf(x.From)
	before, behind := uint64(3), uint64(3)
	if x.From > here.From {
		before = flag(p.words[x.From-1].inside)
	}
	if x.To < here.To {
		behind = flag(p.words[x.To].inside)
	}
	return before*4 + behind
}

func (o *outline) rank(v float32) {
	for k := range o.top {
		if v > o.top[k] {
			v, o.top[k] = o.top[k], v
		}
	}
}

// better is how many words of the sentence have a higher rate, up to 3.
func (o *outline) better(v float32) uint64 {
	n := uint64(0)
	for _, t := range o.top[:3] {
		if t > v {
			n++
		}
	}
	return n
}

// at collects the features of word i of the sentence.
func (f *cueFeatures) at(features []uint32, i int) []uint32 {
	f.features = features
	w := &f.page.words[i]
	f.around(i, w)
	f.rates(i, w)
	f.tree(i, w)
	f.frame(w)
	f.governors(i, w)
	f.quotes(i, w)
	return f.features
}

func (f *cueFeatures) word(i int) *hashedWord { return f.page.at(i, f.sentence) }

func (f *cueFeatures) around(i int, w *hashedWord) {
	p1, p2, n1, n2 := f.word(i-1), f.word(i-2), f.word(i+1), f.word(i+2)
	p3, n3 := f.word(i-3), f.word(i+3)
	f.group(1)
	f.one(1)
	for _, t := range [...]*hashedWord{p3, p2, p1, w, n1, n2, n3} {
		f.one(t.lemma)
		f.one(t.tag)
	}
	f.one(p1.lower)
	f.one(w.lower)
	f.one(n1.lower)
	f.two(w.lemma, n1.lemma)
	f.two(p1.lemma, w.lemma)
	f.two(w.lemma, n1.tag)
	f.two(p1.tag, w.lemma)
	f.three(w.lemma, n1.tag, n2.tag)
	f.three(p2.tag, p1.tag, w.lemma)
	f.three(p1.tag, w.tag, n1.tag)
	f.two(n1.lemma, n2.lemma)
	f.one(w.ending)
	f.three(p1.lemma, w.lemma, n1.lemma)
	f.three(w.lemma, n1.lemma, n2.lemma)
	f.three(p1.lemma, w.lemma, n1.tag)
	f.two(p2.tag, word.Join3(p1.tag, w.tag, n1.tag))
	f.two(word.Join3(p1.tag, w.tag, n1.tag), n2.tag)
}

func (f *cueFeatures) rates(i int, w *hashedWord) {
	p1, n1 := f.word(i-1), f.word(i+1)
	likely, quoted, inside := flag(w.likely), flag(f.outline.quoted), flag(w.inside)
	f.group(2)
	f.one(likely)
	f.two(w.rate, w.tag)
	f.three(w.rate, inside, quoted)
	f.two(w.pair, w.tag)
	f.two(w.rate, w.pair)
	f.three(p1.rate, w.tag, w.rate)
	f.two(p1.pair, w.tag)
	f.three(n1.rate, w.tag, w.rate)
	f.three(w.rate, p1.tag, n1.tag)
	f.three(w.lemma, quoted, inside)
	f.four(likely, quoted, inside, w.tag)
	f.two(inside, w.tag)
	f.two(flag(p1.closes), likely)
	f.two(flag(n1.opens), likely)
	f.two(flag(i == f.sentence.From), flag(i == f.sentence.To-1))
	f.two(f.long, w.tag)
	f.one(w.name)
	f.two(p1.name, likely)
	f.two(n1.name, likely)
	f.two(f.outline.better(w.value), w.rate)
	f.three(upTo(f.outline.likely, 3), w.rate, w.tag)
	f.two(f.lemmaOf(f.left[i-f.sentence.From]), w.rate)
	f.two(f.lemmaOf(f.right[i-f.sentence.From]), w.rate)
	f.three(n1.rate, w.pair, w.lemma)
	f.three(f.context, w.rate, inside)
	f.three(f.context, w.lower, inside)
}

func (f *cueFeatures) lemmaOf(i int32) uint64 {
	if i < 0 {
		return 0
	}
	return f.page.words[i].lemma
}

func (f *cueFeatures) tree(i int, w *hashedWord) {
	likely := flag(w.likely)
	f.group(3)
	f.one(w.rel)
	f.two(w.rate, w.rel)
	f.two(w.lemma, w.rel)
	f.one(w.kidSum)
	f.two(w.lemma, w.kidSum)
	f.two(flag(f.outline.clause), likely)
	rel, lemma := f.speechAbove(w)
	f.two(rel, likely)
	f.three(lemma, rel, likely)
	f.group(4)
	for _, k := range w.dependents {
		c := &f.page.words[k]
		f.group(4)
		f.two(w.rate, c.rel)
		f.one(c.rel)
		f.two(w.lemma, c.rel)
		f.two(likely, c.rel)
		if telling(c.rel) {
			f.two(c.rel, c.lemma)
			f.three(w.lemma, c.rel, c.group)
			f.three(likely, c.rel, c.name)
			f.three(w.lemma, c.rel, flag(int(k) > i))
		}
	}
}

// speechAbove is the nearest likely cue in whose complement w stands: the relation below it, and its lemma.
func (f *cueFeatures) speechAbove(w *hashedWord) (rel, lemma uint64) {
	for step := 0; w.head >= 0 && step < 12; step++ {
		h := &f.page.words[w.head]
		if h.likely && (w.rel == relCcomp || w.rel == relParataxis || w.rel == relXcomp || w.rel == relDep) {
			return w.rel, h.lemma
		}
		w = h
	}
	return 0, 0
}

// frame is the subject, the complement and the auxiliaries of a word seen together.
func (f *cueFeatures) frame(w *hashedWord) {
	var subject, complement, mark, auxiliaries uint64
	f.group(5)
	for _, k := range w.dependents {
		c := &f.page.words[k]
		switch {
		case c.rel == relNsubj || c.rel == relNsubjpass:
			subject = c.tag
			if c.name != 0 {
				subject = c.name
			}
			f.group(6)
			f.two(c.lemma, w.rate)
			f.two(w.lemma, subject)
		case c.rel == relCcomp || c.rel == relXcomp || c.rel == relDobj || c.rel == relAdvcl:
			if complement == 0 || c.rel == relCcomp {
				complement = word.Join(c.rel, c.group)
			}
			mark = f.markOf(c)
			f.group(7)
			f.three(c.rel, mark, w.rate)
			f.three(c.rel, mark, w.lemma)
			f.three(c.rel, c.lemma, w.rate)
		case c.rel == relAux || c.rel == relAuxpass || c.rel == relNeg || c.rel == relCop:
			auxiliaries += c.lemma
			f.group(8)
			f.two(c.lemma, w.lemma)
		}
	}
	f.group(9)
	f.four(subject, complement, flag(auxiliaries != 0), w.rate)
	f.three(subject, complement, w.lemma)
	f.two(auxiliaries, w.rate)
}

// markOf is the lemma of the word that introduces a clause.
func (f *cueFeatures) markOf(clause *hashedWord) uint64 {
	for _, k := range clause.dependents {
		if c := &f.page.words[k]; c.rel == relMark || c.rel == relAux && c.lower == lemmaTo {
			return c.lemma
		}
	}
	return 0
}

func (f *cueFeatures) governors(i int, w *hashedWord) {
	if w.head < 0 {
		return
	}
	h := &f.page.words[w.head]
	f.group(10)
	f.two(h.lemma, w.rel)
	f.three(h.tag, w.rel, w.tag)
	f.two(flag(h.likely), w.rel)
	f.three(w.lemma, h.lemma, w.rel)
	f.three(h.rate, w.rel, w.rate)
	f.three(h.rate, w.rel, w.lemma)
	f.three(h.rate, w.rel, width(int(w.head)-i))
	f.two(h.kidSum, w.rel)
	if h.head >= 0 {
		g := &f.page.words[h.head]
		f.three(g.lemma, h.rel, w.rel)
		f.three(g.rate, h.rel, w.rel)
	}
	for _, k := range h.dependents {
		c := &f.page.words[k]
		f.group(11)
		f.two(c.rel, w.rel)
		if c.rel == relCcomp || c.rel == relXcomp {
			f.three(c.rel, w.rel, h.rate)
		}
	}
}

func (f *cueFeatures) quotes(i int, w *hashedWord) {
	p1, n1 := f.word(i-1), f.word(i+1)
	before, behind := f.page.marksAround(i)
	around := word.Join(before, behind)
	f.group(12)
	f.two(around, w.rate)
	f.two(around, w.tag)
	f.two(around, w.lower)
	first := w.paragraph == 0
	f.three(flag(first), w.rate, w.tag)
	f.two(flag(first), w.lower)
	f.three(flag(w.continues), flag(w.closed), w.tag)
	if !w.isWord {
		f.group(13)
		f.three(w.lower, p1.tag, n1.tag)
		f.four(w.lower, p1.name, flag(n1.opens), width(i-f.sentence.From))
		f.four(w.lower, flag(f.outline.verbOutside), flag(n1.opens), flag(p1.closes))
		f.four(w.lower, flag(first), width(f.sentence.To-i), flag(f.outline.verbOutside))
		f.three(w.lower, flag(f.page.ParagraphOf(i).To == i+1), p1.rate)
	}
}
