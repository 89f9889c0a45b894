package attribution

import "strings"

// addressee is whom the source tells it: the object of a telling, whom it is said "to", or who is asked to do what the
// content says.
func (r *reading) addressee(f finding) run {
	if f.head < 0 || !strings.HasPrefix(r.words[f.head].XPOS, "VB") && f.entry.class == "" {
		return run{}
	}
	for _, find := range []func(finding) run{r.heard, r.toldObject, r.toWhom, r.urged} {
		if x := r.addressed(f, find(f)); !x.empty() {
			return x
		}
	}
	return run{}
}

// heard is whom the subject of a passive is: "jurors were told", "asked about it, Rubio said".
func (r *reading) heard(f finding) run {
	h := f.head
	switch {
	case len(f.source) > 0 || f.entry.class != "tell" && f.entry.class != "ask" && f.entry.class != "warn":
		return run{}
	case r.words[h].Lemma == "hear" && r.isHeard(h):
		return r.subjectBefore(h)
	case r.words[h].XPOS != "VBN" && r.words[h].XPOS != "VBD":
		return run{}
	}
	if s := r.dependent(h, "nsubj:pass", "nsubj"); s >= 0 {
		return r.subtree(s)
	}
	if r.isHeard(h) {
		return r.subjectBefore(h)
	}
	g := r.words[h].governor
	switch rel := r.words[h].rel; {
	case g < 0:
	case rel == "advcl" || rel == "dep":
		if s := r.subject(g); s >= 0 {
			return run{r.words[s].first, r.plainEnd(s)}
		}
	case rel == "acl" && g < h && r.words[h-1].lower == ",":
		return run{r.words[g].first, r.plainEnd(g)}
	}
	return run{}
}

// plainEnd is where the nominal with head s ends, its relative clauses apart.
func (r *reading) plainEnd(s int) int {
	for k := s + 1; k <= r.words[s].last; k++ {
		if r.words[k].lower == "," || r.words[k].XPOS == "WDT" || r.words[k].XPOS == "WP" {
			return k
		}
	}
	return r.words[s].last + 1
}

// told is the object of a verb of telling outside its content.
func (r *reading) toldObject(f finding) run {
	if !tellable[f.entry.class] && !messaging[r.words[f.head].Lemma] {
		return run{}
	}
	last := f.last() + 1
	if len(f.content) > 0 && r.words[f.head].Lemma == "tell" {
		first := f.content[0].from
		if first > last && first == r.chunkEnd(last, r.sentenceOf(f.head)) {
			return run{last, first}
		}
	}
	o := r.dependent(f.head, "iobj", "obj")
	if o <= f.head || f.holds(o) || !r.outside(o) || r.words[f.head].Lemma != "tell" && !r.isSomebody(o) {
		return run{}
	}
	return r.subtree(o)
}

var (
	tellable  = set("tell ask answer warn promise explain write demand recommend")
	messaging = set("email e-mail persuade assure convince text message urge encourage call remind inform notify order thank")
)

// isSomebody reports whether nominal i may be a person, a body or several.
func (r *reading) isSomebody(i int) bool {
	w := r.words[i]
	switch {
	case w.XPOS == "PRP":
		return w.lower != "it" && !strings.HasSuffix(w.lower, "self") && !strings.HasSuffix(w.lower, "selves")
	case w.Name.Kind != 0 || r.isName(i):
		return !times[w.lower]
	}
	return speakers[w.Lemma] || spokespeople[w.lower] || w.XPOS == "NNS" && !things[w.Lemma]
}

var things = set("question story detail thing issue word point remark comment statement view concern doubt plan policy idea rule letter lie fact time")

// toWhom is the nominal that a verb or noun of saying has with "to", or "with" in talks.
func (r *reading) toWhom(f finding) run {
	if !sayable[f.entry.class] {
		return run{}
	}
	for _, preposition := range []string{"to", "with"} {
		o := r.oblique(f.head, preposition)
		if o < 0 || f.holds(o) || !r.outside(o) || preposition == "with" && f.entry.class != "talk" && r.words[f.head].Lemma != "plead" || !r.isSomebody(o) && !gatherings[r.words[o].Lemma] {
			continue
		}
		return run{r.preposition(o) + 1, r.words[o].last + 1}
	}
	return run{}
}

var (
	sayable    = set("say write talk explain answer promise confirm tell claim show ask demand recommend")
	gatherings = set("gathering crowd audience conference convention rally court jury class congregation public press nation world country reader viewer")
)

// urged is whom the content begins with and says to do something: "urged hackers to look".
func (r *reading) urged(f finding) run {
	if len(f.content) == 0 || !urging[r.words[f.head].Lemma] {
		return run{}
	}
	x := f.content[0]
	if x.from != f.last()+1 || !r.outside(x.from) {
		return run{}
	}
	for k := x.from + 1; k+1 < x.to && k < x.from+8; k++ {
		if r.words[k].XPOS == "TO" && strings.HasPrefix(r.words[k+1].XPOS, "VB") {
			if who := (run{x.from, k}); r.isSomebody(r.chunkHead(who)) && !r.hasVerb(who) {
				return who
			}
			return run{}
		}
	}
	return run{}
}

var urging = set("urge ask tell order encourage advise instruct beg implore invite direct command press warn persuade exhort plead challenge remind request")

// addressed cuts a recipient where another part of the attribution begins, and its trailing clauses and times.
func (r *reading) addressed(f finding, x run) run {
	if x.empty() {
		return x
	}
	for _, slots := range [][]run{f.content, f.source, f.cue} {
		for _, c := range slots {
			if c.overlaps(x) && c.from > x.from {
				x.to = min(x.to, c.from)
			}
		}
	}
	for k := x.from + 1; k < x.to; k++ {
		if r.outside(x.from) != r.outside(k) || r.beginsCircumstance(k) {
			x.to = k
		}
	}
	x = r.trim(x)
	for x.len() > 1 && (r.words[x.to-1].XPOS == "IN" || r.words[x.to-1].XPOS == "TO") {
		x.to--
	}
	return x
}

// beginsCircumstance reports whether word k begins a time or an occasion: "on Monday", "in an interview".
func (r *reading) beginsCircumstance(k int) bool {
	if !occasional[r.words[k].lower] && r.words[k].XPOS != "NNP" {
		return false
	}
	if _, n := r.timeAt(k); n > 0 {
		return true
	}
	for j := k + 1; j < min(len(r.words), k+3) && r.words[k].XPOS == "IN"; j++ {
		if _, n := r.timeAt(j); n > 0 {
			return true // "on Tuesday", "on Super Tuesday"
		}
	}
	for j := k + 1; j < min(len(r.words), k+6) && r.words[k].XPOS == "IN" && r.isInNominal(j); j++ {
		if occasions[strings.ToLower(r.words[j].Lemma)] {
			return true
		}
	}
	return false
}
