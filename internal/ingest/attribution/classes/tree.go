package classes

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// subject returns the subject of word i, -1 if it has none.
func (r *Rules) subject(i int) int {
	return r.Dependent(i, ud.Nsubj, ud.NsubjPass, ud.Csubj, ud.CsubjPass)
}

// preposition returns the case marker of nominal i, -1 if it has none.
func (r *Rules) preposition(i int) int { return r.Dependent(i, ud.Case) }

// oblique returns the first dependent of word i to its right that has the given preposition, in lower case. It returns -1 if
// there is none.
func (r *Rules) oblique(i int, preposition string) int {
	for _, d := range r.Words[i].Dependents {
		if d > i && r.isOblique(d) {
			if c := r.preposition(d); c >= 0 && r.Words[c].Lower == preposition {
				return d
			}
		}
	}
	return -1
}

func (r *Rules) isOblique(i int) bool {
	return r.Words[i].Deprel.IsOblique()
}

func (r *Rules) isVerb(i int) bool {
	return r.Words[i].XPOS.IsVerb() || r.Words[i].UPOS == ud.VERB
}

func (r *Rules) isNominal(i int) bool {
	switch x := r.Words[i].XPOS; x {
	case ud.PRP, ud.WP, ud.CD, ud.DT, ud.EX, ud.WDT:
		return true
	default:
		return x.IsNoun()
	}
}

func (r *Rules) isName(i int) bool { return r.Words[i].XPOS.IsProperNoun() }

// isAuxiliary reports whether word i is an auxiliary or copula.
func (r *Rules) isAuxiliary(i int) bool {
	return r.Words[i].Deprel.IsAuxiliary()
}

// isPassive reports whether verb i is in the passive voice.
func (r *Rules) isPassive(i int) bool {
	if r.Words[i].XPOS != ud.VBN {
		return false
	}
	return r.Dependent(i, ud.AuxPass, ud.NsubjPass, ud.CsubjPass) >= 0
}

// isNegated reports whether a dependent of word i negates it.
func (r *Rules) isNegated(i int) bool {
	for _, d := range r.Words[i].Dependents {
		if w := &r.Words[d]; w.Deprel.Negates(w.Lower) {
			return true
		}
	}
	return false
}

// infinitiveMark returns the "to" of verb i, -1 if it has none.
func (r *Rules) infinitiveMark(i int) int {
	for _, d := range r.Words[i].Dependents {
		if d < i && r.Words[d].XPOS == ud.TO && r.Words[d].Deprel != ud.Case {
			return d
		}
	}
	return -1
}

// startsSentence reports whether only conjunctions, adverbs and punctuation precede word i in its sentence.
func (r *Rules) startsSentence(i int, sentence ling.Range) bool {
	for k := sentence.From; k < i; k++ {
		if x := r.Words[k].XPOS; x != ud.CC && x != ud.RB && !r.Words[k].IsPunctuation() {
			return false
		}
	}
	return true
}
