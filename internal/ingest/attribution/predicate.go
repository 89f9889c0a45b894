package attribution

import "strings"

// predicateReports proposes a report for every verb and predicate adjective that has something like content.
func (r *reading) predicateReports() []report {
	var out []report
	for i := range r.words {
		if !r.isPredicate(i) {
			continue
		}
		out = r.predicateReport(out, i)
	}
	return out
}

// isPredicate reports whether word i can be the head of a cue: a full verb, or an adjective with a copula.
func (r *reading) isPredicate(i int) bool {
	w := r.words[i]
	switch {
	case i < r.sentenceOf(i).from:
		return false
	case strings.HasPrefix(w.XPOS, "VB"):
		return !r.isAuxiliary(i) && w.rel != "amod" && w.rel != "case" && w.rel != "compound"
	case strings.HasPrefix(w.XPOS, "JJ"):
		return r.dependent(i, "cop") >= 0
	}
	return false
}

// predicateReport appends a report for each frame that fits word i. Which of them is right is weighed later.
func (r *reading) predicateReport(out []report, i int) []report {
	for _, find := range frames {
		content, f, last := find(r, i)
		if f == "" {
			continue
		}
		rep := newReport(i, f)
		rep.group = r.withExpectation(i, r.cueGroup(i, last))
		if f == clauseAfter && r.isPassive(i) && r.isExpletive(r.subject(i)) {
			rep.floor = plainHearsay
		}
		r.findSource(&rep)
		rep.content = r.settle(content, rep)
		if len(rep.content) > 0 {
			out = append(out, rep)
		}
	}
	return out
}

// plainHearsay is the least chance of "it is understood that …".
const plainHearsay = 0.5

// frames give the content, the frame ("" if it does not fit) and the word up to which the cue reaches (a preposition
// or particle; the head word itself otherwise).
var frames = []func(r *reading, i int) ([]run, frame, int){
	(*reading).aroundFrame,
	(*reading).clauseFrame,
	(*reading).raisedFrame,
	(*reading).passiveFrame,
	(*reading).agentFrame,
	(*reading).experienceFrame,
	(*reading).predicationFrame,
	(*reading).infinitiveFrame,
	(*reading).objectFrame,
	(*reading).prepositionFrame,
	(*reading).lightFrame,
}

// aroundFrame: the cue's clause is put into the clause that it reports.
func (r *reading) aroundFrame(i int) ([]run, frame, int) {
	w := r.words[i]
	if w.rel != "parataxis" || w.governor < 0 || r.dependent(i, "ccomp", "xcomp", "obj") >= 0 {
		return nil, "", i
	}
	host := r.subtree(w.governor)
	parts := without(host, r.subtree(i))
	if len(parts) == 1 && parts[0].to <= i {
		return parts, clauseBefore, i
	}
	return parts, clauseAround, i
}

// clauseFrame: a finite clause is the content, before or after the cue.
func (r *reading) clauseFrame(i int) ([]run, frame, int) {
	c := r.dependent(i, "ccomp")
	if c < 0 {
		return nil, "", i
	}
	x := r.subtree(c)
	if c < i {
		return []run{x}, clauseBefore, i
	}
	return []run{x}, clauseAfter, i
}

// raisedFrame: the subject of a passive cue is that of the content: "he is said to owe millions".
func (r *reading) raisedFrame(i int) ([]run, frame, int) {
	c := r.dependent(i, "xcomp")
	if c < i {
		return nil, "", i
	}
	if r.isExpectation(i) && speaking[r.words[c].Lemma] {
		return nil, "", i
	}
	raising := r.isPassive(i) || r.words[i].Lemma == "seem" || r.words[i].Lemma == "appear"
	s := r.subject(i)
	if !raising || s < 0 || s > i {
		return nil, "", i
	}
	return []run{r.subtree(s), r.subtree(c)}, raised, i
}

// passiveFrame: the subject of a passive cue is the content.
func (r *reading) passiveFrame(i int) ([]run, frame, int) {
	s := r.dependent(i, "nsubj:pass", "csubj:pass")
	if !r.isPassive(i) || s < 0 || s > i {
		return nil, "", i
	}
	last := i
	if by := r.agent(i); by >= 0 {
		if c := r.preposition(by); c == i+1 {
			last = c
		}
	}
	content := []run{r.subtree(s)}
	if by := r.agent(i); by >= 0 {
		if c := r.charge(by); c >= 0 {
			content = append(content, r.subtree(c))
		}
	}
	return content, passive, last
}

// agentFrame: a clause that a passive cue reports hangs on its agent: "they were told by him that …".
func (r *reading) agentFrame(i int) ([]run, frame, int) {
	by := r.agent(i)
	if by < i || !r.isPassive(i) {
		return nil, "", i
	}
	if c := r.thatClause(by); c >= 0 {
		return []run{{r.words[c].first, r.words[c].last + 1}}, clauseAfter, i
	}
	return nil, "", i
}

// thatClause is the verb of a clause with "that" and a subject of its own that hangs on nominal i, -1 if there is none.
func (r *reading) thatClause(i int) int {
	for _, d := range r.words[i].deps {
		first := r.words[d].first
		if d < i || r.words[first].lower != "that" {
			continue
		}
		for _, s := range r.words[d].deps {
			if s > first && strings.HasPrefix(r.words[s].rel, "nsubj") {
				return d
			}
		}
	}
	return -1
}

// experienceFrame: what stirs somebody is the subject, and whom it stirs the object: "the vote surprised the court".
func (r *reading) experienceFrame(i int) ([]run, frame, int) {
	s := r.subject(i)
	if o := r.dependent(i, "obj"); s < 0 || s > i || o < i || !stirring[r.words[i].Lemma] {
		return nil, "", i
	}
	return []run{r.subtree(s)}, experience, i
}

var stirring = list("stirring")

// predicationFrame: something is called something: both are content.
func (r *reading) predicationFrame(i int) ([]run, frame, int) {
	o, x := r.dependent(i, "obj"), r.dependent(i, "xcomp")
	if o < i || x < o || r.infinitiveMark(x) >= 0 {
		return nil, "", i
	}
	return []run{{r.words[o].first, r.words[x].last + 1}}, predication, i
}

// infinitiveFrame: an infinitive or a gerund is the content. Whom it is asked of belongs to a request's content.
func (r *reading) infinitiveFrame(i int) ([]run, frame, int) {
	x := r.dependent(i, "xcomp")
	if x < i {
		return nil, "", i
	}
	if r.infinitiveMark(x) < 0 {
		if r.words[x].XPOS == "VBG" {
			return []run{r.subtree(x)}, gerund, i
		}
		return nil, "", i
	}
	if o := r.dependent(i, "obj", "iobj"); o > i && o < x {
		if r.words[i].Lemma == "tell" {
			return []run{r.subtree(x)}, request, i
		}
		return []run{{r.words[o].first, r.words[x].last + 1}}, request, i
	}
	return []run{r.subtree(x)}, infinitive, i
}

// prepositionFrame: the object of a preposition is the content; the preposition belongs to the cue.
func (r *reading) prepositionFrame(i int) ([]run, frame, int) {
	for _, d := range r.words[i].deps {
		if d <= i || !r.isOblique(d) && r.words[d].rel != "advcl" {
			continue
		}
		p := r.words[d].first
		if p <= i || p == d || !prepositions[r.words[p].lower] {
			continue
		}
		if p > i+1 && !r.onlyParticles(i+1, p) {
			return nil, "", i
		}
		x := run{p + 1, r.words[d].last + 1}
		if next := r.dependentFrom(i, x.to); next >= 0 && (r.words[x.to].lower == "as" || r.words[x.to].XPOS == "TO") {
			x.to = r.words[next].last + 1
		}
		return []run{x}, prepositional, p
	}
	return nil, "", i
}

// dependentFrom is the dependent of word i whose subtree begins at word from, -1 if none does.
func (r *reading) dependentFrom(i, from int) int {
	for _, d := range r.words[i].deps {
		if r.words[d].first == from {
			return d
		}
	}
	return -1
}

// targeting are verbs whose object is whom the content is about or meant for, never part of the cue.
var targeting = set("accuse blame praise criticize criticise charge thank congratulate urge warn remind tell")

// lightFrame: the cue's object and a preposition belong to the cue, as in "takes a look at", "voiced support for".
func (r *reading) lightFrame(i int) ([]run, frame, int) {
	o := r.dependent(i, "obj")
	if o < i || targeting[r.words[i].Lemma] || performatives[r.words[i].Lemma] || !strings.HasPrefix(r.words[o].XPOS, "NN") || r.isName(o) || r.words[o].first > i+1 {
		return nil, "", i
	}
	next := r.dependentFrom(i, o+1)
	if next < 0 {
		next = r.dependentFrom(o, o+1)
	}
	if next < 0 || !prepositions[r.words[o+1].lower] || next == o+1 {
		return nil, "", i
	}
	return []run{{o + 2, r.words[next].last + 1}}, light, o + 1
}

var prepositions = set("about of for on against with to at over in into toward towards as from after upon behind")

func (r *reading) onlyParticles(from, to int) bool {
	for k := from; k < to; k++ {
		if x := r.words[k].XPOS; x != "RP" && x != "RB" {
			return false
		}
	}
	return true
}

// infinitiveMark is the "to" of verb i, -1 if it has none.
func (r *reading) infinitiveMark(i int) int {
	for _, d := range r.words[i].deps {
		if d < i && r.words[d].XPOS == "TO" && r.words[d].rel != "case" {
			return d
		}
	}
	return -1
}

func (r *reading) isExpletive(i int) bool {
	return i >= 0 && (r.words[i].lower == "it" || r.words[i].XPOS == "EX")
}

// agent is the "by" phrase of passive verb i, -1 if it has none.
func (r *reading) agent(i int) int {
	if d := r.dependent(i, "obl:agent"); d >= 0 {
		return d
	}
	return r.oblique(i, "by")
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
