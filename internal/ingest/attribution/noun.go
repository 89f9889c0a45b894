package attribution

import "strings"

// nounReports proposes a report for every noun of the lexicon that has content: "his claim that …", "a call for …".
func (r *reading) nounReports(lex *lexicon) []report {
	var out []report
	for i := range r.words {
		w := r.words[i]
		if !strings.HasPrefix(w.XPOS, "NN") {
			continue
		}
		if e, ok := lex.find(w.Lemma, noun); ok {
			if rep, ok := r.nounReport(i); ok {
				rep.entry = e
				out = append(out, rep)
			}
		}
	}
	return out
}

func (r *reading) nounReport(i int) (report, bool) {
	rep := newReport(i, "")
	content := r.nounContent(&rep)
	if len(content) == 0 {
		return rep, false
	}
	r.findPossessor(&rep)
	rep.content = r.settle(content, rep)
	return rep, len(rep.content) > 0
}

// nounContent finds what noun rep.cue is about and sets the frame and the cue's words.
func (r *reading) nounContent(rep *report) []run {
	i := rep.cue
	if c := r.clauseRightAfter(i); c >= 0 {
		rep.frame = nounClause
		return []run{{i + 1, r.words[c].last + 1}}
	}
	for _, d := range r.words[i].deps {
		if d < i {
			continue
		}
		switch first := r.words[r.words[d].first]; {
		case (r.words[d].rel == "acl" || r.words[d].rel == "xcomp") && first.XPOS == "TO":
			rep.frame = nounClause
			return []run{r.subtree(d)}
		case r.isOblique(d) && r.words[d].first == i+1 && nounPrepositions[first.lower]:
			rep.frame = nounOf
			rep.group.to = i + 2
			return []run{{i + 2, r.words[d].last + 1}}
		}
	}
	g := r.words[i].governor
	if r.words[i].rel == "nsubj" && g > i {
		if c := r.dependent(g, "cop"); c > i && r.words[r.words[g].first].sentence == r.words[i].sentence {
			if m := r.dependent(g, "mark"); m > c && r.words[m].lower == "that" {
				rep.frame = nounIs
				return []run{{m, r.words[g].last + 1}}
			}
		}
	}
	return nil
}

// clauseRightAfter is the verb of a clause with "that" and a subject that begins right after noun i, whatever the tree
// hangs it on: -1 if there is none.
func (r *reading) clauseRightAfter(i int) int {
	if i+1 >= r.sentenceOf(i).to || r.words[i+1].lower != "that" || r.words[i+1].rel == "nsubj" || r.words[i+1].rel == "obj" {
		return -1
	}
	g := r.words[i+1].governor
	if g < i || r.words[g].first != i+1 || r.subject(g) < 0 {
		return -1
	}
	return g
}

var nounPrepositions = set("of for on about against to over with")

// findPossessor names the source of a noun's report: whose claim it is, whom it is by or from, or who makes it.
func (r *reading) findPossessor(rep *report) {
	i := rep.cue
	if p := r.dependent(i, "nmod:poss"); p >= 0 {
		x := r.subtree(p)
		if last := x.to - 1; last > p && r.words[last].XPOS == "POS" {
			x.to = last
		}
		rep.group.from = min(rep.group.from, max(x.to, r.afterPossessive(x.to)))
		r.setSource(rep, p, x)
		return
	}
	for _, preposition := range []string{"by", "from"} {
		if o := r.oblique(i, preposition); o >= 0 {
			r.setSource(rep, o, run{r.preposition(o) + 1, r.words[o].last + 1})
			return
		}
	}
	if g := r.words[i].governor; g >= 0 && r.words[i].rel == "obj" {
		if s, _ := r.understoodSubject(g); s >= 0 {
			r.setSource(rep, s, r.subtree(s))
			rep.borrowed = true
		}
	}
}

func (r *reading) afterPossessive(i int) int {
	if i < len(r.words) && r.words[i].XPOS == "POS" {
		return i + 1
	}
	return i
}
