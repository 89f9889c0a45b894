package feature

import (
	"graphd/internal/ingest/attribution/spans/neural"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/word"
)

// SlotFeatures extracts the features of a word for the slot model of a given cue: its position relative to the cue, its path
// to the cue in the tree, and the quotation around it.
type SlotFeatures struct {
	text *HashedText
	bag
	cue    ling.Range
	head   int
	window ling.Range
	others []bool // by word of the text: whether it is part of another likely cue

	paths      []path        // by word of the window
	buckets    []roleBuckets // by word of the window; empty without an encoder
	rival      []int32
	subject    uint64 // side of the cue that its subject is on
	complement uint64
	cueLemmas  uint64
	sentenceIn uint64 // whether the cue's sentence has quoted words
	shape      uint64 // what clauses precede and follow the cue
	afterCue   *HashedWord
	beforeCue  *HashedWord
}

// Turn starts a cue. others marks the words of likely cues, possibly including its own. roles holds the roles of the words of
// the window for this cue if p has an encoder's reading.
func (f *SlotFeatures) Turn(p *HashedText, cue ling.Range, head int, window ling.Range, others []bool, roles []neural.Roles) {
	f.text, f.cue, f.head, f.window, f.others = p, cue, head, window, others
	f.subject, f.complement = 0, 0
	h := &p.Hashed[head]
	for _, k := range h.Dependents {
		side := flag(k < head)
		switch p.Hashed[k].Rel {
		case RelNsubj, RelNsubjPass:
			f.subject = side
		case RelCcomp, RelXcomp:
			f.complement = side
		}
	}
	f.cueLemmas = 0
	for i := cue.From; i < cue.To; i++ {
		f.cueLemmas = word.Join(f.cueLemmas, p.Hashed[i].Lemma)
	}
	s := p.SentenceOf(head)
	f.sentenceIn = flag(p.Marks[s.To] > p.Marks[s.From] || p.Hashed[s.From].Quoted)
	f.shape = f.shapeOf(s)
	f.afterCue, f.beforeCue = p.At(cue.To, window), p.At(cue.From-1, window)
	f.findPaths()
	f.countRivals()
	f.bucketRoles(roles)
}

// shapeOf encodes whether verbs precede and follow the cue in its sentence, and commas between them and the cue.
func (f *SlotFeatures) shapeOf(s ling.Range) uint64 {
	before := f.text.Verbs[max(s.From, min(f.cue.From, s.To))] > f.text.Verbs[s.From]
	behind := f.text.Verbs[s.To] > f.text.Verbs[min(s.To, max(f.cue.To, s.From))]
	commaBefore := f.text.Commas[f.cue.From] > f.text.Commas[min(s.From, f.cue.From)]
	commaBehind := f.text.Commas[max(s.To, f.cue.To)] > f.text.Commas[f.cue.To]
	return word.Join(flag(before)*8+flag(behind)*2+flag(commaBefore)/2, flag(commaBehind)+4*upTo(s.To-f.cue.To, 3))
}

// countRivals counts the words of other likely cues between the cue and every word.
func (f *SlotFeatures) countRivals() {
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

// At appends the features of word i of the window, which is not part of the cue.
func (f *SlotFeatures) At(features []uint32, i int) []uint32 {
	f.features = features
	w := &f.text.Hashed[i]
	x := f.placeOf(i, w)
	f.position(i, &x, w)
	f.around(i, &x, w)
	f.quotation(i, &x, w)
	f.tree(i, &x, w)
	f.dependent(i, &x, w)
	f.neuralRoles(i, &x, w)
	return f.features
}

func (f *SlotFeatures) word(i int) *HashedWord { return f.text.At(i, f.window) }

func (f *SlotFeatures) position(i int, x *place, w *HashedWord) {
	h := &f.text.Hashed[f.head]
	last := &f.text.Hashed[f.cue.To-1]
	f.group(20)
	f.one(x.where)
	f.two(x.far, x.sentence)
	f.three(x.far, h.Tag, x.sentence)
	f.three(x.far, h.Lemma, x.sentence)
	f.two(x.where, h.Lemma)
	f.two(w.Tag, x.far)
	f.two(w.Lemma, x.far)
	f.three(w.Lemma, h.Lemma, x.far)
	f.two(x.where, x.commas)
	f.two(x.where, x.rival)
	f.three(x.where, x.rival, x.quote)
	f.three(w.Name, x.where, x.far)
	f.two(f.cueLemmas, x.far)
	f.three(last.Lemma, x.far, w.Tag)
	f.four(last.Tag, f.text.Hashed[f.cue.From].Tag, x.far, w.Tag)
	f.two(uint64(f.cue.Len()), x.far)
	f.two(flag(f.others[i]), x.where)
}

func (f *SlotFeatures) around(i int, x *place, w *HashedWord) {
	p1, p2, n1, n2, n3 := f.word(i-1), f.word(i-2), f.word(i+1), f.word(i+2), f.word(i+3)
	f.group(21)
	for _, t := range [...]*HashedWord{p2, p1, w, n1, n2} {
		f.two(t.Lemma, x.where)
		f.two(t.Tag, x.where)
	}
	f.one(w.Lower)
	f.three(w.Tag, n1.Tag, x.where)
	f.three(p1.Tag, w.Tag, x.where)
	f.four(p1.Tag, w.Tag, n1.Tag, x.where)
	f.three(p1.Lemma, w.Lemma, x.where)
	f.four(x.where, x.commas, w.Tag, p1.Tag)
	f.three(flag(w.capital), x.where, p1.Tag)
	f.four(n1.Tag, n2.Tag, n3.Tag, x.side)
	f.four(w.Tag, n1.Lemma, n2.Tag, x.side)
	f.four(p2.Tag, p1.Lemma, w.Tag, x.side)
	f.three(w.Lemma, n1.Lemma, x.side)
	f.three(f.afterCue.Lemma, x.where, x.quote)
	f.three(f.afterCue.Tag, x.where, x.far)
	f.three(f.beforeCue.Tag, x.where, x.quote)
	f.three(f.beforeCue.Lower, x.where, x.far)
	s := f.text.SentenceOf(i)
	left := upTo(s.To-1-i, 4)
	f.three(flag(i == s.From), x.where, x.quote)
	f.four(flag(i == s.To-1), w.Lower, x.where, x.quote)
	f.three(left, x.where, w.Tag)
	f.four(left, x.where, f.text.Hashed[s.To-1].Lower, flag(w.Quoted))
}

func (f *SlotFeatures) tree(i int, x *place, w *HashedWord) {
	h := &f.text.Hashed[f.head]
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
	f.two(x.whole, h.Lemma)
	f.two(brief, x.side)
	f.two(brief, h.Lemma)
	f.three(brief, x.quote, x.side)
	f.three(brief, w.Tag, x.side)
	f.two(brief, w.Lemma)
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
	f.four(before, brief, w.Tag, x.side)
	f.three(brief, behind, w.Lower)
	f.two(f.cueLemmas, brief)
	f.two(w.Rel, brief)
	p1 := f.word(i - 1)
	f.three(w.Begins, brief, x.side)
	f.three(w.Ends, brief, x.side)
	f.three(w.Begins, p1.Ends, x.where)
	f.four(w.Begins, p1.Ends, before, brief)
	f.three(w.Ends, x.where, f.word(i+1).Tag)
	f.three(w.SourceRate, x.where, x.quote)
	f.three(w.SourceRate, brief, x.side)
	f.four(w.SourceRate, f.subject, x.where, x.far)
	f.four(w.Rate, x.where, x.quote, x.rival)
	if w.Head >= 0 {
		f.three(f.text.Hashed[w.Head].Lemma, w.Rel, x.where)
	}
}

// dependent adds features of the dependent of the cue's head whose subtree contains the word, and of the word's position in
// it.
func (f *SlotFeatures) dependent(i int, x *place, w *HashedWord) {
	h := &f.text.Hashed[f.head]
	if w.Sentence != h.Sentence {
		return
	}
	n1, p1 := f.word(i+1), f.word(i-1)
	f.group(24)
	f.three(flag(i >= int(h.First) && i <= int(h.Last)), word.Join(x.side, h.Rel), w.Tag)
	if int(h.First) == i || int(h.Last) == i {
		f.three(flag(int(h.Last) == i), x.side, w.Tag)
	}
	if h.Head >= 0 {
		f.group(25)
		g := &f.text.Hashed[h.Head]
		f.four(h.Rel, g.Group, x.side, x.far)
		if h.Rel == RelRelcl || h.Rel == RelAcl {
			in := i >= int(g.First) && i < f.cue.From
			f.four(word.Join(h.Rel, flag(in)), flag(i == int(g.First)), x.side, w.Tag)
		}
	}
	if x.path.kid < 0 {
		f.group(26)
		f.two(x.side, w.Tag)
		f.three(x.side, w.Rel, h.Rel)
		return
	}
	k := &f.text.Hashed[x.path.kid]
	at := uint64(5)
	switch i {
	case int(k.First):
		at = 1
	case int(k.Last):
		at = 2
	case int(k.Last) - 1:
		at = 3
	}
	f.group(27)
	f.three(k.Rel, at, x.side)
	f.three(k.Rel, at, w.Tag)
	f.three(k.Rel, at, h.Lemma)
	f.three(k.Rel, at, n1.Tag)
	if k.Rel == RelNsubj || k.Rel == RelNsubjPass || k.Rel == RelNmod {
		commas := upTo(int(f.text.Commas[i]-f.text.Commas[min(int(k.First), i)]), 2)
		f.three(k.Rel, commas, x.path.above)
		f.two(word.Join3(k.Rel, commas, x.path.above), word.Join(w.Tag, p1.Tag))
	}
}

func (f *SlotFeatures) quotation(i int, x *place, w *HashedWord) {
	h := &f.text.Hashed[f.head]
	f.group(22)
	f.two(x.quote, x.where)
	f.four(x.quote, x.where, f.sentenceIn, f.complement)
	f.four(x.quote, x.where, x.marks, f.sentenceIn)
	f.four(x.quote, x.where, x.marks, min(x.commas, 2))
	if !w.Quoted {
		before, behind := f.text.marksAround(i)
		f.group(28)
		f.three(before, behind, x.side)
		f.four(before, behind, w.Tag, x.side)
		return
	}
	a, b := int(w.QuoteFrom), int(w.QuoteTo)
	between, gap := 0, 0
	if a >= f.cue.To {
		between, gap = int(f.text.Openers[a]-f.text.Openers[f.cue.To]), a-f.cue.To+1
	} else if b <= f.cue.From {
		between, gap = int(f.text.Openers[f.cue.From]-f.text.Openers[b]), b-1-f.cue.From
	}
	part := uint64(3)
	if i == a {
		part = 1
	} else if i == b-1 {
		part = 2
	}
	rank := word.Join(upTo(between, 2), part)
	starts := flag(a == f.text.SentenceOf(a).From)
	f.group(29)
	f.three(rank, width(b-a), x.side)
	f.two(rank, width(gap))
	f.three(rank, starts, x.side)
	f.four(rank, starts, x.side, h.Lemma)
	f.four(f.word(a-1).Lemma, f.word(b).Lemma, x.side, part)
	f.four(flag(w.closed), x.side, part, flag(w.continues))
	f.four(rank, flag(a <= f.cue.From && f.cue.To <= b), x.side, w.Tag)
}
