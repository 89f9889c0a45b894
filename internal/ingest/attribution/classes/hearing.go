package classes

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// isHeard reports whether the subject of verb i is the addressee: "an inquest was told", "the court heard".
func (r *Rules) isHeard(i int) bool {
	switch w := r.Words[i]; w.Lemma {
	case "tell":
		return w.XPOS == ud.VBN && i > 0 && r.Words[i-1].Lemma == "be"
	case "hear":
		return i > 0 && w.XPOS != ud.VB && w.XPOS != ud.VBG && r.isHearer(r.subjectBefore(i))
	}
	return false
}

func (r *Rules) isHearer(x ling.Range) bool {
	return !x.Empty() && hearers[r.Words[r.chunkHead(x)].Lemma]
}

// hearers hear evidence: courts, inquests, inquiries.
var hearers = lists.Set("hearer")

// IsAddressed reports whether the source is the subject of a passive cue, to or about whom somebody else speaks: "the party was
// accused", "drivers were urged", "man charged with"; or a court that hears. Participles of feeling and believing are none: "was convinced".
func (r *Rules) IsAddressed(source, cue, content []ling.Range) bool {
	f := r.frame(source, cue, content)
	if f.head >= 0 && len(f.source) > 0 && r.Words[f.head].Lemma == "hear" && r.isHeard(f.head) {
		return r.isHearer(f.source[0])
	}
	if f.head < 0 || !addressing[f.entry.class] || convincing[r.Words[f.head].Lemma] || !r.Words[f.head].XPOS.IsVerb() {
		return false
	}
	if f.entry.act == Accuse && r.isChargedWith(f) {
		return true
	}
	verb := f.head
	for r.Words[verb].Deprel == ud.Conj && r.subject(verb) < 0 && r.Words[verb].Head >= 0 {
		verb = r.Words[verb].Head // "was employed by the bank and is accused"
	}
	// "sentenced and ordered to pay": without an object an order to do something is passive, whatever its tag.
	joined := verb != f.head && r.isPassive(verb) && (r.Words[f.head].XPOS == ud.VBN || r.beginsInfinitive(f))
	if !joined && !r.isPassive(f.head) {
		return false
	}
	s := r.Dependent(verb, ud.NsubjPass, ud.Nsubj)
	return s >= 0 && has(f.source, s)
}

// isChargedWith reports whether the preposition of the accusation directly follows a participle after the source, so that there
// is nobody whom the source accuses: "man charged with". An agent after "by" is the accuser.
func (r *Rules) isChargedWith(f frame) bool {
	if len(f.source) == 0 || f.source[0].From > f.head || f.head+1 >= len(r.Words) {
		return false
	}
	w := &r.Words[f.head]
	switch r.Words[f.head+1].Lower {
	case "with":
		return w.XPOS == ud.VBN || w.XPOS == ud.VBD
	case "of", "for":
		return w.XPOS == ud.VBN || w.Lemma == "accuse" // "residents complained of noise" is active
	}
	return false
}

var (
	addressing = lists.Set("addressing class")
	convincing = lists.Set("convincing")
)

// longestSubject is the maximum number of words of a subject before a cue. Chosen by hand.
const longestSubject = 12

// subjectBefore returns the nominal directly before the auxiliaries of verb i.
func (r *Rules) subjectBefore(i int) ling.Range {
	k, start := i, r.sentenceOf(i).From
	for k > start && r.Words[k-1].Head == i && r.isAuxiliary(k-1) {
		k--
	}
	x := ling.Between(k, k)
	for x.From > start && x.Len() < longestSubject && !r.isVerb(x.From-1) && !r.Words[x.From-1].IsPunctuation() {
		x.From--
	}
	for x.From < k && (r.Words[x.From].XPOS == ud.CC || r.Words[x.From].XPOS == ud.IN) {
		x.From++
	}
	return x
}

func (r *Rules) hasVerb(x ling.Range) bool {
	for k := x.From; k < x.To; k++ {
		if r.isVerb(k) {
			return true
		}
	}
	return false
}
