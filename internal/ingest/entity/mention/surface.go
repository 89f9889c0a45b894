package mention

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// Surface is the layout of a document with features of its spelling: which words are capitalised and which sentences are
// headlines. It also holds the copular predicates. A Surface is not changed after it is built.
type Surface struct {
	*ling.Layout
	plain    []string // per word: the form with straight apostrophes
	capital  []bool   // per word: it begins with a capital, or has one after a prefix such as "al-"
	headline []bool   // per sentence: most words are capitalised, so that capitals do not mark names
	allCaps  []bool   // per sentence: every word is in capitals

	midSentenceCapitals map[string]int           // how often a form is capitalised within sentences other than headlines
	copulas             map[int]copularPredicate // by head word
}

// newSurface computes the surface features of l.
func newSurface(l *ling.Layout) *Surface {
	p := &Surface{
		Layout: l, plain: make([]string, len(l.Words)), capital: make([]bool, len(l.Words)), headline: make([]bool, len(l.Sentences)), allCaps: make([]bool, len(l.Sentences)),
		midSentenceCapitals: map[string]int{}, copulas: map[int]copularPredicate{},
	}
	for i := range l.Words {
		form := l.Words[i].Form
		p.plain[i] = lexicon.StraightenApostrophes(form)
		p.capital[i] = lexicon.IsCapital(form) || lexicon.HasNamePrefix(form)
	}
	for i, sentence := range l.Sentences {
		p.headline[i], p.allCaps[i] = p.isHeadline(sentence), p.isAllCaps(sentence)
		if !p.headline[i] {
			p.countMidSentenceCapitals(sentence)
		}
		p.findCopulas(sentence)
	}
	return p
}

// isHeadline reports whether a sentence is in title case or capitals: it has no full stop, and at least four in five of its
// words of four letters and more are capitalised, of which it has at least three. The bounds were chosen by hand.
func (p *Surface) isHeadline(sentence ling.Range) bool {
	long, capitals := 0, 0
	for i := sentence.From + 1; i < sentence.To; i++ {
		if utf8.RuneCountInString(p.Words[i].Form) >= 4 && lexicon.IsWord(p.Words[i].Form) {
			long++
			if p.capital[i] {
				capitals++
			}
		}
	}
	endsInStop := !sentence.Empty() && p.Words[sentence.To-1].Form == "."
	return long >= 3 && !endsInStop && capitals*5 >= long*4
}

// isAllCaps reports whether a sentence is in capitals: it has words of more than three bytes, and none of them has a
// lower-case letter.
func (p *Surface) isAllCaps(sentence ling.Range) bool {
	found := false
	for _, w := range p.Words[sentence.From:sentence.To] {
		if len(w.Form) <= 3 || !unicode.IsLetter(firstRune(w.Form)) {
			continue
		}
		if !lexicon.IsAllCapitals(w.Form) {
			return false
		}
		found = true
	}
	return found
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// InCapitals reports whether word i is in a sentence that is written in capitals.
func (p *Surface) InCapitals(i int) bool { return p.allCaps[p.Words[i].Sentence] }

// countMidSentenceCapitals counts the words of a sentence whose capital is not due to their position.
func (p *Surface) countMidSentenceCapitals(sentence ling.Range) {
	for i := sentence.From + 1; i < sentence.To; i++ {
		if p.capital[i] && !p.AtStart(i) {
			p.midSentenceCapitals[p.Words[i].Form]++
		}
	}
}

// AtStart reports whether word i begins a sentence, a quotation or what follows a colon or a dash, where every word is
// capitalised.
func (p *Surface) AtStart(i int) bool {
	from := max(p.SentenceOf(i).From, i-4)
	for i--; i >= from; i-- {
		switch f := p.Words[i].Form; {
		case f == ":" || f == "—" || f == "–" || f == "•":
			return true
		case lexicon.IsWord(f):
			return false
		case lexicon.IsQuoteMark(f):
			continue
		case f == ",":
			return false
		}
	}
	return true
}

// IsCapitalised reports whether word i begins with a capital, or has one after a prefix such as "al-".
func (p *Surface) IsCapitalised(i int) bool { return p.capital[i] }

// Plain returns the form of word i with straight apostrophes.
func (p *Surface) Plain(i int) string { return p.plain[i] }

// Forms returns the forms of the words in [from, to), with straight apostrophes.
func (p *Surface) Forms(from, to int) []string {
	return slices.Clone(p.plain[from:to])
}

// Span returns the text from word from to word to, end-exclusive.
func (p *Surface) Span(from, to int) text.Span { return p.SpanOf(ling.Between(from, to)) }

// Join returns the text of the words in [from, to), with single spaces.
func (p *Surface) Join(from, to int) string {
	if from >= to {
		return ""
	}
	return strings.Join(strings.Fields(p.Text.Slice(p.Span(from, to))), " ")
}

// lowerAt returns the lower-case form of word i, "" outside sentence.
func (p *Surface) lowerAt(i int, sentence ling.Range) string {
	if !sentence.Has(i) {
		return ""
	}
	return p.Words[i].Lower
}
