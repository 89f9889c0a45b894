package attribution

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// repairBounds corrects frequent errors of the models on the bounds of slots.
func (x *extraction) repairBounds(rep *report) {
	x.endAtColon(rep)
	x.endBeforePredicate(rep)
	x.endAgentBeforeCharge(rep)
	x.beginAfterSymbols(rep)
}

// endBeforePredicate ends the content of a noun before the verb that the noun is the subject of: "The claim [that the dam was safe] was made
// by the board". Where the verb is made by somebody, that is the source.
func (x *extraction) endBeforePredicate(rep *report) {
	if rep.cue.Empty() || len(rep.content) != 1 || rep.content[0].From != rep.cue.To {
		return
	}
	content := &rep.content[0]
	noun := &x.Words[rep.cue.To-1]
	if !noun.XPOS.IsNoun() || x.IsQuoted(content.From) || !noun.Deprel.IsNominalSubject() && noun.Head >= 0 {
		return
	}
	end, predicate := x.predicateIn(*content, noun.Head)
	if predicate < 0 || !x.hasVerb(ling.Between(content.From, end)) {
		return
	}
	content.To = x.contentOf(ling.Between(content.From, end)).To
	if maker := x.Maker(predicate); rep.source.Empty() {
		rep.source = maker
	}
}

// predicateIn returns the first word and the head of the predicate of a sentence whose subject has the clause "that …" at the beginning of
// content. It is the head of the subject or, where the parser takes the predicate for a part of the clause, the first finite
// verb after that of the clause without a subject of its own. The head is -1 where there is none.
func (x *extraction) predicateIn(content ling.Range, head int) (begin, predicate int) {
	if content.Has(head) {
		begin = head
		for begin > content.From && x.Words[begin-1].Head == head && (x.Words[begin-1].Deprel.IsAuxiliary() || x.Words[begin-1].XPOS.IsAdverb()) {
			begin--
		}
		return begin, head
	}
	if x.Words[content.From].Lower != "that" || head >= 0 {
		return 0, -1
	}
	first := -1 // head of the verb of the clause
	for k := content.From + 1; k < content.To; k++ {
		w := &x.Words[k]
		if !w.XPOS.IsFinite() {
			continue
		}
		predicate = k
		if w.Deprel.IsAuxiliary() {
			predicate = w.Head
		}
		if first < 0 {
			first = predicate
		} else if predicate != first && x.Dependent(predicate, ud.Nsubj, ud.NsubjPass, ud.Mark, ud.Cc) < 0 && !x.Words[k-1].IsPunctuation() && x.Words[k-1].XPOS != ud.CC {
			return k, predicate
		}
	}
	return 0, -1
}

// hasVerb reports whether r has a finite verb or an infinitive.
func (x *extraction) hasVerb(r ling.Range) bool {
	for k := r.From; k < r.To; k++ {
		if v := x.Words[k].XPOS; v.IsVerb() || v == ud.MD {
			return true
		}
	}
	return false
}

// endAgentBeforeCharge moves the charge after the agent of a passive cue to the content: "The party was accused by [Ms Ruiz] of
// deceiving voters".
func (x *extraction) endAgentBeforeCharge(rep *report) {
	if rep.cue.Empty() || rep.source.From < rep.cue.To || x.Words[rep.source.From-1].Lower != "by" {
		return
	}
	for k := rep.source.From + 1; k+1 < rep.source.To; k++ {
		if x.Words[k].XPOS == ud.IN && x.Words[k+1].XPOS == ud.VBG && x.Words[k-1].Lower != "," {
			last := rep.content[len(rep.content)-1]
			charge := x.contentOf(ling.Between(k, rep.source.To))
			rep.source.To = k
			if last.To <= k {
				rep.content = append(rep.content, charge)
			}
			return
		}
	}
}

// beginAfterSymbols begins a content after the emoji before a quotation, which belong to the sentence before it.
func (x *extraction) beginAfterSymbols(rep *report) {
	first := &rep.content[0]
	k := first.From
	for k < first.To && x.Words[k].IsPunctuation() && !x.IsQuoted(k) {
		k++
	}
	if k < first.To && x.opens(k) {
		first.From = k
	}
}
