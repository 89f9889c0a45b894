package entity

import "graphd/internal/ingest/ling/ud"

// copula is what a sentence says by "is", "was" and the like: that its subject is something.
type copula struct {
	subject int  // head word of who is it; -1 if not found
	plainly bool // it is said as a fact: not denied, wished or asked
}

// copulas finds the heads of predicates in a sentence: "mayor" in "Ana Ruiz is the mayor".
func (p *page) copulas(st stretch) {
	for i := st.from; i < st.to; i++ {
		if w := &p.words[i]; w.Deprel == ud.Cop && w.Head >= 0 {
			p.predicates[st.from+w.Head] = copula{subject: -1, plainly: w.lower == "is" || w.lower == "was" || w.lower == "'s"}
		}
	}
	for i := st.from; i < st.to; i++ {
		w := &p.words[i]
		c, ok := p.predicates[st.from+w.Head]
		if w.Head < 0 || !ok {
			continue
		}
		switch {
		case w.Deprel == ud.Nsubj:
			c.subject = i
		case w.Deprel == ud.Aux || w.Deprel == ud.Mark || w.Deprel.Negates(w.lower):
			c.plainly = false
		}
		p.predicates[st.from+w.Head] = c
	}
}

// isPredicate reports whether a nominal says what somebody is, not who: "the finest teacher" in "she was the finest teacher".
func (p *page) isPredicate(c *candidate) bool {
	_, ok := p.predicates[c.head]
	return ok && c.form == Nominal && !c.speaker
}

// tieCopula ties a nominal to the name that it is said to be of: "Ana Ruiz is the mayor".
func (s *scanner) tieCopula(c *candidate, x index) {
	p, ok := s.predicates[c.head]
	if !ok || !p.plainly || c.form != Nominal || c.same >= 0 {
		return
	}
	if j, ok := x.byHead[p.subject]; ok && s.candidates[j].named() && s.suits(c, s.candidates[j]) {
		c.same = j
	}
}
