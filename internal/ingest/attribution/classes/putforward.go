package classes

import (
	"strings"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// isPutForward reports whether the source puts the content forward as its own words or view, given the other classes of f. It
// does so with a quotation, and with a clause that the cue asserts. It does not with what it asks, demands, denies, fears, plans
// or only talks about; nor where the text does not vouch for the report.
func (r *Rules) isPutForward(f frame, c Classes) bool {
	asserts := f.entry.act == "" || f.entry.act == Assert
	switch quoted := c.Form == Direct; {
	case c.Polarity == Negative, c.Tense == Future, c.Certainty != Certain:
		return false
	case c.Act.Reverses():
		return quoted && r.standsAlone(f)
	case quoted, f.head < 0, r.Words[f.head].IsPunctuation(), r.putsIntoWords(f):
		return true
	case f.entry.class == "talk", r.relays(f):
		return false
	case c.Kind == Intention && f.entry.class != "decide", !asserts && f.entry.act != c.Act:
		return false
	case r.isFronted(f) && asserts && c.Kind == Speech:
		return true
	}
	switch c.Act {
	case Ask, Believe:
		return false
	case Demand, Recommend:
		return asserts && r.isStatement(f)
	case Estimate:
		return c.Kind == Speech && r.isStatement(f)
	}
	return r.isStatement(f)
}

// putsIntoWords reports whether the content is an assertion without being a clause. "called for a vote" and "called a vote" assert nothing.
func (r *Rules) putsIntoWords(f frame) bool {
	lemma := r.Words[f.head].Lemma
	if lemma == "call" && (r.isDemanding(f) || len(f.content) == 1 && f.content[0].From > f.head && r.IsPlainObject(f.content[0])) {
		return false
	}
	return puttingIntoWords[lemma]
}

// puttingIntoWords are the cues whose content is an assertion without being a clause: "called it a lie", "according to".
var puttingIntoWords = lists.Set("putting into words")

// relays reports whether the cue is a verb and a claim that may be of others: "cited reports that", "poured cold water on the idea
// that", but not "made the claim that".
func (r *Rules) relays(f frame) bool {
	if last := r.Words[f.last()]; !relayed[last.Lemma] || !isNoun(last) {
		return false
	}
	for _, x := range f.cue {
		for i := x.From; i < x.To && i < f.last(); i++ {
			if r.isVerb(i) && !r.isAuxiliary(i) {
				return !makingVerbs[r.Words[i].Lemma]
			}
		}
	}
	return false
}

var (
	relayed     = lists.Set("relayed claim")
	makingVerbs = lists.Set("making a claim")
)

// standsAlone reports whether the content is set off from the cue, as in "“Not at all,” she denied", and no part of its sentence,
// as in "denied “colluding”".
func (r *Rules) standsAlone(f frame) bool {
	if r.isFronted(f) {
		return true
	}
	k := f.content[0].From - 1
	for k >= 0 && r.Words[k].IsPunctuation() && r.Words[k].Quotation >= 0 {
		k--
	}
	return k < 0 || r.Words[k].Lower == "," || r.Words[k].Lower == ":" || r.Words[k].Sentence != r.Words[f.content[0].From].Sentence
}

// isFronted reports whether the content precedes the cue with punctuation between them: "No rain in sight, the farmer said".
func (r *Rules) isFronted(f frame) bool {
	if len(f.content) == 0 || f.head < 0 || f.content[0].From > f.cue[0].From {
		return false
	}
	end := f.content[0].To
	return end < len(r.Words) && (r.Words[end].IsPunctuation() || r.Words[end-1].IsPunctuation())
}

// isStatement reports whether the content has a main clause with a finite verb and is no embedded question: not "whether it is
// safe", "to leave", "a new bridge".
func (r *Rules) isStatement(f frame) bool {
	return !r.isEmbeddedQuestion(f) && !r.isPrecluded(f) && r.hasFiniteClause(f.content)
}

// isPrecluded reports whether the content only mentions a clause as one that is not to be believed or has no support: "[warned against]
// thinking that …", "[said] nothing that suggests …".
func (r *Rules) isPrecluded(f frame) bool {
	if len(f.content) == 0 || r.IsQuoted(f.content[0].From) || f.content[0].Len() < 3 {
		return false
	}
	first := f.content[0].From
	if w := r.Words[first+1]; r.Words[first].Lower == "no" && relayed[w.Lemma] {
		return true
	}
	if r.Words[first].Lower == "nothing" && (r.Words[first+1].Lower == "to" || r.Words[first+1].Lower == "that") {
		return true
	}
	return r.Words[first].XPOS == ud.VBG && r.wordBefore(first) == "against"
}

// hasFiniteClause reports whether a clause of content that is in no nominal has a finite verb: a main clause, one that "that"
// begins, or one whose subject is the first phrase of the content.
func (r *Rules) hasFiniteClause(content []ling.Range) bool {
	for _, x := range content {
		first := r.trim(x).From
		for k := x.From; k < x.To; k++ {
			if relayed[r.Words[k].Lemma] && k+1 < x.To && r.isComplementiser(k+1) {
				break // "reports that it had sunk"
			}
			if !r.Words[k].XPOS.IsFinite() {
				continue
			}
			clause := k
			if r.isAuxiliary(k) && r.Words[k].Head >= 0 {
				clause = r.Words[k].Head
			}
			if s := r.subject(clause); r.isMain(content, clause) || r.isPredicate(first, k) || r.isSplit(x, k) || r.isComplementiser(first) || s >= 0 && r.Words[s].First <= first {
				return true
			}
		}
	}
	return false
}

// isPredicate reports whether modal or auxiliary k directly follows the nominal that begins with word first, whatever the tree: "the road
// will stay shut".
func (r *Rules) isPredicate(first, k int) bool {
	if r.Words[k].XPOS != ud.MD && !auxiliaries[r.Words[k].Lower] {
		return false
	}
	i := first
	for i < k && (r.isInNominal(i) || r.Words[i].XPOS == ud.PRP) {
		i++
	}
	for i < k && isAdverb(r.Words[i]) {
		i++
	}
	return i == k && k > first
}

// isSplit reports whether finite verb k of x is taken for a relative clause but can be none, for it has neither a subject nor a
// relative pronoun: "said the victims in the churches had a right". Forms that may be participles do not count.
func (r *Rules) isSplit(x ling.Range, k int) bool {
	w := r.Words[k]
	if w.Deprel != ud.Acl && w.Deprel != ud.AclRelcl || !x.Has(w.Head) || r.subject(k) >= 0 || w.XPOS == ud.VBD && strings.HasSuffix(w.Lower, "ed") {
		return false
	}
	for i := w.Head; i < k; i++ {
		if r.Words[i].XPOS.IsInterrogative() || r.Words[i].Lower == "that" {
			return false
		}
	}
	return true
}

// isComplementiser reports whether word i is a "that" which begins a clause.
func (r *Rules) isComplementiser(i int) bool {
	return i < len(r.Words) && r.Words[i].Lower == "that" && (r.Words[i].XPOS != ud.DT || r.Words[i].Deprel == ud.Mark)
}

// isEmbeddedQuestion reports whether the content begins with a question word of its main clause: "whether …", "how it broke".
// The subject clause of "what matters is money" is none.
func (r *Rules) isEmbeddedQuestion(f frame) bool {
	if len(f.content) == 0 {
		return false
	}
	x := r.trim(f.content[0])
	if x.Empty() || r.IsQuoted(x.From) {
		return false
	}
	first := x.From
	if r.Words[first].XPOS == ud.IN && first+1 < x.To && r.Words[first].Lower != "if" && r.Words[first].Lower != "whether" {
		first++ // "about how it broke"
	}
	switch w := r.Words[first]; {
	case w.Lower == "whether":
		return true
	case w.Lower == "if":
		return asking[f.entry.class]
	case !w.XPOS.IsInterrogative(), r.isComplementiser(first):
		return false
	}
	for step, i := 0, first; step < 8; step++ {
		g := r.Words[i].Head
		if g < 0 || !has(f.content, g) {
			return true
		}
		switch r.Words[i].Deprel {
		case ud.Csubj, ud.CsubjPass, ud.Advcl, ud.AclRelcl:
			return false
		}
		i = g
	}
	return true
}

// asking are the classes of cues after which "if" means "whether".
var asking = map[string]bool{"ask": true, "know": true, "doubt": true, "ponder": true}
