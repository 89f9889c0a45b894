package attribution

import "graphd/internal/ingest/ling"

// findSource names the source of a predicate's report: the subject, the agent of a passive, or the subject that the
// cue's clause shares with the clause that it hangs on.
func (r *reading) findSource(rep *report) {
	i := rep.cue
	if rep.frame == experience {
		o := r.dependent(i, "obj")
		r.setSource(rep, o, r.subtree(o))
		return
	}
	if r.isPassive(i) && rep.frame != prepositional && rep.frame != infinitive {
		if by := r.agent(i); by >= 0 {
			x := r.subtree(by)
			if c := r.preposition(by); c >= 0 {
				x.from = c + 1
			}
			if c := r.thatClause(by); c >= 0 {
				x.to = r.words[c].first
			}
			if c := r.charge(by); c >= 0 {
				x.to = r.words[c].first
			}
			r.setSource(rep, by, x)
		}
		return
	}
	if rep.frame == raised || r.words[i].Lemma == "hear" && r.isHeard(i) {
		return
	}
	s, borrowed := r.understoodSubject(i)
	if near := r.subjectByPlace(i); near >= 0 && (s < 0 || borrowed) {
		r.setSource(rep, near, r.placed(near))
		return
	}
	if s < 0 || r.isExpletive(s) && r.words[i].Lemma != "say" && r.words[i].Lemma != "note" && r.words[s].XPOS == "EX" {
		return
	}
	r.setSource(rep, s, r.subtree(s))
	rep.borrowed = borrowed
}

// subjectByPlace is the nominal right before finite verb i, where the tree gives it no subject although it has one: a
// pronoun that can only be a subject, or a name whose tree ends there. It is -1 if there is none.
func (r *reading) subjectByPlace(i int) int {
	if x := r.words[i].XPOS; x != "VBD" && x != "VBZ" && x != "VBP" {
		return -1
	}
	k := r.cueGroup(i, i).from - 1
	if k < r.sentenceOf(i).from || r.outside(k) != r.outside(i) || !r.isName(k) && !nominative[r.words[k].lower] {
		return -1
	}
	return k
}

var nominative = set("he she they we i")

// placed is the run of names that ends with word k.
func (r *reading) placed(k int) run {
	x := run{k, k + 1}
	for x.from > r.sentenceOf(k).from && r.isName(k) && r.isName(x.from-1) {
		x.from--
	}
	return x
}

// understoodSubject is the subject of word i's clause, its own or shared with a governing clause.
func (r *reading) understoodSubject(i int) (subject int, borrowed bool) {
	if s := r.subject(i); s >= 0 {
		return s, false
	}
	for step := 0; step < 6; step++ {
		g := r.words[i].governor
		if g < 0 {
			return -1, false
		}
		switch r.words[i].rel {
		case "acl", "acl:relcl":
			return g, true
		case "conj", "xcomp", "advcl", "dep", "ccomp", "parataxis":
		default:
			return -1, false
		}
		if r.words[i].rel == "xcomp" {
			if o := r.dependent(g, "obj", "iobj"); o >= 0 && o < i {
				return o, true
			}
		}
		if s := r.subject(g); s >= 0 {
			if r.isPassive(g) && r.words[i].rel == "conj" && !r.isPassive(i) {
				return s, true
			}
			return s, true
		}
		i = g
	}
	return -1, false
}

// setSource takes over the source and trims it.
func (r *reading) setSource(rep *report, head int, x run) {
	if rep.group.len() > 0 && x.overlaps(rep.group) {
		if head < rep.group.from {
			x.to = min(x.to, rep.group.from)
		} else {
			x.from = max(x.from, rep.group.to)
		}
	}
	x.from = max(x.from, r.sentenceOf(head).from, r.afterTime(x.from, head))
	x.to = r.beforeOccasion(head, x.to)
	x = r.trim(x)
	x = r.wholeName(x, rep.group)
	for x.len() > 1 && x.from < head && leads[r.words[x.from].rel] {
		x.from++
	}
	if x.empty() || !x.has(head) || r.isQuestionWord(x) {
		return
	}
	if place := r.words[min(x.to, len(r.words)-1)].lower; x.to+1 == rep.group.from && (place == "there" || place == "here") {
		x.to++ // "officials there"
	}
	rep.source, rep.sourceHead = x, head
}

// beforeOccasion is where a nominal with a head ends: at to, or before the occasion that an inverted cue puts after it:
// "wrote the analyst in a note to clients".
func (r *reading) beforeOccasion(head, to int) int {
	for k := head + 1; k < to; k++ {
		if x := r.words[k].lower; x != "in" && x != "during" && x != "on" {
			continue
		}
		for j := k + 1; j < min(to, k+5) && r.isInNominal(j); j++ {
			if occasions[r.words[j].Lemma] {
				return k
			}
		}
	}
	return to
}

// isQuestionWord reports whether a nominal is a word that its sentence asks with: "Who said what".
func (r *reading) isQuestionWord(x run) bool {
	return x.len() == 1 && x.from == r.sentenceOf(x.from).from && r.words[x.from].XPOS == "WP"
}

// wholeName extends a nominal to the left to where the name that it begins in begins, and to that name's article.
func (r *reading) wholeName(x, cue run) run {
	if x.empty() {
		return x
	}
	start, from := r.sentenceOf(x.from).from, x.from
	for from > start && !cue.has(from-1) && r.joinsName(from-1) {
		from--
	}
	if from < x.from && from > start && r.words[from-1].XPOS == "DT" {
		from--
	}
	return run{from, x.to}
}

// joinsName reports whether words i and i+1 are parts of one name.
func (r *reading) joinsName(i int) bool {
	a, b := r.words[i], r.words[i+1]
	if a.Name.Kind != ling.NoName && a.Name.Kind == b.Name.Kind && !b.Name.Begin {
		return true
	}
	if r.isName(i+1) && titles[a.lower] {
		return true
	}
	return r.isName(i) && r.isName(i+1) && !times[a.lower]
}

// afterTime is where a name begins that follows a time without a comma: "In a statement last week Ana Ruiz said".
// It is from where there is no such time before head.
func (r *reading) afterTime(from, head int) int {
	k := head
	for k > from && r.isName(k-1) && !times[r.words[k-1].lower] {
		k--
	}
	if k > from && k <= head && r.isName(head) && times[r.words[k-1].lower] {
		return k
	}
	return from
}

var (
	times  = list("time")
	titles = list("title")
)

// leads are the relations of words that lead into a nominal and are no part of it.
var leads = set("cc cc:preconj mark case punct")

// trim drops punctuation from both ends of a run, but no bracket that closes one in it.
func (r *reading) trim(x run) run {
	for !x.empty() && r.words[x.from].isPunctuation() {
		x.from++
	}
	for !x.empty() && r.words[x.to-1].isPunctuation() && !r.closesBracket(x) {
		x.to--
	}
	if x.to < len(r.words) && !x.empty() && isClosing(r.words[x.to].lower) && r.closesBracket(run{x.from, x.to + 1}) {
		x.to++
	}
	return x
}

// closesBracket reports whether the last word of x is a bracket that closes one in x.
func (r *reading) closesBracket(x run) bool {
	if !isClosing(r.words[x.to-1].lower) {
		return false
	}
	open := 0
	for k := x.from; k < x.to; k++ {
		switch w := r.words[k].lower; {
		case w == "(" || w == "[" || w == "-lrb-" || w == "-lsb-":
			open++
		case isClosing(w):
			open--
			if k == x.to-1 {
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
