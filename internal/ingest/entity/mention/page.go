package mention

import (
	"sort"
	"strings"
	"unicode/utf8"

	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// word is a token in its place.
type surfaceWord struct {
	ling.Token
	Plain    string // the form with plain apostrophes
	Lower    string
	Sentence int
	Quoted   bool // between quotation marks, or a mark itself
	Capital  bool
}

// stretch is the half-open range of words of one sentence.
type sentenceRange struct {
	From, to  int
	Paragraph int
	headline  bool // nearly every word has a capital, so capitals say nothing
	allCaps   bool // set in capitals altogether
}

// page is a document laid out as words.
type Surface struct {
	text                text.Text
	Words               []surfaceWord
	Sentences           []sentenceRange
	midSentenceCapitals map[string]int           // words that stand with a capital inside a sentence, counted
	copulas             map[int]copularPredicate // by their head words
}

func newSurface(t text.Text, a ling.Annotation) *Surface {
	p := &Surface{text: t, midSentenceCapitals: map[string]int{}, copulas: map[int]copularPredicate{}}
	quote := 0
	for i, s := range a.Sentences {
		from := len(p.Words)
		for _, tok := range s.Tokens {
			for quote < len(a.Quotes) && (a.Quotes[quote].Depth > 0 || a.Quotes[quote].End <= tok.Start) {
				quote++
			}
			p.Words = append(p.Words, surfaceWord{
				Token: tok, Plain: lexicon.StraightenApostrophes(tok.Form), Lower: strings.ToLower(lexicon.StraightenApostrophes(tok.Form)), Sentence: i,
				Quoted:  quote < len(a.Quotes) && a.Quotes[quote].Overlaps(tok.Span),
				Capital: lexicon.IsCapital(tok.Form) || lexicon.HasNamePrefix(tok.Form),
			})
		}
		s := sentenceRange{From: from, to: len(p.Words), Paragraph: s.Paragraph}
		s.headline, s.allCaps = p.isHeadline(s), p.isAllCaps(s)
		p.Sentences = append(p.Sentences, s)
		p.countMidSentenceCapitals(s)
		p.findCopulas(s)
	}
	return p
}

// isHeadline reports whether a sentence is set in title case or capitals.
func (p *Surface) isHeadline(s sentenceRange) bool {
	long, capitals := 0, 0
	for i := s.From + 1; i < s.to; i++ {
		if utf8.RuneCountInString(p.Words[i].Form) >= 4 && lexicon.IsWord(p.Words[i].Form) {
			long++
			if p.Words[i].Capital {
				capitals++
			}
		}
	}
	last := s.to > s.From && p.Words[s.to-1].Form == "."
	return long >= 3 && !last && capitals*5 >= long*4
}

func (p *Surface) isAllCaps(s sentenceRange) bool {
	for _, w := range p.Words[s.From:s.to] {
		if len(w.Form) > 3 && lexicon.IsWord(w.Form) && !lexicon.IsAllCapitals(w.Form) {
			return false
		}
	}
	return true
}

func (p *Surface) countMidSentenceCapitals(s sentenceRange) {
	if s.headline {
		return
	}
	for i := s.From + 1; i < s.to; i++ {
		if p.Words[i].Capital && !p.AtStart(i) {
			p.midSentenceCapitals[p.Words[i].Form]++
		}
	}
}

// opens reports whether word i begins a sentence, a quotation or what follows a colon, where a capital says nothing.
func (p *Surface) AtStart(i int) bool {
	from := max(p.Sentences[p.Words[i].Sentence].From, i-4)
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

// find is the range of words that span covers.
func (p *Surface) wordRange(span text.Span) (from, to int) {
	from = sort.Search(len(p.Words), func(i int) bool { return p.Words[i].End > span.Start })
	to = sort.Search(len(p.Words), func(i int) bool { return p.Words[i].Start >= span.End })
	return from, to
}

// span is the range of the text from word from to word to, end-exclusive.
func (p *Surface) Span(from, to int) text.Span {
	return text.Span{Start: p.Words[from].Start, End: p.Words[to-1].End}
}

// forms are the forms of the words in [from, to), with plain apostrophes.
func (p *Surface) Forms(from, to int) []string {
	out := make([]string, 0, to-from)
	for _, w := range p.Words[from:to] {
		out = append(out, w.Plain)
	}
	return out
}

// at is the lower-case form of word i, "" outside the sentence that runs over [from, to).
func (p *Surface) lowerAt(i int, s sentenceRange) string {
	if i < s.From || i >= s.to {
		return ""
	}
	return p.Words[i].Lower
}
