package attribution

import (
	"strings"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// reading is one annotated text as the stages see it: the tokens of all sentences in one row, each with its place
// in the sentence's tree and in the quotations. It is built once for a text and not changed afterwards.
type reading struct {
	text       text.Text
	words      []word
	sentences  []run // without labels such as "READ MORE:"
	quotations []quotation
}

// word is a token with its place. Governors and dependents are indices into reading.words.
type word struct {
	ling.Token
	lower     string // Form in lower case, with straight apostrophes
	rel       string // Deprel in version 2 of Universal Dependencies
	governor  int    // -1 for the root of a sentence
	first     int    // leftmost word of the subtree
	last      int    // rightmost word of the subtree
	deps      []int  // dependents in text order
	sentence  int
	paragraph int
	quotation int // index of the outermost quotation around the word, marks included; -1 outside
}

// run is a half-open range of word indices. The zero run is empty.
type run struct{ from, to int }

func (r run) empty() bool         { return r.from >= r.to }
func (r run) len() int            { return r.to - r.from }
func (r run) has(i int) bool      { return r.from <= i && i < r.to }
func (r run) overlaps(o run) bool { return r.from < o.to && o.from < r.to }
func (r run) contains(o run) bool { return r.from <= o.from && o.to <= r.to }

// quotation is an outermost quotation as a run of words that includes its marks.
type quotation struct {
	ling.Quote
	run
	paragraph int
	words     int // how many words it holds, marks and punctuation apart
}

// read lays an annotation out for the stages. It takes any annotation: a governor that is out of range or part of a
// circle makes its word a root.
func read(t text.Text, a ling.Annotation) *reading {
	r := &reading{text: t}
	for _, sentence := range a.Sentences {
		if len(sentence.Tokens) > 0 {
			r.addSentence(sentence)
		}
	}
	r.addQuotations(a.Quotes)
	return r
}

func (r *reading) addSentence(s ling.Sentence) {
	base, index := len(r.words), len(r.sentences)
	for _, token := range s.Tokens {
		w := word{
			Token: token, lower: fold(token.Form), rel: relation(token.Deprel), governor: -1,
			sentence: index, paragraph: s.Paragraph, quotation: -1,
		}
		if 0 <= token.Head && token.Head < len(s.Tokens) {
			w.governor = base + token.Head
		}
		r.words = append(r.words, w)
	}
	here := run{base, len(r.words)}
	r.repair(here)
	r.plant(here)
	r.sentences = append(r.sentences, run{base + r.label(here), here.to})
}

// plant fills in dependents and the reach of each subtree, leaves first, and cuts circles.
func (r *reading) plant(here run) {
	pending := make([]int, here.len())
	for i := here.from; i < here.to; i++ {
		w := &r.words[i]
		w.first, w.last = i, i
		if w.governor == i {
			w.governor = -1
		}
		if w.governor >= 0 {
			pending[w.governor-here.from]++
		}
	}
	ready := make([]int, 0, here.len())
	for i := range pending {
		if pending[i] == 0 {
			ready = append(ready, here.from+i)
		}
	}
	settled := make([]bool, here.len())
	for len(ready) > 0 {
		i := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		settled[i-here.from] = true
		g := r.words[i].governor
		if g < 0 {
			continue
		}
		r.words[g].first = min(r.words[g].first, r.words[i].first)
		r.words[g].last = max(r.words[g].last, r.words[i].last)
		if pending[g-here.from]--; pending[g-here.from] == 0 {
			ready = append(ready, g)
		}
	}
	for i := here.from; i < here.to; i++ {
		if !settled[i-here.from] {
			r.words[i].governor = -1
		}
		if g := r.words[i].governor; g >= 0 {
			r.words[g].deps = append(r.words[g].deps, i)
		}
	}
}

// addQuotations maps outermost quotations to words. Both lists are in text order.
func (r *reading) addQuotations(quotes []ling.Quote) {
	at := 0
	for _, q := range quotes {
		if q.Depth > 0 {
			continue
		}
		for at < len(r.words) && r.words[at].End <= q.Start {
			at++
		}
		from := at
		for at < len(r.words) && r.words[at].Start < q.End {
			at++
		}
		if from == at {
			continue
		}
		own := quotation{Quote: q, run: run{from, at}, paragraph: r.words[from].paragraph}
		for i := from; i < at; i++ {
			r.words[i].quotation = len(r.quotations)
			if !r.words[i].isPunctuation() {
				own.words++
			}
		}
		r.quotations = append(r.quotations, own)
	}
}

// span is the text under a run, from its first word's first code point to its last word's last.
func (r *reading) span(x run) text.Span {
	if x.empty() {
		return text.Span{}
	}
	return text.Span{Start: r.words[x.from].Start, End: r.words[x.to-1].End}
}

func (r *reading) spans(xs []run) []text.Span {
	var out []text.Span
	for _, x := range xs {
		if !x.empty() {
			out = append(out, r.span(x))
		}
	}
	return out
}

// sentenceOf is the run of the sentence that word i stands in, without a label that it begins with.
func (r *reading) sentenceOf(i int) run { return r.sentences[r.words[i].sentence] }

// subtree is the run that word i's dependents reach; where there is no tree, the nominal around it.
func (r *reading) subtree(i int) run {
	if r.isTreeless(i) {
		return r.chunk(i)
	}
	return run{r.words[i].first, r.words[i].last + 1}
}

func (r *reading) outside(i int) bool { return r.words[i].quotation < 0 }

func (w word) isPunctuation() bool {
	return w.UPOS == "PUNCT" || !strings.ContainsFunc(w.Form, isLetterOrDigit)
}

func fold(form string) string {
	return strings.ToLower(strings.ReplaceAll(form, "’", "'"))
}
