package spans

import (
	"strings"
	"unicode"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

// hashedText is a laid-out text as features see it: one hashedWord for each word of the layout.
type hashedText struct {
	*ling.Layout
	words []hashedWord
	// Running counts: element i counts the words before word i, element len(words) all words.
	commas, marks, openers, verbs []int32
}

// hashedWord holds what features use of a word, as numbers.
type hashedWord struct {
	lower, lemma, tag, rel, name uint64 // hashes; rel is of the name in version 1 of Universal Dependencies
	group                        uint64 // first letter of the tag
	ending                       uint64 // hash of the last three bytes of the lower-case form
	rate, pair                   uint64 // buckets of the rate as a cue: alone, and with the next word
	sourceRate                   uint64 // bucket of the rate as part of a source
	value                        float32
	head                         int32 // -1 for a root
	first, last                  int32 // extent of its subtree
	sentence, paragraph          int32
	quoteFrom, quoteTo           int32  // the quotation around it, marks included; empty outside
	dependents                   []int  // the first maxDependents of them
	begins, ends                 uint64 // relation of the largest subtree that begins, or ends, with it
	kidSum                       uint64 // sum of the relations of its dependents
	isWord, isVerb, capital      bool
	inside, opens, closes        bool
	continues                    bool // in a quotation that continues the one of the paragraph before
	closed                       bool // in a quotation that has a closing mark
	likely                       bool // its rate is high
}

// edge is the word before the first and after the last.
var edge = hashedWord{
	lower: word.Hash("<edge>"), lemma: word.Hash("<edge>"), tag: word.Hash("<edge>"), rel: word.Hash("<edge>"),
	name: 99, group: '#', rate: 99, pair: 99, head: -1,
}

// maxDependents bounds how many dependents of a word features look at.
const maxDependents = 24

// hash returns the view of l for features, with the rates of lex.
func hash(l *ling.Layout, lex rater) *hashedText {
	p := &hashedText{Layout: l, words: make([]hashedWord, len(l.Words))}
	for i := range l.Words {
		p.words[i] = hashWord(&l.Words[i])
	}
	for i := range p.words {
		if h := p.words[i].head; h >= 0 {
			p.words[h].kidSum += p.words[i].rel
		}
	}
	p.edges()
	p.quote()
	p.count()
	p.rate(lex)
	return p
}

func hashWord(t *ling.TreeWord) hashedWord {
	w := hashedWord{
		lower: word.Hash(t.Lower), tag: word.Hash(string(t.XPOS)), rel: word.Hash(t.Deprel.Version1(t.Lower)),
		group: uint64(t.XPOS.Class()), ending: word.Hash(t.Lower[max(0, len(t.Lower)-3):]), name: uint64(t.Name.Kind),
		head: int32(t.Head), first: int32(t.First), last: int32(t.Last), sentence: int32(t.Sentence), paragraph: int32(t.Paragraph),
		dependents: t.Dependents[:min(len(t.Dependents), maxDependents)],
		isWord:     strings.ContainsFunc(t.Form, isLetterOrDigit), capital: strings.ContainsFunc(t.Form, unicode.IsUpper),
	}
	w.lemma = w.lower
	if t.Lemma != "" {
		w.lemma = word.Hash(strings.ToLower(t.Lemma))
	}
	w.isVerb = w.group == uint64(ud.VB.Class())
	return w
}

func isLetterOrDigit(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// longestChain bounds how far up a tree anything is looked for.
const longestChain = 60

// edges notes at every word the relations of the largest subtrees that begin and end there.
func (p *hashedText) edges() {
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

// quote marks the words in outermost quotations.
func (p *hashedText) quote() {
	for _, q := range p.Quotations {
		for k := q.From; k < q.To; k++ {
			w := &p.words[k]
			w.inside, w.closed, w.continues = true, q.Closed, q.Continues
			w.quoteFrom, w.quoteTo = int32(q.From), int32(q.To)
		}
		p.words[q.From].open()
		if q.Closed {
			p.words[q.To-1].close()
		}
	}
}

// Quotation marks look alike, however they are written.
var (
	openMark  = word.Hash(string(ud.OpenQuote))
	closeMark = word.Hash(string(ud.CloseQuote))
)

func (w *hashedWord) open() {
	if !w.isWord {
		w.opens = true
		w.lower, w.lemma, w.tag, w.ending = openMark, openMark, openMark, openMark
	}
}

func (w *hashedWord) close() {
	if !w.isWord {
		w.closes = true
		w.lower, w.lemma, w.tag, w.ending = closeMark, closeMark, closeMark, closeMark
	}
}

func (p *hashedText) count() {
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
func (p *hashedText) rate(lex rater) {
	for i := range p.words {
		w := &p.words[i]
		c := lex.counts(w.key())
		w.rate, w.value = c.bucket(), c.value()
		w.likely = w.value > likelyValue && c.all >= 3
		w.sourceRate = lex.counts(kindKey(w.lemma, sourceSalt)).bucket()
		w.pair = none
		if i+1 < p.Sentences[w.sentence].To {
			w.pair = lex.counts(w.pairKey(&p.words[i+1])).bucket()
		}
	}
}

// likelyValue is the rate from which on a word is a likely cue.
const likelyValue = 0.3

// at returns word i, or the edge where it is not within x.
func (p *hashedText) at(i int, x ling.Range) *hashedWord {
	if !x.Has(i) {
		return &edge
	}
	return &p.words[i]
}

// farMark is how many words away a quotation mark is looked for.
const farMark = 30

// marksAround says whether the nearest quotation mark before word i opens or closes and how far away it is, and the same
// behind, within the paragraph.
func (p *hashedText) marksAround(i int) (before, behind uint64) {
	x := p.ParagraphOf(i)
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
