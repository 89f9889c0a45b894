package classes

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// isTreeless reports whether word i is in a sentence without a tree.
func (r *Rules) isTreeless(i int) bool {
	w := r.Words[i]
	return w.Head < 0 && len(w.Dependents) == 0 && r.sentenceOf(i).Len() > 1
}

// chunk returns the nominal around word i, found by tags alone, including phrases in "of" and "for" that follow it.
func (r *Rules) chunk(i int) ling.Range {
	sentence := r.sentenceOf(i)
	x := ling.Between(i, i+1)
	for x.From > sentence.From && r.isInNominal(x.From-1) && r.outside(x.From-1) == r.outside(i) {
		x.From--
	}
	x.To = r.chunkEnd(x.To, sentence)
	for x.To+1 < sentence.To && (r.Words[x.To].Lower == "of" || r.Words[x.To].Lower == "for") && r.isInNominal(x.To+1) {
		x.To = r.chunkEnd(x.To+1, sentence)
	}
	return x
}

func (r *Rules) chunkEnd(i int, sentence ling.Range) int {
	for i < sentence.To && r.isInNominal(i) && r.Words[i].XPOS != ud.DT && r.Words[i].XPOS != ud.PRPS || i < sentence.To && i > sentence.From && r.Words[i-1].Lower == "of" {
		i++
	}
	return i
}

// chunkHead returns the last noun of a chunk before its first preposition.
func (r *Rules) chunkHead(x ling.Range) int {
	head := x.From
	for k := x.From; k < x.To; k++ {
		if r.Words[k].XPOS == ud.IN {
			break
		}
		if r.isNominal(k) {
			head = k
		}
	}
	return head
}

func (r *Rules) isInNominal(i int) bool {
	switch x := r.Words[i].XPOS; x {
	case ud.DT, ud.CD, ud.PRPS, ud.POS:
		return true
	default:
		return x.IsNoun() || x.IsAdjective()
	}
}

// NominalEnd returns the word after the nominal that begins at word i, without the phrases after its head; i if none begins before word
// to.
func (r *Rules) NominalEnd(i, to int) int {
	k := i
	for k < to && r.isInNominal(k) && (k == i || r.Words[k-1].XPOS == ud.POS || !r.BeginsNominal(k)) {
		k++
	}
	if k == i && i < to && r.Words[i].XPOS == ud.PRP {
		k++
	}
	for k > i && !isNoun(r.Words[k-1]) && r.Words[k-1].XPOS != ud.PRP {
		k--
	}
	return k
}

// BeginsNominal reports whether word k, after another nominal, begins one: a determiner, or a noun or number after a pronoun.
func (r *Rules) BeginsNominal(k int) bool {
	switch w := r.Words[k]; {
	case w.XPOS == ud.DT, w.XPOS == ud.PRPS:
		return true
	default:
		return r.Words[k-1].XPOS == ud.PRP && (isNoun(w) || w.XPOS == ud.CD)
	}
}

// IsPlainObject reports whether x is a nominal with prepositional phrases, which says nothing about it: "called [his sister from the
// station]", but not "called [the trial a circus]".
func (r *Rules) IsPlainObject(x ling.Range) bool {
	k := r.NominalEnd(x.From, x.To)
	for k > x.From && k < x.To && r.Words[k].XPOS == ud.IN && r.Words[k].Lower != "as" {
		next := r.NominalEnd(k+1, x.To)
		if next == k+1 {
			return false
		}
		k = next
	}
	return k > x.From && k == x.To && !r.IsQuoted(k-1)
}

// trim drops punctuation from both ends of x, except a bracket that closes one in x.
func (r *Rules) trim(x ling.Range) ling.Range {
	for !x.Empty() && r.Words[x.From].IsPunctuation() {
		x.From++
	}
	for !x.Empty() && r.Words[x.To-1].IsPunctuation() && !r.ClosesBracket(x) {
		x.To--
	}
	if x.To < len(r.Words) && !x.Empty() && isClosing(r.Words[x.To].Lower) && r.ClosesBracket(ling.Between(x.From, x.To+1)) {
		x.To++
	}
	return x
}

// ClosesBracket reports whether the last word of x is a bracket that closes one in x.
func (r *Rules) ClosesBracket(x ling.Range) bool {
	if !isClosing(r.Words[x.To-1].Lower) {
		return false
	}
	open := 0
	for k := x.From; k < x.To; k++ {
		switch w := r.Words[k].Lower; {
		case w == "(" || w == "[" || w == "-lrb-" || w == "-lsb-":
			open++
		case isClosing(w):
			open--
			if k == x.To-1 {
				return open >= 0
			}
			open = max(open, 0)
		}
	}
	return false
}

func isClosing(form string) bool {
	return form == ")" || form == "]" || form == "-rrb-" || form == "-rsb-"
}
