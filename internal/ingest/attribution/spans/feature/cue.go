package feature

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/word"
)

// CueFeatures extracts the features of a word for the cue model: words and tags around it, rates, its position in the tree,
// in the sentence and in quotations.
type CueFeatures struct {
	text *HashedText
	bag
	sentence ling.Range
	outline  outline
	left     []int32      // nearest likely cue word before each word of the sentence, -1 for none
	right    []int32      // the same after each word
	long     uint64       // width of the sentence
	context  uint64       // position in the paragraph
	buckets  []tagBuckets // by word of the sentence; empty without an encoder
}

// outline holds the features of a sentence as a whole.
type outline struct {
	quoted, clause bool
	verbOutside    bool
	top            [4]float32 // highest rates, descending
	likely         int
}

// Turn starts sentence x of p.
func (f *CueFeatures) Turn(p *HashedText, x ling.Range) {
	f.text, f.sentence, f.outline, f.long = p, x, outline{}, width(x.Len())
	f.left, f.right = f.left[:0], f.right[:0]
	last := int32(-1)
	for i := x.From; i < x.To; i++ {
		w := &p.Hashed[i]
		o := &f.outline
		o.quoted = o.quoted || w.Quoted
		o.clause = o.clause || w.Rel == RelCcomp
		o.verbOutside = o.verbOutside || w.IsVerb && !w.Quoted
		o.rank(w.Value)
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
		if p.Hashed[i].likely {
			last = int32(i)
		}
	}
	f.bucketTags()
}

// neighbours returns a number for the position of the sentence in its paragraph, and for whether the sentence before ends
// quoted and the one after begins quoted.
func (f *CueFeatures) neighbours(x ling.Range) uint64 {
	p := f.text
	here := p.ParagraphOf(x.From)
	before, behind := uint64(3), uint64(3)
	if x.From > here.From {
		before = flag(p.Hashed[x.From-1].Quoted)
	}
	if x.To < here.To {
		behind = flag(p.Hashed[x.To].Quoted)
	}
	return before*4 + behind
}

// rank inserts v into the highest rates.
func (o *outline) rank(v float32) {
	for k := range o.top {
		if v > o.top[k] {
			v, o.top[k] = o.top[k], v
		}
	}
}

// countHigher returns how many words of the sentence have a higher rate than v, at most 3.
func (o *outline) countHigher(v float32) uint64 {
	n := uint64(0)
	for _, t := range o.top[:3] {
		if t > v {
			n++
		}
	}
	return n
}

// At appends the features of word i of the sentence.
func (f *CueFeatures) At(features []uint32, i int) []uint32 {
	f.features = features
	w := &f.text.Hashed[i]
	f.around(i, w)
	f.rates(i, w)
	f.tree(i, w)
	f.frame(w)
	f.heads(i, w)
	f.quotes(i, w)
	f.tags(i, w)
	return f.features
}

func (f *CueFeatures) word(i int) *HashedWord { return f.text.At(i, f.sentence) }

func (f *CueFeatures) around(i int, w *HashedWord) {
	p1, p2, n1, n2 := f.word(i-1), f.word(i-2), f.word(i+1), f.word(i+2)
	p3, n3 := f.word(i-3), f.word(i+3)
	f.group(1)
	f.one(1)
	for _, t := range [...]*HashedWord{p3, p2, p1, w, n1, n2, n3} {
		f.one(t.Lemma)
		f.one(t.Tag)
	}
	f.one(p1.Lower)
	f.one(w.Lower)
	f.one(n1.Lower)
	f.two(w.Lemma, n1.Lemma)
	f.two(p1.Lemma, w.Lemma)
	f.two(w.Lemma, n1.Tag)
	f.two(p1.Tag, w.Lemma)
	f.three(w.Lemma, n1.Tag, n2.Tag)
	f.three(p2.Tag, p1.Tag, w.Lemma)
	f.three(p1.Tag, w.Tag, n1.Tag)
	f.two(n1.Lemma, n2.Lemma)
	f.one(w.ending)
	f.three(p1.Lemma, w.Lemma, n1.Lemma)
	f.three(w.Lemma, n1.Lemma, n2.Lemma)
	f.three(p1.Lemma, w.Lemma, n1.Tag)
	f.two(p2.Tag, word.Join3(p1.Tag, w.Tag, n1.Tag))
	f.two(word.Join3(p1.Tag, w.Tag, n1.Tag), n2.Tag)
}

func (f *CueFeatures) rates(i int, w *HashedWord) {
	p1, n1 := f.word(i-1), f.word(i+1)
	likely, quoted, inside := flag(w.likely), flag(f.outline.quoted), flag(w.Quoted)
	f.group(2)
	f.one(likely)
	f.two(w.Rate, w.Tag)
	f.three(w.Rate, inside, quoted)
	f.two(w.Pair, w.Tag)
	f.two(w.Rate, w.Pair)
	f.three(p1.Rate, w.Tag, w.Rate)
	f.two(p1.Pair, w.Tag)
	f.three(n1.Rate, w.Tag, w.Rate)
	f.three(w.Rate, p1.Tag, n1.Tag)
	f.three(w.Lemma, quoted, inside)
	f.four(likely, quoted, inside, w.Tag)
	f.two(inside, w.Tag)
	f.two(flag(p1.Closes), likely)
	f.two(flag(n1.Opens), likely)
	f.two(flag(i == f.sentence.From), flag(i == f.sentence.To-1))
	f.two(f.long, w.Tag)
	f.one(w.Name)
	f.two(p1.Name, likely)
	f.two(n1.Name, likely)
	f.two(f.outline.countHigher(w.Value), w.Rate)
	f.three(upTo(f.outline.likely, 3), w.Rate, w.Tag)
	f.two(f.lemmaOf(f.left[i-f.sentence.From]), w.Rate)
	f.two(f.lemmaOf(f.right[i-f.sentence.From]), w.Rate)
	f.three(n1.Rate, w.Pair, w.Lemma)
	f.three(f.context, w.Rate, inside)
	f.three(f.context, w.Lower, inside)
}

func (f *CueFeatures) lemmaOf(i int32) uint64 {
	if i < 0 {
		return 0
	}
	return f.text.Hashed[i].Lemma
}

func (f *CueFeatures) tree(i int, w *HashedWord) {
	likely := flag(w.likely)
	f.group(3)
	f.one(w.Rel)
	f.two(w.Rate, w.Rel)
	f.two(w.Lemma, w.Rel)
	f.one(w.dependentSum)
	f.two(w.Lemma, w.dependentSum)
	f.two(flag(f.outline.clause), likely)
	rel, lemma := f.speechAbove(w)
	f.two(rel, likely)
	f.three(lemma, rel, likely)
	f.group(4)
	for _, k := range w.Dependents {
		c := &f.text.Hashed[k]
		f.group(4)
		f.two(w.Rate, c.Rel)
		f.one(c.Rel)
		f.two(w.Lemma, c.Rel)
		f.two(likely, c.Rel)
		if isLexicalized(c.Rel) {
			f.two(c.Rel, c.Lemma)
			f.three(w.Lemma, c.Rel, c.Group)
			f.three(likely, c.Rel, c.Name)
			f.three(w.Lemma, c.Rel, flag(k > i))
		}
	}
}

// speechAbove returns the relation of the subtree with w to the nearest likely cue above it, and the lemma of that cue.
func (f *CueFeatures) speechAbove(w *HashedWord) (rel, lemma uint64) {
	for step := 0; w.Head >= 0 && step < 12; step++ {
		h := &f.text.Hashed[w.Head]
		if h.likely && (w.Rel == RelCcomp || w.Rel == RelParataxis || w.Rel == RelXcomp || w.Rel == RelDep) {
			return w.Rel, h.Lemma
		}
		w = h
	}
	return 0, 0
}

// frame adds features of the subject, the complement and the auxiliaries of a word together.
func (f *CueFeatures) frame(w *HashedWord) {
	var subject, complement, mark, auxiliaries uint64
	f.group(5)
	for _, k := range w.Dependents {
		c := &f.text.Hashed[k]
		switch {
		case c.Rel == RelNsubj || c.Rel == RelNsubjPass:
			subject = c.Tag
			if c.Name != 0 {
				subject = c.Name
			}
			f.group(6)
			f.two(c.Lemma, w.Rate)
			f.two(w.Lemma, subject)
		case c.Rel == RelCcomp || c.Rel == RelXcomp || c.Rel == RelObj || c.Rel == RelAdvcl:
			if complement == 0 || c.Rel == RelCcomp {
				complement = word.Join(c.Rel, c.Group)
			}
			mark = f.markOf(c)
			f.group(7)
			f.three(c.Rel, mark, w.Rate)
			f.three(c.Rel, mark, w.Lemma)
			f.three(c.Rel, c.Lemma, w.Rate)
		case c.Rel == RelAux || c.Rel == RelAuxPass || c.Rel == RelNeg || c.Rel == RelCop:
			auxiliaries += c.Lemma
			f.group(8)
			f.two(c.Lemma, w.Lemma)
		}
	}
	f.group(9)
	f.four(subject, complement, flag(auxiliaries != 0), w.Rate)
	f.three(subject, complement, w.Lemma)
	f.two(auxiliaries, w.Rate)
}

// markOf returns the lemma of the word that introduces a clause.
func (f *CueFeatures) markOf(clause *HashedWord) uint64 {
	for _, k := range clause.Dependents {
		if c := &f.text.Hashed[k]; c.Rel == RelMark || c.Rel == RelAux && c.Lower == To {
			return c.Lemma
		}
	}
	return 0
}

func (f *CueFeatures) heads(i int, w *HashedWord) {
	if w.Head < 0 {
		return
	}
	h := &f.text.Hashed[w.Head]
	f.group(10)
	f.two(h.Lemma, w.Rel)
	f.three(h.Tag, w.Rel, w.Tag)
	f.two(flag(h.likely), w.Rel)
	f.three(w.Lemma, h.Lemma, w.Rel)
	f.three(h.Rate, w.Rel, w.Rate)
	f.three(h.Rate, w.Rel, w.Lemma)
	f.three(h.Rate, w.Rel, width(int(w.Head)-i))
	f.two(h.dependentSum, w.Rel)
	if h.Head >= 0 {
		g := &f.text.Hashed[h.Head]
		f.three(g.Lemma, h.Rel, w.Rel)
		f.three(g.Rate, h.Rel, w.Rel)
	}
	for _, k := range h.Dependents {
		c := &f.text.Hashed[k]
		f.group(11)
		f.two(c.Rel, w.Rel)
		if c.Rel == RelCcomp || c.Rel == RelXcomp {
			f.three(c.Rel, w.Rel, h.Rate)
		}
	}
}

func (f *CueFeatures) quotes(i int, w *HashedWord) {
	p1, n1 := f.word(i-1), f.word(i+1)
	before, behind := f.text.marksAround(i)
	around := word.Join(before, behind)
	f.group(12)
	f.two(around, w.Rate)
	f.two(around, w.Tag)
	f.two(around, w.Lower)
	first := w.Paragraph == 0
	f.three(flag(first), w.Rate, w.Tag)
	f.two(flag(first), w.Lower)
	f.three(flag(w.continues), flag(w.closed), w.Tag)
	if !w.IsWord {
		f.group(13)
		f.three(w.Lower, p1.Tag, n1.Tag)
		f.four(w.Lower, p1.Name, flag(n1.Opens), width(i-f.sentence.From))
		f.four(w.Lower, flag(f.outline.verbOutside), flag(n1.Opens), flag(p1.Closes))
		f.four(w.Lower, flag(first), width(f.sentence.To-i), flag(f.outline.verbOutside))
		f.three(w.Lower, flag(f.text.ParagraphOf(i).To == i+1), p1.Rate)
	}
}
