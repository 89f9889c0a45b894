package mention

import (
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// copularPredicate is what a sentence predicates of its subject with a copula: "Ana Ruiz is the mayor".
type copularPredicate struct {
	subject int  // head word of the subject; -1 if there is none
	isFact  bool // it is asserted: neither denied nor modal nor subordinate
}

// findCopulas records the heads of the copular predicates in a sentence: "mayor" in "Ana Ruiz is the mayor".
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

// IsPredicate reports whether a nominal is a predicate, which describes an entity and does not refer to one: "the
// finest teacher" in "she was the finest teacher".
func (p *Surface) IsPredicate(c *Candidate) bool {
	_, ok := p.copulas[c.Head]
	return ok && c.Form == entity.Nominal && !c.IsSource
}

// attachCopula makes a predicate an apposition to the name of its subject: "Ana Ruiz is the mayor".
func (s *detector) attachCopula(c *Candidate, x candidateIndex) {
	p, ok := s.copulas[c.Head]
	if !ok || !p.isFact || c.Form != entity.Nominal || c.Apposition >= 0 {
		return
	}
	if j, ok := x.byHead[p.subject]; ok && s.candidates[j].IsNamed() && s.canDescribe(c, s.candidates[j]) {
		c.Apposition = j
	}
}
