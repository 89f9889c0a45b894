package classes

import (
	"strings"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// addressee returns the words for the addressee: the object of a verb of telling, the recipient after "to", or the person who
// is asked to do what the content states. The range is empty where none is stated.
func (r *Rules) addressee(f frame) ling.Range {
	if f.head < 0 || !r.Words[f.head].XPOS.IsVerb() && f.entry.class == "" {
		return ling.Range{}
	}
	for _, find := range []func(frame) ling.Range{r.passiveAddressee, r.toldObject, r.recipient, r.urgedPerson} {
		if x := r.clipAddressee(f, find(f)); !x.Empty() {
			return x
		}
	}
	return ling.Range{}
}

// passiveAddressee returns the subject of a passive cue without a source: "jurors were told", "asked about it, Rubio said".
func (r *Rules) passiveAddressee(f frame) ling.Range {
	h := f.head
	switch {
	case len(f.source) > 0 || f.entry.class != "tell" && f.entry.class != "ask" && f.entry.class != "warn":
		return ling.Range{}
	case r.Words[h].Lemma == "hear" && r.isHeard(h):
		return r.subjectBefore(h)
	case r.Words[h].XPOS != ud.VBN && r.Words[h].XPOS != ud.VBD:
		return ling.Range{}
	}
	if s := r.Dependent(h, ud.NsubjPass, ud.Nsubj); s >= 0 {
		return r.subtree(s)
	}
	if r.isHeard(h) {
		return r.subjectBefore(h)
	}
	g := r.Words[h].Head
	switch rel := r.Words[h].Deprel; {
	case g < 0:
	case rel == ud.Advcl || rel == ud.Dep:
		if s := r.subject(g); s >= 0 {
			return ling.Between(r.Words[s].First, r.endBeforeClause(s))
		}
	case rel == ud.Acl && g < h && r.Words[h-1].Lower == ",":
		return ling.Between(r.Words[g].First, r.endBeforeClause(g))
	}
	return ling.Range{}
}

// endBeforeClause returns the end of the nominal with head s, without its relative clauses.
func (r *Rules) endBeforeClause(s int) int {
	for k := s + 1; k <= r.Words[s].Last; k++ {
		if r.Words[k].Lower == "," || r.Words[k].XPOS == ud.WDT || r.Words[k].XPOS == ud.WP {
			return k
		}
	}
	return r.Words[s].Last + 1
}

// toldObject returns the object of a verb of telling, where it is outside the content.
func (r *Rules) toldObject(f frame) ling.Range {
	if !tellable[f.entry.class] && !messaging[r.Words[f.head].Lemma] {
		return ling.Range{}
	}
	last := f.last() + 1
	if len(f.content) > 0 && r.Words[f.head].Lemma == "tell" {
		first := f.content[0].From
		if first > last && first == r.chunkEnd(last, r.sentenceOf(f.head)) {
			return ling.Between(last, first)
		}
	}
	o := r.Dependent(f.head, ud.Iobj, ud.Obj)
	if o <= f.head || f.holds(o) || !r.outside(o) || r.Words[f.head].Lemma != "tell" && !r.isSomebody(o) {
		return ling.Range{}
	}
	return r.subtree(o)
}

var (
	tellable  = lists.Set("class with object")
	messaging = lists.Set("messaging")
)

// isSomebody reports whether nominal i may be a person, an organization or a group of people.
func (r *Rules) isSomebody(i int) bool {
	w := r.Words[i]
	switch {
	case w.XPOS == ud.PRP:
		return w.Lower != "it" && !strings.HasSuffix(w.Lower, "self") && !strings.HasSuffix(w.Lower, "selves")
	case w.Name.Kind != 0 || r.isName(i):
		return !times[w.Lower]
	}
	return speakers[w.Lemma] || spokespeople[w.Lower] || w.XPOS == ud.NNS && !things[w.Lemma]
}

// speakers are nouns for people who speak.
var speakers = lists.Set("speaker")

var things = lists.Set("thing")

// recipient returns the nominal that a verb or noun of speech takes with "to", or with "with" for talks.
func (r *Rules) recipient(f frame) ling.Range {
	if !sayable[f.entry.class] {
		return ling.Range{}
	}
	for _, preposition := range []string{"to", "with"} {
		o := r.oblique(f.head, preposition)
		if o < 0 || f.holds(o) || !r.outside(o) || preposition == "with" && f.entry.class != "talk" && r.Words[f.head].Lemma != "plead" || !r.isSomebody(o) && !gatherings[r.Words[o].Lemma] {
			continue
		}
		return ling.Between(r.preposition(o)+1, r.Words[o].Last+1)
	}
	return ling.Range{}
}

var (
	sayable    = lists.Set("class with recipient")
	gatherings = lists.Set("gathering")
)

// urgedPerson returns the nominal at the beginning of the content that is asked to do the rest of it: "urged hackers to
// look".
func (r *Rules) urgedPerson(f frame) ling.Range {
	if len(f.content) == 0 || !urging[r.Words[f.head].Lemma] {
		return ling.Range{}
	}
	x := f.content[0]
	if x.From != f.last()+1 || !r.outside(x.From) {
		return ling.Range{}
	}
	for k := x.From + 1; k+1 < x.To && k < x.From+8; k++ {
		if r.Words[k].XPOS == ud.TO && r.Words[k+1].XPOS.IsVerb() {
			if who := (ling.Between(x.From, k)); r.isSomebody(r.chunkHead(who)) && !r.hasVerb(who) {
				return who
			}
			return ling.Range{}
		}
	}
	return ling.Range{}
}

var urging = lists.Set("urging")

// clipAddressee cuts x, a candidate for the addressee, where another slot of the attribution, a trailing clause or a time
// begins.
func (r *Rules) clipAddressee(f frame, x ling.Range) ling.Range {
	if x.Empty() {
		return x
	}
	for _, slots := range [][]ling.Range{f.content, f.source, f.cue} {
		for _, c := range slots {
			if c.Overlaps(x) && c.From > x.From {
				x.To = min(x.To, c.From)
			}
		}
	}
	for k := x.From + 1; k < x.To; k++ {
		if r.outside(x.From) != r.outside(k) || r.beginsCircumstance(k) {
			x.To = k
		}
	}
	x = r.trim(x)
	for x.Len() > 1 && (r.Words[x.To-1].XPOS == ud.IN || r.Words[x.To-1].XPOS == ud.TO) {
		x.To--
	}
	return x
}

// beginsCircumstance reports whether word k begins a time or an occasion: "on Monday", "in an interview".
func (r *Rules) beginsCircumstance(k int) bool {
	if !occasional[r.Words[k].Lower] && r.Words[k].XPOS != ud.NNP {
		return false
	}
	if _, n := r.timeAt(k); n > 0 {
		return true
	}
	for j := k + 1; j < min(len(r.Words), k+3) && r.Words[k].XPOS == ud.IN; j++ {
		if _, n := r.timeAt(j); n > 0 {
			return true // "on Tuesday", "on Super Tuesday"
		}
	}
	for j := k + 1; j < min(len(r.Words), k+6) && r.Words[k].XPOS == ud.IN && r.isInNominal(j); j++ {
		if occasions[strings.ToLower(r.Words[j].Lemma)] {
			return true
		}
	}
	return false
}

var times = lists.Set("time")
