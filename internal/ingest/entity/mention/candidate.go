package mention

import (
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
)

// title stands before a name: "Foreign Secretary", "Mr", "US Secretary of State".
type Title struct {
	From, To int
	Head     string // its noun, in lower case
	Noun     lexicon.Noun
}

// candidate is a phrase that may be a mention, taken apart.
type Candidate struct {
	From, To int // words of the phrase, titles and determiner included
	Head     int // head word
	Form     entity.Form
	Name     [2]int // words of the name, without titles; empty for nominals and pronouns
	Titles   []Title
	Records  []*entity.Record // what the gazetteer knows under this name
	Kind     entity.Kind      // as the form alone shows it; "" if it does not
	NotActor bool             // a name of a place, an event or a work, nobody unless it speaks
	Gender   entity.Gender
	Plural   bool

	Noun           string // head noun of a nominal, singular
	Sense          lexicon.Noun
	Determiner     lexicon.Determiner
	Modifiers      []int // words between determiner and head noun
	Owner          int   // candidate that owns it or that it is for: "the city" in "the city’s mayor"; -1 if none
	Apposition     int   // candidate that it stands in apposition to; -1 if none
	Conjuncts      []int // candidates that it joins: "Raab and Pompeo"
	IsSource       bool  // the caller asked for it as a source
	PhraseEnd      int   // the word after the caller's phrase, without signs at its end; 0 where it is no phrase of the caller's
	ComplementEnd  int   // the word after its complement, "an aide to the mayor", as far as it is the caller's; 0 if none
	InSpokesperson bool  // the caller asked for it within another source, as the one spoken for
}

func (c *Candidate) IsNamed() bool { return c.Name[1] > c.Name[0] }

// nameOf is the name's text: "Dominic Raab".
func (p *Surface) NameOf(c *Candidate) string { return p.Join(c.Name[0], c.Name[1]) }

// join is the text of the words in [from, to), spaces as one, without what closes a quotation.
func (p *Surface) Join(from, to int) string {
	if from >= to {
		return ""
	}
	return strings.Join(strings.Fields(p.text.Slice(p.Span(from, to))), " ")
}

// index finds candidates by their first word, by the word after them and by their head; of several, the longest.
type candidateIndex struct{ byFrom, byEnd, byHead map[int]int }

func newCandidateIndex(cs []*Candidate) candidateIndex {
	x := candidateIndex{map[int]int{}, map[int]int{}, map[int]int{}}
	for i, c := range cs {
		indexLonger(x.byFrom, c.From, i, cs)
		indexLonger(x.byEnd, c.To, i, cs)
		indexLonger(x.byHead, c.Head, i, cs)
	}
	return x
}

func indexLonger(m map[int]int, at, i int, cs []*Candidate) {
	if old, ok := m[at]; !ok || cs[i].To-cs[i].From > cs[old].To-cs[old].From {
		m[at] = i
	}
}
