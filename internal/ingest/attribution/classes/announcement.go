package classes

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// Announcement is a report without its content, which follows it in the text: "The inquiry recommends that:".
type Announcement struct {
	Source ling.Range // empty where none is stated
	Cue    ling.Range
	Kind   AttributionKind
	Class  string // class of the cue lexicon
	Open   bool   // the cue has no content of its own, such as a clause
}

// leastAnnouncing is the least rate in the lexicon of a verb that announces what follows. Chosen by hand: it excludes verbs
// that seldom report, such as "list".
const leastAnnouncing = 0.1

// Announcement returns what a sentence announces, judging by its last cue outside quotations, and reports whether there is
// one: a verb of reporting, "according to", a noun of speech with its author ("a statement from the mayor:"), or one
// that the verb only supports ("made three recommendations:").
func (r *Rules) Announcement(sentence ling.Range) (a Announcement, ok bool) {
	s := r.announcing(sentence)
	for v := s.To - 1; v >= s.From; v-- {
		if r.IsQuoted(v) {
			return a, false
		}
		if r.Words[v].Lower == "according" && v+1 < s.To && r.Words[v+1].Lower == "to" {
			return Announcement{r.trim(ling.Between(v+2, s.To)), ling.Between(v, v+2), Speech, "say", true}, v+2 < s.To
		}
		entry, known := r.lookup(v)
		switch {
		case !known || r.isAuxiliary(v):
		case r.isVerb(v) && entry.rate >= leastAnnouncing:
			if r.infinitiveMark(v) >= 0 && !r.goesOn(v) {
				return a, false
			}
			return Announcement{r.announcer(v, s), r.announcingVerb(v, s), entry.kind, entry.class, r.lacksContent(v, s, entry)}, true
		case isNoun(r.Words[v]) && entry.kind == Speech:
			if source, cue := r.nounAnnouncer(v, s); !source.Empty() {
				return Announcement{source, cue, Speech, entry.class, true}, true
			}
		}
	}
	return a, false
}

// announcing returns a sentence without its label and without "that", "to" and punctuation at its end.
func (r *Rules) announcing(sentence ling.Range) ling.Range {
	s := sentence
	if unlabelled := r.Unlabelled[r.Words[s.From].Sentence]; !unlabelled.Empty() {
		s = unlabelled
	}
	for s.To > s.From && (r.Words[s.To-1].IsPunctuation() || r.Words[s.To-1].Lower == "that" || r.Words[s.To-1].Lower == "to") {
		s.To--
	}
	return s
}

// goesOn reports whether infinitive v depends on a verb of going on: "went on to say".
func (r *Rules) goesOn(v int) bool {
	return r.Words[v].Head >= 0 && goingOn[r.Words[r.Words[v].Head].Lemma]
}

// lacksContent reports whether verb v has neither a clause nor an object that states what was said.
func (r *Rules) lacksContent(v int, s ling.Range, e cueEntry) bool {
	for _, d := range r.Words[v].Dependents {
		if d < s.From || d >= s.To {
			continue
		}
		switch r.Words[d].Deprel {
		case ud.Ccomp, ud.Xcomp:
			if r.Words[d].XPOS.IsVerb() || r.subject(d) > v || r.Dependent(d, ud.Cop) > v {
				return false
			}
		case ud.Obj:
			if d > v && !tellable[e.class] && !r.isMessage(d) {
				return false
			}
		}
	}
	return true
}

// isMessage reports whether noun i is what is said or written: "wrote a letter:".
func (r *Rules) isMessage(i int) bool {
	e, ok := cues().find(r.Words[i].Lemma, noun)
	return ok && e.kind == Speech || things[r.Words[i].Lemma]
}

// announcer returns the subject of verb v, or that of the verb above a participle or a conjunct without one.
func (r *Rules) announcer(v int, s ling.Range) ling.Range {
	const highest = 4 // verbs; chosen by hand
	for k, step := v, 0; k >= 0 && s.Has(k) && step < highest; k, step = r.Words[k].Head, step+1 {
		if k == v && r.isPassive(v) {
			if by := r.oblique(v, "by"); by >= 0 {
				return r.named(by, v, s)
			}
			return ling.Range{}
		}
		if subject := r.subject(k); subject >= 0 {
			return r.named(subject, v, s)
		}
		if k != v && !r.isVerb(k) && !r.Words[k].Deprel.IsNominalSubject() {
			break
		}
	}
	return ling.Range{}
}

// named returns the nominal with head i in s, without its preposition, the clauses after it and verb v, but with the
// name that directly follows it: "the charity Coastwatch".
func (r *Rules) named(i, v int, s ling.Range) ling.Range {
	x := ling.Between(r.Words[i].First, r.endOfApposition(i, r.endBeforeClause(i))).Intersect(s)
	if c := r.preposition(i); c >= x.From && c < i {
		x.From = c + 1
	}
	switch {
	case x.Has(v) && v > i:
		x.To = v
	case x.Has(v):
		x.From = v + 1
	}
	if !x.Has(i) {
		x = ling.Between(i, i+1)
	}
	for x.To < s.To && r.isName(x.To) && x.To != v {
		x.To++
	}
	return r.trim(x)
}

// endOfApposition returns the end of the name that follows the nominal with head i after the comma at word end, or end if none
// follows: "the chairman, Peter Lunn".
func (r *Rules) endOfApposition(i, end int) int {
	k := end + 1
	for k <= r.Words[i].Last && r.isName(k) {
		k++
	}
	if end > r.Words[i].Last || r.Words[end].Lower != "," || k == end+1 {
		return end
	}
	return k
}

// announcingVerb returns verb v with the auxiliaries, negations and adverbs directly before it, and a particle after it, or a
// preposition that ends s.
func (r *Rules) announcingVerb(v int, s ling.Range) ling.Range {
	x := ling.Between(v, v+1)
	for x.From > s.From && r.Words[x.From-1].Head == v && r.isModifier(x.From-1) {
		x.From--
	}
	if x.To < s.To && r.Words[x.To].Head == v && r.Words[x.To].Deprel == ud.CompoundPrt {
		x.To++
	}
	if x.To == s.To-1 && r.Words[x.To].XPOS == ud.IN { // "asked for:"
		x.To++
	}
	return x
}

// Maker returns the agent of passive verb v, if the verb only supports the noun that is its subject: "the claim was made by the
// board". It is empty for other verbs.
func (r *Rules) Maker(v int) ling.Range {
	if !supporting[r.Words[v].Lemma] || !r.isPassive(v) {
		return ling.Range{}
	}
	by := r.oblique(v, "by")
	if by < 0 {
		return ling.Range{}
	}
	return r.named(by, v, r.sentenceOf(by))
}

// nounAnnouncer returns the author of what noun n names and the cue: "a statement from the mayor", "the mayor's answer",
// "the inquiry made three recommendations". Both are empty where the sentence does not state the author.
func (r *Rules) nounAnnouncer(n int, s ling.Range) (source, cue ling.Range) {
	none := ling.Range{}
	for _, d := range r.Words[n].Dependents {
		switch c := r.preposition(d); {
		case r.Words[d].Deprel == ud.NmodPoss && s.Has(d):
			if r.Words[d].XPOS.IsPronoun() {
				return none, none
			}
			owner := ling.Between(r.Words[d].First, d+1)
			return r.trim(owner), ling.Between(n, n+1)
		case c > n && d < s.To && authorship[r.Words[c].Lower]:
			return r.named(d, n, s), ling.Between(n, n+1)
		}
	}
	v := r.Words[n].Head
	if r.Words[n].Deprel != ud.Obj || !s.Has(v) || !supporting[r.Words[v].Lemma] || r.isPassive(v) {
		return none, none
	}
	cue = r.announcingVerb(v, s)
	if v < n {
		cue.To = max(cue.To, n+1)
	}
	return r.announcer(v, s), cue
}

var (
	authorship = lists.Set("authorship")      // prepositions between a message and its author
	supporting = lists.Set("supporting verb") // of a noun of speech: "made a statement"
	goingOn    = lists.Set("going on")        // before an infinitive: "went on to say"
)
