package spans

import (
	"strings"
	"unicode"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/word"
)

// Run is a half-open range of words, numbered through all sentences of an annotation.
type Run struct{ From, To int }

func (r Run) len() int            { return r.To - r.From }
func (r Run) has(i int) bool      { return r.From <= i && i < r.To }
func (r Run) within(o Run) Run    { return Run{max(r.From, o.From), min(r.To, o.To)} }
func (r Run) overlaps(o Run) bool { return r.From < o.To && o.From < r.To }

// page is one annotated text as features look at it.
type page struct {
	words      []token
	sentences  []Run
	paragraphs []Run
	kids       []int32 // dependents of all words, word after word
	commas     []int32 // how many commas stand before each word, and in all
	marks      []int32 // the same of quotation marks
	openers    []int32 // the same of opening marks
	verbs      []int32 // the same of verbs
}

// token is a word with all that features ask of it as numbers.
type token struct {
	lower, lemma, tag, rel, name uint64 // hashes
	group                        uint64 // the first letter of the tag
	ending                       uint64 // hash of the last three letters
	rate, pair                   uint64 // how often it is a cue; with the word after it
	sourceRate                   uint64 // how often it is part of a source
	value                        float32
	head                         int32 // -1 for a root
	kidsFrom, kidsTo             int32
	first, last                  int32 // reach of its subtree
	sentence, paragraph          int32
	quoteFrom, quoteTo           int32  // the quotation around it, marks included; empty outside
	begins, ends                 uint64 // relation of the largest subtree that begins, or ends, with it
	kidSum                       uint64 // of the relations of its dependents
	isWord, isVerb, capital      bool
	inside, opens, closes        bool
	continues                    bool // in a quotation that goes on from the paragraph before
	closed                       bool // in a quotation that has a closing mark
	likely                       bool // its rate is high
}

// edge stands for the words before the first and behind the last.
var edge = token{
	lower: word.Hash("<edge>"), lemma: word.Hash("<edge>"), tag: word.Hash("<edge>"), rel: word.Hash("<edge>"),
	name: 99, group: '#', rate: 99, pair: 99, head: -1,
}

// manyKids bounds how many dependents of a word are looked at.
const manyKids = 24

// newPage lays an annotation out. Any annotation will do: a governor that is out of range makes its word a root.
func newPage(a ling.Annotation, lex rater) *page {
	n := 0
	for _, s := range a.Sentences {
		n += len(s.Tokens)
	}
	p := &page{words: make([]token, 0, n), sentences: make([]Run, 0, len(a.Sentences))}
	paragraph := -1
	for _, s := range a.Sentences {
		if len(s.Tokens) == 0 {
			continue
		}
		if len(p.paragraphs) == 0 || s.Paragraph != paragraph {
			p.paragraphs = append(p.paragraphs, Run{len(p.words), len(p.words)})
			paragraph = s.Paragraph
		}
		p.addSentence(s.Tokens)
		p.paragraphs[len(p.paragraphs)-1].To = len(p.words)
	}
	p.hangKids()
	p.edges()
	p.quote(a)
	p.count()
	p.rate(lex)
	return p
}

func (p *page) addSentence(tokens []ling.Token) {
	base := len(p.words)
	for i := range tokens {
		t := &tokens[i]
		w := token{
			tag: word.Hash(t.XPOS), rel: word.Hash(t.Deprel), head: -1,
			sentence: int32(len(p.sentences)), paragraph: int32(len(p.paragraphs) - 1),
			first: int32(base + i), last: int32(base + i), name: uint64(t.Name.Kind),
		}
		lower := strings.ToLower(t.Form)
		w.lower, w.lemma = word.Hash(lower), lemmaHash(t.Lemma, lower)
		w.ending = word.Hash(lower[max(0, len(lower)-3):])
		w.capital = lower != t.Form
		if t.XPOS != "" {
			w.group = uint64(t.XPOS[0])
		}
		w.isWord = strings.ContainsFunc(t.Form, isLetterOrDigit)
		w.isVerb = w.group == 'V'
		if 0 <= t.Head && t.Head < len(tokens) && t.Head != i {
			w.head = int32(base + t.Head)
		}
		p.words = append(p.words, w)
	}
	p.sentences = append(p.sentences, Run{base, len(p.words)})
}

func lemmaHash(lemma, lower string) uint64 {
	if lemma == "" {
		return word.Hash(lower)
	}
	return word.Hash(strings.ToLower(lemma))
}

func isLetterOrDigit(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// hangKids lists every word's dependents and finds the reach of the subtrees.
func (p *page) hangKids() {
	counts := make([]int32, len(p.words)+1)
	for i := range p.words {
		if h := p.words[i].head; h >= 0 {
			counts[h]++
		}
	}
	at := int32(0)
	for i := range p.words {
		p.words[i].kidsFrom, p.words[i].kidsTo = at, at
		at += counts[i]
	}
	p.kids = make([]int32, at)
	for i := range p.words {
		if h := p.words[i].head; h >= 0 {
			w := &p.words[h]
			p.kids[w.kidsTo] = int32(i)
			w.kidsTo++
			w.kidSum += p.words[i].rel
		}
	}
	p.reach()
}

// longestChain bounds how far up a tree anything is looked for; circles end there.
const longestChain = 60

func (p *page) reach() {
	for i := range p.words {
		h := p.words[i].head
		for steps := 0; h >= 0 && steps < longestChain; steps++ {
			w := &p.words[h]
			w.first, w.last = min(w.first, int32(i)), max(w.last, int32(i))
			h = w.head
		}
	}
}

// edges notes at every word the relations of the largest subtrees that begin and end there.
func (p *page) edges() {
	size := make([][2]int32, len(p.words))
	for i := range p.words {
		w := &p.words[i]
		n := w.last - w.first + 1
		if a := &p.words[w.first]; n > size[w.first][0] {
			size[w.first][0], a.begins = n, w.rel
		}
		if z := &p.words[w.last]; n > size[w.last][1] {
			size[w.last][1], z.ends = n, w.rel
		}
	}
}

// dependents are the dependents of a word, in order, not more than manyKids.
func (p *page) dependents(w *token) []int32 {
	return p.kids[w.kidsFrom:min(w.kidsTo, w.kidsFrom+manyKids)]
}

// quote marks the words inside quotations. Of quotations inside others only the outer ones count.
func (p *page) quote(a ling.Annotation) {
	at, i := 0, 0
	spans := make([]ling.Token, 0, len(p.words))
	for _, s := range a.Sentences {
		spans = append(spans, s.Tokens...)
	}
	for at < len(a.Quotes) {
		q := a.Quotes[at]
		at++
		if q.Depth > 0 {
			continue
		}
		for i < len(spans) && spans[i].End <= q.Start {
			i++
		}
		from := i
		for i < len(spans) && spans[i].Start < q.End {
			i++
		}
		if from == i {
			continue
		}
		for k := from; k < i; k++ {
			w := &p.words[k]
			w.inside, w.closed, w.continues = true, q.Closed, q.Continues
			w.quoteFrom, w.quoteTo = int32(from), int32(i)
		}
		p.words[from].open()
		if q.Closed {
			p.words[i-1].close()
		}
	}
}

// Quotation marks look alike, however they are written.
var (
	openMark  = word.Hash("``")
	closeMark = word.Hash("''")
)

func (w *token) open() {
	if !w.isWord {
		w.opens = true
		w.lower, w.lemma, w.tag, w.ending = openMark, openMark, openMark, openMark
	}
}

func (w *token) close() {
	if !w.isWord {
		w.closes = true
		w.lower, w.lemma, w.tag, w.ending = closeMark, closeMark, closeMark, closeMark
	}
}

func (p *page) count() {
	n := len(p.words)
	p.commas, p.marks, p.openers, p.verbs = make([]int32, n+1), make([]int32, n+1), make([]int32, n+1), make([]int32, n+1)
	for i := range p.words {
		w := &p.words[i]
		p.commas[i+1], p.marks[i+1], p.openers[i+1], p.verbs[i+1] = p.commas[i], p.marks[i], p.openers[i], p.verbs[i]
		if w.isVerb {
			p.verbs[i+1]++
		}
		if w.lower == comma {
			p.commas[i+1]++
		}
		if w.opens || w.closes {
			p.marks[i+1]++
		}
		if w.opens {
			p.openers[i+1]++
		}
	}
}

// rate looks every word's rates up. The word after the last of a sentence is none.
func (p *page) rate(lex rater) {
	for i := range p.words {
		w := &p.words[i]
		c := lex.counts(w.key())
		w.rate, w.value = c.bucket(), c.value()
		w.likely = w.value > likelyValue && c.all >= 3
		w.sourceRate = lex.counts(kindKey(w.lemma, sourceSalt)).bucket()
		w.pair = none
		if i+1 < p.sentences[w.sentence].To {
			w.pair = lex.counts(w.pairKey(&p.words[i+1])).bucket()
		}
	}
}

// likelyValue is the rate from which on a word is a likely cue.
const likelyValue = 0.3

// at is word i, or the edge where it is not within x.
func (p *page) at(i int, x Run) *token {
	if !x.has(i) {
		return &edge
	}
	return &p.words[i]
}

func (p *page) sentenceOf(i int) Run  { return p.sentences[p.words[i].sentence] }
func (p *page) paragraphOf(i int) Run { return p.paragraphs[p.words[i].paragraph] }

// farMark is how many words away a quotation mark is looked for.
const farMark = 30

// marksAround says whether the nearest quotation mark before word i opens or closes and how far away it is, and the same
// behind, within the paragraph.
func (p *page) marksAround(i int) (before, behind uint64) {
	x := p.paragraphOf(i)
	for j := i - 1; j >= max(x.From, i-farMark) && before == 0; j-- {
		if p.words[j].closes {
			before = 300 + width(i-j)
		} else if p.words[j].opens {
			before = 1
		}
	}
	for j := i + 1; j < min(x.To, i+farMark) && behind == 0; j++ {
		if p.words[j].opens {
			behind = 300 + width(j-i)
		} else if p.words[j].closes {
			behind = 1
		}
	}
	return before, behind
}
