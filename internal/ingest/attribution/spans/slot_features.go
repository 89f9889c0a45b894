package spans

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/word"
)

// slotFeatures are what speaks for a word being part of the source or the content of a given cue: where it stands from the
// cue, its way to the cue through the tree, and the quotation that it stands in.
type slotFeatures struct {
	page *hashedText
	bag
	cue    ling.Range
	head   int
	window ling.Range
	others []bool // words of the page that are part of other likely cues

	paths      []path // by word of the window
	rival      []int32
	subject    uint64 // which side of the cue its subject stands on
	complement uint64
	cueLemmas  uint64
	sentenceIn uint64 // whether the cue's sentence has quoted words
	shape      uint64 // what of clauses stands before the cue and behind it
	afterCue   *hashedWord
	beforeCue  *hashedWord
}

// turn looks at a cue. others marks the words of likely cues, its own perhaps among them.
func (f *slotFeatures) turn(p *hashedText, cue ling.Range, head int, window ling.Range, others []bool) {
	f.page, f.cue, f.head, f.window, f.others = p, cue, head, window, others
	f.subject, f.complement = 0, 0
	h := &p.words[head]
	for _, k := range h.dependents {
		side := flag(int(k) < head)
		switch p.words[k].rel {
		case relNsubj, relNsubjpass:
			f.subject = side
		case relCcomp, relXcomp:
			f.complement = side
		}
	}
	f.cueLemmas = 0
	for i := cue.From; i < cue.To; i++ {
		f.cueLemmas = word.Join(f.cueLemmas, p.words[i].lemma)
	}
	s := p.SentenceOf(head)
	f.sentenceIn = flag(p.marks[s.To] > p.marks[s.From] || p.words[s.From].inside)
	f.shape = f.shapeOf(s)
	f.afterCue, f.beforeCue = p.at(cue.To, window), p.at(cue.From-1, window)
	f.findPaths()
	f.countRivals()
}

// shapeOf says whether there are verbs before the cue and behind it in its sentence, and marks between them and the cue.
func (f *slotFeatures) shapeOf(s ling.Range) uint64 {
	before := f.page.verbs[max(s.From, min(f.cue.From, s.To))] > f.page.verbs[s.From]
	behind := f.page.verbs[s.To] > f.page.verbs[min(s.To, max(f.cue.To, s.From))]
	commaBefore := f.page.commas[f.cue.From] > f.page.commas[min(s.From, f.cue.From)]
	commaBehind := f.page.commas[max(s.To, f.cue.To)] > f.page.commas[f.cue.To]
	return word.Join(flag(before)*8+flag(behind)*2+flag(commaBefore)/2, flag(commaBehind)+4*upTo(s.To-f.cue.To, 3))
}

// countRivals counts the words of other likely cues between the cue and every word.
func (f *slotFeatures) countRivals() {
	f.rival = append(f.rival[:0], make([]int32, f.window.Len())...)
	n := int32(0)
	for i := f.cue.To; i < f.window.To; i++ {
		f.rival[i-f.window.From] = n
		if f.others[i] {
			n++
		}
	}
	n = 0
	for i := f.cue.From - 1; i >= f.window.From; i-- {
		f.rival[i-f.window.From] = n
		if f.others[i] {
			n++
		}
	}
}

// at collects the features of word i of the window, which is not of the cue.
func (f *slotFeatures) at(features []uint32, i int) []uint32 {
	f.features = features
	w := &f.page.words[i]
	x := f.placeOf(i, w)
	f.position(i, &x, w)
	f.around(i, &x, w)
	f.quotation(i, &x, w)
	f.tree(i, &x, w)
	f.dependent(i, &x, w)
	return f.features
}

func (f *slotFeatures) word(i int) *hashedWord { return f.page.at(i, f.window) }

func (f *slotFeatures) position(i int, x *place, w *hashedWord) {
	h := &f.page.words[f.head]
	last := &f.page.words[f.cue.To-1]
	f.group(20)
	f.one(x.where)
	f.two(x.far, x.sentence)
	f.three(x.far, h.tag, x.sentence)
	f.three(x.far, h.lemma, x.sentence)
	f.two(x.where, h.lemma)
	f.two(w.tag, x.far)
	f.two(w.lemma, x.far)
	f.three(w.lemma, h.lemma, x.far)
	f.two(x.where, x.commas)
	f.two(x.where, x.rival)
	f.three(x.where, x.rival, x.quote)
	f.three(w.name, x.where, x.far)
	f.two(f.cueLemmas, x.far)
	f.three(last.lemma, x.far, w.tag)
	f.four(last.tag, f.page.words[f.cue.From].tag, x.far, w.tag)
	f.two(uint64(f.cue.Len()), x.far)
	f.two(flag(f.others[i]), x.where)
}

func (f *slotFeatures) around(i int, x *place, w *hashedWord) {
	p1, p2, n1, n2, n3 := f.word(i-1), f.word(i-2), f.word(i+1), f.word(i+2), f.word(i+3)
	f.group(21)
	for _, t := range [...]*hashedWord{p2, p1, w, n1, n2} {
		f.two(t.lemma, x.where)
		f.two(t.tag, x.where)
	}
	f.one(w.lower)
	f.three(w.tag, n1.tag, x.where)
	f.three(p1.tag, w.tag, x.where)
	f.four(p1.tag, w.tag, n1.tag, x.where)
	f.three(p1.lemma, w.lemma, x.where)
	f.four(x.where, x.commas, w.tag, p1.tag)
	f.three(flag(w.capital), x.where, p1.tag)
	f.four(n1.tag, n2.tag, n3.tag, x.side)
	f.four(w.tag, n1.lemma, n2.tag, x.side)
	f.four(p2.tag, p1.lemma, w.tag, x.side)
	f.three(w.lemma, n1.lemma, x.side)
	f.three(f.afterCue.lemma, x.where, x.quote)
	f.three(f.afterCue.tag, x.where, x.far)
	f.three(f.beforeCue.tag, x.where, x.quote)
	f.three(f.beforeCue.lower, x.where, x.far)
	s := f.page.SentenceOf(i)
	left := upTo(s.To-1-i, 4)
	f.three(flag(i == s.From), x.where, x.quote)
	f.four(flag(i == s.To-1), w.lower, x.where, x.quote)
	f.three(left, x.where, w.tag)
	f.four(left, x.where, f.page.words[s.To-1].lower, flag(w.inside))
}

func (f *slotFeatures) tree(i int, x *place, w *hashedWord) {
	h := &f.page.words[f.head]
	brief := x.path.brief
	before, behind := uint64(96), uint64(96)
	if i > f.window.From {
		before = f.briefOf(i - 1)
	}
	if i+1 < f.window.To {
		behind = f.briefOf(i + 1)
	}
	f.group(23)
	f.two(x.whole, x.side)
	f.two(x.whole, h.lemma)
	f.two(brief, x.side)
	f.two(brief, h.lemma)
	f.three(brief, x.quote, x.side)
	f.three(brief, w.tag, x.side)
	f.two(brief, w.lemma)
	f.three(brief, x.commas, x.side)
	f.three(brief, x.rival, x.side)
	f.two(f.shape, x.where)
	f.three(f.shape, brief, x.side)
	f.three(f.shape, x.where, x.quote)
	f.four(f.shape, f.subject, x.where, x.commas)
	f.three(f.subject, f.complement, x.where)
	f.four(f.subject, f.complement, x.where, x.quote)
	f.four(f.subject, f.complement, brief, x.side)
	f.three(before, brief, x.side)
	f.three(brief, behind, x.side)
	f.four(before, brief, w.tag, x.side)
	f.three(brief, behind, w.lower)
	f.two(f.cueLemmas, brief)
	f.two(w.rel, brief)
	p1 := f.word(i - 1)
	f.three(w.begins, brief, x.side)
	f.three(w.ends, brief, x.side)
	f.three(w.begins, p1.ends, x.where)
	f.four(w.begins, p1.ends, before, brief)
	f.three(w.ends, x.where, f.word(i+1).tag)
	f.three(w.sourceRate, x.where, x.quote)
	f.three(w.sourceRate, brief, x.side)
	f.four(w.sourceRate, f.subject, x.where, x.far)
	f.four(w.rate, x.where, x.quote, x.rival)
	if w.head >= 0 {
		f.three(f.page.words[w.head].lemma, w.rel, x.where)
	}
}

// dependent is which dependent of the cue's head holds the word, and where in it the word stands.
func (f *slotFeatures) dependent(i int, x *place, w *hashedWord) {
	h := &f.page.words[f.head]
	if w.sentence != h.sentence {
		return
	}
	n1, p1 := f.word(i+1), f.word(i-1)
	f.group(24)
	f.three(flag(i >= int(h.first) && i <= int(h.last)), word.Join(x.side, h.rel), w.tag)
	if int(h.first) == i || int(h.last) == i {
		f.three(flag(int(h.last) == i), x.side, w.tag)
	}
	if h.head >= 0 {
		f.group(25)
		g := &f.page.words[h.head]
		f.four(h.rel, g.group, x.side, x.far)
		if h.rel == relRelcl || h.rel == relAcl {
			in := i >= int(g.first) && i < f.cue.From
			f.four(word.Join(h.rel, flag(in)), flag(i == int(g.first)), x.side, w.tag)
		}
	}
	if x.path.kid < 0 {
		f.group(26)
		f.two(x.side, w.tag)
		f.three(x.side, w.rel, h.rel)
		return
	}
	k := &f.page.words[x.path.kid]
	at := uint64(5)
	switch i {
	case int(k.first):
		at = 1
	case int(k.last):
		at = 2
	case int(k.last) - 1:
		at = 3
	}
	f.group(27)
	f.three(k.rel, at, x.side)
	f.three(k.rel, at, w.tag)
	f.three(k.rel, at, h.lemma)
	f.three(k.rel, at, n1.tag)
	if k.rel == relNsubj || k.rel == relNsubjpass || k.rel == relNmod {
		commas := upTo(int(f.page.commas[i]-f.page.commas[min(int(k.first), i)]), 2)
		f.three(k.rel, commas, x.path.above)
		f.two(word.Join3(k.rel, commas, x.path.above), word.Join(w.tag, p1.tag))
	}
}

func (f *slotFeatures) quotation(i int, x *place, w *hashedWord) {
	h := &f.page.words[f.head]
	f.group(22)
	f.two(x.quote, x.where)
	f.four(x.quote, x.where, f.sentenceIn, f.complement)
	f.four(x.quote, x.where, x.marks, f.sentenceIn)
	f.four(x.quote, x.where, x.marks, min(x.commas, 2))
	if !w.inside {
		before, behind := f.page.marksAround(i)
		f.group(28)
		f.three(before, behind, x.side)
		f.four(before, behind, w.tag, x.side)
		return
	}
	a, b := int(w.quoteFrom), int(w.quoteTo)
	between, gap := 0, 0
	if a >= f.cue.To {
		between, gap = int(f.page.openers[a]-f.page.openers[f.cue.To]), a-f.cue.To+1
	} else if b <= f.cue.From {
		between, gap = int(f.page.openers[f.cue.From]-f.page.openers[b]), b-1-f.cue.From
	}
	part := uint64(3)
	if i == a {
		part = 1
	} else if i == b-1 {
		part = 2
	}
	rank := word.Join(upTo(between, 2), part)
	starts := flag(a == f.page.SentenceOf(a).From)
	f.group(29)
	f.three(rank, width(b-a), x.side)
	f.two(rank, width(gap))
	f.three(rank, starts, x.side)
	f.four(rank, starts, x.side, h.lemma)
	f.four(f.word(a-1).lemma, f.word(b).lemma, x.side, part)
	f.four(flag(w.closed), x.side, part, flag(w.continues))
	f.four(rank, flag(a <= f.cue.From && f.cue.To <= b), x.side, w.tag)
}
