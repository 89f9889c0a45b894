package entity

import (
	"strings"

	"graphd/internal/ingest/ling"
)

// evidence is what a document shows of whether a name is a person's or a body's.
type evidence struct{ person, body int }

// Weights of the evidence, set by hand. What the name finder says is a hint that the document's own words outweigh.
const (
	decisive = 8 // nobody of the other kind has it: "who", "Mr", "Ltd"
	strong   = 4 // seldom wrong: a known given name, "the plant’s owner, which"
	weak     = 2 // a plural last word
	hint     = 1 // the name finder
)

// weighKinds decides, for every name of several words that no title, record or noun decides, between person and body: by all
// its mentions together, so that one that is clear helps those that are not.
func (s *scanner) weighKinds() {
	found := map[string]*evidence{}
	x := newIndex(s.candidates)
	titled := map[string]bool{}
	for _, c := range s.candidates {
		if c.named() && len(c.titles) > 0 {
			titled[s.words[c.name[1]-1].plain] = true
		}
	}
	for _, c := range s.candidates {
		if !s.undecided(c) {
			continue
		}
		name := s.nameOf(c)
		if found[name] == nil {
			found[name] = &evidence{}
		}
		s.weigh(c, x, found[name])
		if titled[s.words[c.name[1]-1].plain] {
			found[name].person += strong
		}
	}
	for _, c := range s.candidates {
		if s.undecided(c) {
			s.decide(c, *found[s.nameOf(c)])
		}
	}
}

// undecided reports whether a name's form alone leaves its kind open.
func (s *scanner) undecided(c *candidate) bool {
	if c.form != Name || c.name[1]-c.name[0] < 2 || len(c.titles) > 0 || len(c.records) > 0 || c.parts != nil {
		return false
	}
	return !s.namesBody(c.name[0], c.name[1]) && s.lex.titles[s.words[c.name[0]].lower].class != retained
}

func (s *scanner) decide(c *candidate, e evidence) {
	switch {
	case e.body > e.person:
		c.kind, c.place, c.gender = Body, false, ""
		c.head = s.bodyHead(c.name[0], c.name[1])
	case e.person > e.body && c.kind == Body:
		c.kind = Person
	case e.person >= strong && !c.place:
		c.kind = Person
	}
}

// weigh adds what the mention c shows.
func (s *scanner) weigh(c *candidate, x index, e *evidence) {
	from, to := c.name[0], c.name[1]
	if s.isGiven(s.words[from].Form) {
		e.person += strong
	}
	switch s.tagged(from, to) {
	case ling.Person:
		e.person += hint
	case ling.Organization:
		e.body += hint
	}
	if isInitial(s.words[from+1].Form) {
		e.person += strong
	}
	if s.bodyShaped(to - 1) {
		e.body += weak
	}
	if i := from - 1; i >= 0 && s.words[i].lower == "the" && s.words[i].sentence == s.words[from].sentence {
		e.body += weak
	}
	s.weighWhatFollows(c, x, e)
}

// bodyShaped reports whether the last word of a name is one that companies rather than families have: a common noun in the
// plural, a suffix.
func (s *scanner) bodyShaped(i int) bool {
	w := &s.words[i]
	if CompanySuffixes[w.lower] || CompanyNouns[w.lower] {
		return true
	}
	for ending := range CompanyEndings {
		if strings.HasSuffix(w.lower, ending) && len(w.lower) > len(ending)+1 {
			return true
		}
	}
	return false
}

// weighWhatFollows reads on after a name: "who", "which", an age, an apposition, a verb in the plural.
func (s *scanner) weighWhatFollows(c *candidate, x index, e *evidence) {
	i := c.to
	if i >= len(s.words) || s.words[i].sentence != s.words[c.head].sentence {
		return
	}
	if PluralVerbs[s.words[i].lower] && s.words[c.from].sentence == s.words[i].sentence && s.alone(c) {
		e.body += weak
		return
	}
	if s.words[i].Form != "," && s.words[i].Form != "(" || i+1 >= len(s.words) {
		return
	}
	switch next := &s.words[i+1]; {
	case next.lower == "who" || next.lower == "whose":
		e.person += decisive
	case next.lower == "which":
		e.body += decisive
	case isAge(next.Form):
		e.person += decisive
	default:
		s.weighApposition(i+1, x, e)
	}
}

// alone reports whether nothing is joined to c by "and" on its left, so that a plural verb is its own.
func (s *scanner) alone(c *candidate) bool {
	st := s.sentences[s.words[c.head].sentence]
	before := s.at(c.from-1, st)
	return c.from == st.from || before != "and" && before != "," && before != "&" && before != "or" && before != "of"
}

// weighApposition reads the noun phrase at i: "a baker from Hull", "the plant’s owner".
func (s *scanner) weighApposition(i int, x index, e *evidence) {
	j, ok := x.byFrom[i]
	if !ok {
		return
	}
	switch c := s.candidates[j]; {
	case c.form != Nominal || !s.closes(c) || c.plural:
	case c.sense.class == body && c.det != bare:
		e.body += strong
	case PersonOrBodyNouns[c.noun] && c.det == owned:
		e.body += weak
	case c.sense.isPerson() && !PersonOrBodyNouns[c.noun]:
		e.person += strong
	}
}

func isInitial(s string) bool {
	return len(s) == 1 && isCapital(s) || len(s) == 2 && s[1] == '.' && isCapital(s)
}

func isAge(s string) bool {
	return len(s) == 2 && s[0] >= '1' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9'
}
