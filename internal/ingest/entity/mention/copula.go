package mention

import (
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// copula is what a sentence says by "is", "was" and the like: that its subject is something.
type copularPredicate struct {
	subject int  // head word of who is it; -1 if not found
	isFact  bool // it is said as a fact: not denied, wished or asked
}

// copulas finds the heads of predicates in a sentence: "mayor" in "Ana Ruiz is the mayor".
func (p *Surface) findCopulas(st ling.Range) {
	for i := st.From; i < st.To; i++ {
		if w := &p.Words[i]; w.Deprel == ud.Cop && w.Head >= 0 {
			p.copulas[w.Head] = copularPredicate{subject: -1, isFact: w.Lower == "is" || w.Lower == "was" || w.Lower == "'s"}
		}
	}
	for i := st.From; i < st.To; i++ {
		w := &p.Words[i]
		c, ok := p.copulas[w.Head]
		if w.Head < 0 || !ok {
			continue
		}
		switch {
		case w.Deprel == ud.Nsubj:
			c.subject = i
		case w.Deprel == ud.Aux || w.Deprel == ud.Mark || w.Deprel.Negates(w.Lower):
			c.isFact = false
		}
		p.copulas[w.Head] = c
	}
}

// isPredicate reports whether a nominal says what somebody is, not who: "the finest teacher" in "she was the finest teacher".
func (p *Surface) IsPredicate(c *Candidate) bool {
	_, ok := p.copulas[c.Head]
	return ok && c.Form == entity.Nominal && !c.IsSource
}

// tieCopula ties a nominal to the name that it is said to be of: "Ana Ruiz is the mayor".
func (s *detector) attachCopula(c *Candidate, x candidateIndex) {
	p, ok := s.copulas[c.Head]
	if !ok || !p.isFact || c.Form != entity.Nominal || c.Apposition >= 0 {
		return
	}
	if j, ok := x.byHead[p.subject]; ok && s.candidates[j].IsNamed() && s.canDescribe(c, s.candidates[j]) {
		c.Apposition = j
	}
}
