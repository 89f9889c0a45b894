package attribution

import (
	"graphd/internal/ingest/attribution/turns"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// repairBounds corrects frequent errors of the models on the bounds of slots.
func (x *extraction) repairBounds(rep *report) {
	x.endAtColon(rep)
	x.endSourceBeforeVerb(rep)
	x.endBeforePredicate(rep)
	x.endAgentBeforeCharge(rep)
	x.beginAfterSymbols(rep)
	x.beginAfterTime(rep)
	x.endBeforeMainClause(rep)
	x.beginAfterNothing(rep)
}

// endSourceBeforeVerb ends a source before the negated auxiliary of its own clause: "[Horn] did not, in any letter, say".
func (x *extraction) endSourceBeforeVerb(rep *report) {
	for k := rep.source.From; k+1 < rep.source.To; k++ {
		w := x.Words[k]
		if w.XPOS.IsInterrogative() || w.IsPunctuation() || w.Lower == "that" {
			return
		}
		if w.XPOS.IsFinite() && k > rep.source.From && (x.Words[k+1].Lower == "not" || x.Words[k+1].Lower == "n't") {
			rep.source.To = k
			return
		}
	}
}

// endBeforePredicate ends the content of a noun before the verb that the noun is the subject of: "The claim [that the dam was safe] was made
// by the board". Where the verb is made by somebody, that is the source.
func (x *extraction) endBeforePredicate(rep *report) {
	if rep.cue.Empty() || len(rep.content) != 1 || rep.content[0].From != rep.cue.To {
		return
	}
	content := &rep.content[0]
	if x.isWhetherSubject(rep) {
		if end, predicate := x.predicateIn(*content, -1); predicate >= 0 {
			content.To = x.contentOf(ling.Between(content.From, end)).To
		}
		return
	}
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

// isWhetherSubject reports whether the report is the subject of its sentence: "Whether she said that it was safe [is disputed]".
func (x *extraction) isWhetherSubject(rep *report) bool {
	first := x.sentenceOf(rep.cue.From).From
	return x.Words[first].Lower == "whether" && rep.source.From == first+1
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

// beginAfterTime begins a content after the time of the entry of a live blog: "09:47 [“We wait,”] she says".
func (x *extraction) beginAfterTime(rep *report) {
	if first := &rep.content[0]; x.ParagraphOf(first.From).From == first.From {
		if k := turns.SkipTime(x.Layout, first.From, first.To); k < first.To {
			first.From = k
		}
	}
}

var subordinators = lists.Set("subordinator")

// endBeforeMainClause ends the content of a subordinate clause before the main clause after it: "If she says [that it is safe], we will
// sail", "Had she said [it was safe], we would have sailed", "Not only did she say [it was safe], she sailed".
func (x *extraction) endBeforeMainClause(rep *report) {
	last := len(rep.content) - 1
	content := &rep.content[last]
	if rep.cue.Empty() || rep.source.Empty() || last > 0 || content.From < rep.cue.To || rep.source.From > rep.cue.From {
		return
	}
	first := x.sentenceOf(rep.cue.From).From
	isNotOnly := x.Words[first].Lower == "not" && rep.source.From == first+3
	if !isNotOnly && (!subordinators[x.Words[first].Lower] || rep.source.From != first+1) {
		return
	}
	for k := content.From + 1; k < content.To-1; k++ {
		if x.Words[k].Form == "," && !x.IsQuoted(k) && x.hasVerb(ling.Between(content.From, k)) && x.beginsClause(k+1, content.To) {
			content.To = x.contentOf(ling.Between(content.From, k)).To
			return
		}
	}
}

// beginsClause reports whether the words from word i on are a nominal, which no relative pronoun or conjunction precedes, and its finite
// verb, before the next comma.
func (x *extraction) beginsClause(i, to int) bool {
	if w := x.Words[i]; w.XPOS == ud.CC || w.XPOS.IsInterrogative() || w.Lower == "that" {
		return false
	}
	nominal := false
	for k := i; k < to && !x.Words[k].IsPunctuation(); k++ {
		switch w := x.Words[k]; {
		case w.XPOS.IsFinite():
			return nominal
		case w.XPOS.IsNoun(), w.XPOS.IsPronoun(), w.XPOS == ud.DT, w.XPOS == ud.EX:
			nominal = true
		}
	}
	return false
}

// beginAfterNothing moves "nothing" and what it would do to the cue, which it negates: "said nothing that suggests [it was safe]".
func (x *extraction) beginAfterNothing(rep *report) {
	content := &rep.content[0]
	if rep.cue.Empty() || content.From != rep.cue.To || x.Words[content.From].Lower != "nothing" || x.IsQuoted(content.From) {
		return
	}
	const window = 5 // words up to the verb; chosen by hand
	for k := content.From + 1; k < min(content.To-1, content.From+window); k++ {
		if w := &x.Words[k]; w.XPOS == ud.VB && w.Lemma != "be" && w.Lemma != "have" || w.XPOS == ud.VBD || w.XPOS == ud.VBZ {
			if rest := ling.Between(k+1, content.To); x.hasVerb(rest) {
				rep.cue.To, content.From = k+1, k+1
			}
			return
		}
	}
}
