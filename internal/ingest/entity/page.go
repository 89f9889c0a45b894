package entity

import (
	"sort"
	"strings"
	"unicode/utf8"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// word is a token in its place.
type word struct {
	ling.Token
	plain    string // the form with plain apostrophes
	lower    string
	sentence int
	quoted   bool // between quotation marks, or a mark itself
	capital  bool
}

// stretch is the half-open range of words of one sentence.
type stretch struct {
	from, to  int
	paragraph int
	headline  bool // nearly every word has a capital, so capitals say nothing
	shouting  bool // set in capitals altogether
}

// page is a document laid out as words.
type page struct {
	text       text.Text
	words      []word
	sentences  []stretch
	midway     map[string]int // words that stand with a capital inside a sentence, counted
	predicates map[int]copula // by their head words
}

func layOut(t text.Text, a ling.Annotation) *page {
	p := &page{text: t, midway: map[string]int{}, predicates: map[int]copula{}}
	quote := 0
	for i, s := range a.Sentences {
		from := len(p.words)
		for _, tok := range s.Tokens {
			for quote < len(a.Quotes) && (a.Quotes[quote].Depth > 0 || a.Quotes[quote].End <= tok.Start) {
				quote++
			}
			p.words = append(p.words, word{
				Token: tok, plain: plain(tok.Form), lower: strings.ToLower(plain(tok.Form)), sentence: i,
				quoted:  quote < len(a.Quotes) && a.Quotes[quote].Overlaps(tok.Span),
				capital: isCapital(tok.Form) || hasPrefix(tok.Form),
			})
		}
		s := stretch{from: from, to: len(p.words), paragraph: s.Paragraph}
		s.headline, s.shouting = p.isHeadline(s), p.isShouting(s)
		p.sentences = append(p.sentences, s)
		p.countMidway(s)
		p.copulas(s)
	}
	return p
}

// isHeadline reports whether a sentence is set in title case or capitals.
func (p *page) isHeadline(s stretch) bool {
	long, capitals := 0, 0
	for i := s.from + 1; i < s.to; i++ {
		if utf8.RuneCountInString(p.words[i].Form) >= 4 && isWord(p.words[i].Form) {
			long++
			if p.words[i].capital {
				capitals++
			}
		}
	}
	last := s.to > s.from && p.words[s.to-1].Form == "."
	return long >= 3 && !last && capitals*5 >= long*4
}

func (p *page) isShouting(s stretch) bool {
	for _, w := range p.words[s.from:s.to] {
		if len(w.Form) > 3 && isWord(w.Form) && !isAllCapitals(w.Form) {
			return false
		}
	}
	return true
}

func (p *page) countMidway(s stretch) {
	if s.headline {
		return
	}
	for i := s.from + 1; i < s.to; i++ {
		if p.words[i].capital && !p.opens(i) {
			p.midway[p.words[i].Form]++
		}
	}
}

// opens reports whether word i begins a sentence, a quotation or what follows a colon, where a capital says nothing.
func (p *page) opens(i int) bool {
	from := max(p.sentences[p.words[i].sentence].from, i-4)
	for i--; i >= from; i-- {
		switch f := p.words[i].Form; {
		case f == ":" || f == "—" || f == "–" || f == "•":
			return true
		case isWord(f):
			return false
		case isQuoteMark(f):
			continue
		case f == ",":
			return false
		}
	}
	return true
}

// find is the range of words that span covers.
func (p *page) find(span text.Span) (from, to int) {
	from = sort.Search(len(p.words), func(i int) bool { return p.words[i].End > span.Start })
	to = sort.Search(len(p.words), func(i int) bool { return p.words[i].Start >= span.End })
	return from, to
}

// span is the range of the text from word from to word to, end-exclusive.
func (p *page) span(from, to int) text.Span {
	return text.Span{Start: p.words[from].Start, End: p.words[to-1].End}
}

// forms are the forms of the words in [from, to), with plain apostrophes.
func (p *page) forms(from, to int) []string {
	out := make([]string, 0, to-from)
	for _, w := range p.words[from:to] {
		out = append(out, w.plain)
	}
	return out
}

// at is the lower-case form of word i, "" outside the sentence that runs over [from, to).
func (p *page) at(i int, s stretch) string {
	if i < s.from || i >= s.to {
		return ""
	}
	return p.words[i].lower
}
