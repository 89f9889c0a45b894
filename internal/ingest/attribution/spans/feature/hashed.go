package feature

import (
	"strings"
	"unicode"

	"graphd/internal/ingest/attribution/spans/neural"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

// HashedText is a laid-out text as features see it, with one HashedWord for each word of the Layout.
type HashedText struct {
	*ling.Layout
	Hashed []HashedWord
	// Running counts: element i counts the words before word i, the last element all words.
	Commas, Marks, Openers, Verbs []int32
	// Neural holds what the encoder's heads find out; nil without an encoder.
	Neural *neural.Reading
}

// HashedWord holds what features use of a word, as numbers.
type HashedWord struct {
	Lower, Lemma, Tag, Rel, Name uint64 // hashes; rel is of the name in version 1 of Universal Dependencies
	Group                        uint64 // first letter of the tag
	ending                       uint64 // hash of the last three bytes of the lower-case form
	Rate, Pair                   uint64 // buckets of the rate as a cue: alone, and with the next word
	SourceRate                   uint64 // bucket of the rate as part of a source
	Value                        float32
	Head                         int32 // -1 for a root
	First, Last                  int32 // extent of its subtree
	Sentence, Paragraph          int32
	QuoteFrom, QuoteTo           int32  // the quotation around it, marks included; empty outside
	Dependents                   []int  // the first maxDependents of them
	Begins, Ends                 uint64 // relation of the largest subtree that begins, or ends, with it
	dependentSum                 uint64 // sum of the relations of its dependents
	IsWord, IsVerb, capital      bool
	Quoted, Opens, Closes        bool
	continues                    bool // in a quotation that continues the one of the paragraph before
	closed                       bool // in a quotation that has a closing mark
	likely                       bool // its rate is high
}

// edge takes the place of words outside of a text or window.
var edge = HashedWord{
	Lower: word.Hash("<edge>"), Lemma: word.Hash("<edge>"), Tag: word.Hash("<edge>"), Rel: word.Hash("<edge>"),
	Name: 99, Group: '#', Rate: 99, Pair: 99, Head: -1,
}

// maxDependents bounds how many dependents of a word features look at.
const maxDependents = 24

// HashText returns the view of l for features, with the rates of lex.
func HashText(l *ling.Layout, lex Rater) *HashedText {
	p := &HashedText{Layout: l, Hashed: make([]HashedWord, len(l.Words))}
	for i := range l.Words {
		p.Hashed[i] = hashWord(&l.Words[i])
	}
	for i := range p.Hashed {
		if h := p.Hashed[i].Head; h >= 0 {
			p.Hashed[h].dependentSum += p.Hashed[i].Rel
		}
	}
	p.edges()
	p.quote()
	p.count()
	p.Rate(lex)
	return p
}

func hashWord(t *ling.TreeWord) HashedWord {
	w := HashedWord{
		Lower: word.Hash(t.Lower), Tag: word.Hash(string(t.XPOS)), Rel: word.Hash(t.Deprel.Version1(t.Lower)),
		Group: uint64(t.XPOS.Class()), ending: word.Hash(t.Lower[max(0, len(t.Lower)-3):]), Name: uint64(t.Name.Kind),
		Head: int32(t.Head), First: int32(t.First), Last: int32(t.Last), Sentence: int32(t.Sentence), Paragraph: int32(t.Paragraph),
		Dependents: t.Dependents[:min(len(t.Dependents), maxDependents)],
		IsWord:     strings.ContainsFunc(t.Form, isLetterOrDigit), capital: strings.ContainsFunc(t.Form, unicode.IsUpper),
	}
	w.Lemma = w.Lower
	if t.Lemma != "" {
		w.Lemma = word.Hash(strings.ToLower(t.Lemma))
	}
	w.IsVerb = w.Group == uint64(ud.VB.Class())
	return w
}

func isLetterOrDigit(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// longestChain bounds how far up a tree features look.
const longestChain = 60

// edges sets, for every word, the relations of the largest subtrees that begin and end there.
func (p *HashedText) edges() {
	size := make([][2]int32, len(p.Hashed))
	for i := range p.Hashed {
		w := &p.Hashed[i]
		n := w.Last - w.First + 1
		if a := &p.Hashed[w.First]; n > size[w.First][0] {
			size[w.First][0], a.Begins = n, w.Rel
		}
		if z := &p.Hashed[w.Last]; n > size[w.Last][1] {
			size[w.Last][1], z.Ends = n, w.Rel
		}
	}
}

// quote marks the words in outermost quotations.
func (p *HashedText) quote() {
	for _, q := range p.Quotations {
		for k := q.From; k < q.To; k++ {
			w := &p.Hashed[k]
			w.Quoted, w.closed, w.continues = true, q.Closed, q.Continues
			w.QuoteFrom, w.QuoteTo = int32(q.From), int32(q.To)
		}
		p.Hashed[q.From].open()
		if q.Closed {
			p.Hashed[q.To-1].close()
		}
	}
}

// Quotation marks have the same hashes, however they are written.
var (
	openMark  = word.Hash(string(ud.OpenQuote))
	closeMark = word.Hash(string(ud.CloseQuote))
)

func (w *HashedWord) open() {
	if !w.IsWord {
		w.Opens = true
		w.Lower, w.Lemma, w.Tag, w.ending = openMark, openMark, openMark, openMark
	}
}

func (w *HashedWord) close() {
	if !w.IsWord {
		w.Closes = true
		w.Lower, w.Lemma, w.Tag, w.ending = closeMark, closeMark, closeMark, closeMark
	}
}

func (p *HashedText) count() {
	n := len(p.Hashed)
	p.Commas, p.Marks, p.Openers, p.Verbs = make([]int32, n+1), make([]int32, n+1), make([]int32, n+1), make([]int32, n+1)
	for i := range p.Hashed {
		w := &p.Hashed[i]
		p.Commas[i+1], p.Marks[i+1], p.Openers[i+1], p.Verbs[i+1] = p.Commas[i], p.Marks[i], p.Openers[i], p.Verbs[i]
		if w.IsVerb {
			p.Verbs[i+1]++
		}
		if w.Lower == Comma {
			p.Commas[i+1]++
		}
		if w.Opens || w.Closes {
			p.Marks[i+1]++
		}
		if w.Opens {
			p.Openers[i+1]++
		}
	}
}

// Rate looks up the rates of every word. The last word of a sentence has no next word.
func (p *HashedText) Rate(lex Rater) {
	for i := range p.Hashed {
		w := &p.Hashed[i]
		c := lex.Counts(w.key())
		w.Rate, w.Value = c.bucket(), c.Value()
		w.likely = w.Value > likelyValue && c.all >= 3
		w.SourceRate = lex.Counts(KindKey(w.Lemma, SourceSalt)).bucket()
		w.Pair = unseen
		if i+1 < p.Sentences[w.Sentence].To {
			w.Pair = lex.Counts(w.PairKey(&p.Hashed[i+1])).bucket()
		}
	}
}

// likelyValue is the least rate of a likely cue word. Chosen by hand.
const likelyValue = 0.3

// At returns word i, or the edge where it is not within x.
func (p *HashedText) At(i int, x ling.Range) *HashedWord {
	if !x.Has(i) {
		return &edge
	}
	return &p.Hashed[i]
}

// farMark is the maximum distance, in words, of a quotation mark that features look at.
const farMark = 30

// marksAround encodes whether the nearest quotation mark before word i in its paragraph opens or closes and how far away it
// is, and the same after it.
func (p *HashedText) marksAround(i int) (before, behind uint64) {
	x := p.ParagraphOf(i)
	for j := i - 1; j >= max(x.From, i-farMark) && before == 0; j-- {
		if p.Hashed[j].Closes {
			before = 300 + width(i-j)
		} else if p.Hashed[j].Opens {
			before = 1
		}
	}
	for j := i + 1; j < min(x.To, i+farMark) && behind == 0; j++ {
		if p.Hashed[j].Opens {
			behind = 300 + width(j-i)
		} else if p.Hashed[j].Closes {
			behind = 1
		}
	}
	return before, behind
}

// HeadOfNominal returns the first word of x, apart from punctuation, whose head is not in x; the last word of x where there is
// none.
func (p *HashedText) HeadOfNominal(x ling.Range) int {
	for i := x.From; i < x.To; i++ {
		if h := int(p.Hashed[i].Head); !x.Has(h) && p.Hashed[i].IsWord {
			return i
		}
	}
	return x.To - 1
}

// Blank returns a text of one word, to count features with.
func Blank() *HashedText {
	w := edge
	w.Sentence, w.Paragraph = 0, 0
	x := []ling.Range{ling.Between(0, 1)}
	return &HashedText{
		Layout: &ling.Layout{Words: make([]ling.TreeWord, 1), Sentences: x, Paragraphs: x}, Hashed: []HashedWord{w},
		Commas: make([]int32, 2), Marks: make([]int32, 2), Openers: make([]int32, 2), Verbs: make([]int32, 2),
	}
}
