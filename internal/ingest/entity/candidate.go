package entity

import "strings"

// title stands before a name: "Foreign Secretary", "Mr", "US Secretary of State".
type title struct {
	from, to int
	head     string // its noun, in lower case
	noun     noun
}

// candidate is a phrase that may be a mention, taken apart.
type candidate struct {
	from, to int // words of the phrase, titles and determiner included
	head     int // head word
	form     Form
	name     [2]int // words of the name, without titles; empty for nominals and pronouns
	titles   []title
	records  []*Record // what the gazetteer knows under this name
	kind     Kind      // as the form alone shows it; "" if it does not
	place    bool      // a name of a place, an event or a work, nobody unless it speaks
	gender   Gender
	plural   bool

	noun    string // head noun of a nominal, singular
	sense   noun
	det     determiner
	mods    []int // words between determiner and head noun
	owner   int   // candidate that owns it or that it is for: "the city" in "the city’s mayor"; -1 if none
	same    int   // candidate that it stands in apposition to; -1 if none
	parts   []int // candidates that it joins: "Raab and Pompeo"
	speaker bool  // the caller asked for it as a source
	until   int   // the word after the caller's phrase, without signs at its end; 0 where it is no phrase of the caller's
	full    int   // the word after its complement, "an aide to the mayor", as far as it is the caller's; 0 if none
	inside  bool  // the caller asked for it within another source, as the one spoken for
}

func (c *candidate) named() bool { return c.name[1] > c.name[0] }

// nameOf is the name's text: "Dominic Raab".
func (p *page) nameOf(c *candidate) string { return p.join(c.name[0], c.name[1]) }

// join is the text of the words in [from, to), spaces as one, without what closes a quotation.
func (p *page) join(from, to int) string {
	if from >= to {
		return ""
	}
	return strings.Join(strings.Fields(p.text.Slice(p.span(from, to))), " ")
}

// index finds candidates by their first word, by the word after them and by their head; of several, the longest.
type index struct{ byFrom, byEnd, byHead map[int]int }

func newIndex(cs []*candidate) index {
	x := index{map[int]int{}, map[int]int{}, map[int]int{}}
	for i, c := range cs {
		keepLonger(x.byFrom, c.from, i, cs)
		keepLonger(x.byEnd, c.to, i, cs)
		keepLonger(x.byHead, c.head, i, cs)
	}
	return x
}

func keepLonger(m map[int]int, at, i int, cs []*candidate) {
	if old, ok := m[at]; !ok || cs[i].to-cs[i].from > cs[old].to-cs[old].from {
		m[at] = i
	}
}
