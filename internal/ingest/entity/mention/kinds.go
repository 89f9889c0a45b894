package mention

import (
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
)

// evidence is the weight of what a document shows for a name being a person's or a body's.
type evidence struct{ person, body int }

// Weights of the evidence, chosen by hand. The document's own words outweigh the name finder.
const (
	decisive = 8 // occurs with one kind only: "who", "Mr", "Ltd"
	strong   = 4 // seldom wrong: a known given name, "the plant’s owner, which"
	weak     = 2 // typical of one kind: a company ending, "the" before the name, a verb in the plural
	hint     = 1 // the name finder's kind
)

// weighKinds decides between person and body for every name of several words that neither a title nor a record nor a
// noun decides. It weighs all mentions of a name together, so that a clear mention decides the others.
func (s *detector) weighKinds() {
	found := map[string]*evidence{}
	x := newCandidateIndex(s.candidates)
	titled := map[string]bool{}
	for _, c := range s.candidates {
		if c.IsNamed() && len(c.Titles) > 0 {
			titled[s.Plain(c.Name.To-1)] = true
		}
	}
	for _, c := range s.candidates {
		if !s.undecided(c) {
			continue
		}
		name := s.NameOf(c)
		if found[name] == nil {
			found[name] = &evidence{}
		}
		s.weigh(c, x, found[name])
		if titled[s.Plain(c.Name.To-1)] {
			found[name].person += strong
		}
	}
	for _, c := range s.candidates {
		if s.undecided(c) {
			s.decide(c, *found[s.NameOf(c)])
		}
	}
}

// undecided reports whether the form of a name leaves its kind open.
func (s *detector) undecided(c *Candidate) bool {
	if c.Form != entity.Name || c.Name.Len() < 2 || len(c.Titles) > 0 || len(c.Records) > 0 || c.Conjuncts != nil {
		return false
	}
	return !s.namesBody(c.Name.From, c.Name.To) && s.lex.NameTitles[s.Words[c.Name.From].Lower].Class != lexicon.Retained
}

// decide sets the kind of c by the evidence for its name.
func (s *detector) decide(c *Candidate, e evidence) {
	switch {
	case e.body > e.person:
		c.Kind, c.NonActor, c.Gender = entity.Body, false, ""
		c.Head = s.bodyHead(c.Name.From, c.Name.To)
	case e.person > e.body && c.Kind == entity.Body:
		c.Kind = entity.Person
	case e.person >= strong && !c.NonActor:
		c.Kind = entity.Person
	}
}

// weigh adds the evidence of mention c to e.
func (s *detector) weigh(c *Candidate, x candidateIndex, e *evidence) {
	from, to := c.Name.From, c.Name.To
	if s.isGivenName(s.Words[from].Form) {
		e.person += strong
	}
	switch s.majorityNameKind(from, to) {
	case ling.Person:
		e.person += hint
	case ling.Organization:
		e.body += hint
	}
	if isInitial(s.Words[from+1].Form) {
		e.person += strong
	}
	if s.hasCompanyEnding(to - 1) {
		e.body += weak
	}
	if i := from - 1; i >= 0 && s.Words[i].Lower == "the" && s.Words[i].Sentence == s.Words[from].Sentence {
		e.body += weak
	}
	s.weighContext(c, x, e)
}

// hasCompanyEnding reports whether the last word of a name is typical of companies rather than of families: a company
// suffix, a company noun, a common noun in the plural.
func (s *detector) hasCompanyEnding(i int) bool {
	w := &s.Words[i]
	if lexicon.CompanySuffixes[w.Lower] || lexicon.CompanyNouns[w.Lower] {
		return true
	}
	for ending := range lexicon.CompanyEndings {
		if strings.HasSuffix(w.Lower, ending) && len(w.Lower) > len(ending)+1 {
			return true
		}
	}
	return false
}

// weighContext adds the evidence of the words after a name: "who", "which", an age, an apposition, a verb in the
// plural.
func (s *detector) weighContext(c *Candidate, x candidateIndex, e *evidence) {
	i := c.To
	if i >= len(s.Words) || s.Words[i].Sentence != s.Words[c.Head].Sentence {
		return
	}
	if lexicon.PluralVerbs[s.Words[i].Lower] && s.Words[c.From].Sentence == s.Words[i].Sentence && s.isWholeSubject(c) {
		e.body += weak
		return
	}
	if s.Words[i].Form != "," && s.Words[i].Form != "(" || i+1 >= len(s.Words) {
		return
	}
	switch next := &s.Words[i+1]; {
	case next.Lower == "who" || next.Lower == "whose":
		e.person += decisive
	case next.Lower == "which":
		e.body += decisive
	case isAge(next.Form):
		e.person += decisive
	default:
		s.weighApposition(i+1, x, e)
	}
}

// isWholeSubject reports whether c is not the last of several coordinated phrases, so that a plural verb after it
// agrees with c alone.
func (s *detector) isWholeSubject(c *Candidate) bool {
	st := s.Sentences[s.Words[c.Head].Sentence]
	before := s.lowerAt(c.From-1, st)
	return c.From == st.From || before != "and" && before != "," && before != "&" && before != "or" && before != "of"
}

// weighApposition adds the evidence of the nominal at word i: "a baker from Hull", "the plant’s owner".
func (s *detector) weighApposition(i int, x candidateIndex, e *evidence) {
	j, ok := x.byFrom[i]
	if !ok {
		return
	}
	switch c := s.candidates[j]; {
	case c.Form != entity.Nominal || !s.endsApposition(c) || c.Plural:
	case c.Sense.Class == lexicon.Body && c.Determiner != lexicon.NoDeterminer:
		e.body += strong
	case lexicon.PersonOrBodyNouns[c.Noun] && c.Determiner == lexicon.Possessive:
		e.body += weak
	case c.Sense.IsPerson() && !lexicon.PersonOrBodyNouns[c.Noun]:
		e.person += strong
	}
}

// isInitial reports whether s is an initial: "J" or "J.".
func isInitial(s string) bool {
	return len(s) == 1 && lexicon.IsCapital(s) || len(s) == 2 && s[1] == '.' && lexicon.IsCapital(s)
}

// isAge reports whether s is a number from 10 to 99.
func isAge(s string) bool {
	return len(s) == 2 && s[0] >= '1' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9'
}
