package attribution

// phraseReports proposes reports whose cue is a fixed phrase or an adverb: "according to X", "in X's view",
// "reportedly".
func (r *reading) phraseReports() []report {
	var out []report
	for _, here := range r.sentences {
		for i := here.from; i < here.to; i++ {
			if rep, ok := r.phraseReport(i, here); ok {
				out = append(out, rep)
			}
		}
	}
	return out
}

func (r *reading) phraseReport(i int, sentence run) (report, bool) {
	switch w := r.words[i].lower; {
	case w == "according" && i+2 < sentence.to && r.words[i+1].lower == "to":
		return r.accordingTo(i, run{i, i + 2}, sentence)
	case w == "in" && i+2 < sentence.to:
		return r.inView(i, sentence)
	case hearsay[w] && r.words[i].XPOS == "RB":
		return r.hearsay(i, sentence)
	}
	return report{}, false
}

// accordingTo: the phrase names its source right after it; the rest of the clause is the content.
func (r *reading) accordingTo(i int, group, sentence run) (report, bool) {
	rep := newReport(i, phrase)
	rep.group = group
	head := r.nominalAfter(group.to, sentence)
	if c := r.chunk(group.to); head < 0 && r.isInNominal(group.to) && c.from == group.to {
		head = r.chunkHead(c)
	}
	if head < 0 {
		return rep, false
	}
	x := run{group.to, r.subtree(head).to}
	if c := r.chunk(group.to); c.from == group.to && c.to < sentence.to && r.words[c.to].lower == "," && r.startsSentence(i, sentence) && x.to >= r.clauseEnd(sentence) {
		head, x = r.chunkHead(c), c
	}
	r.setSource(&rep, head, x)
	if rep.source.empty() {
		return rep, false
	}
	rep.content = r.settle(r.clauseAround(run{i, rep.source.to}, sentence), rep)
	return rep, len(rep.content) > 0
}

// clauseEnd is where a sentence ends, its end mark apart.
func (r *reading) clauseEnd(sentence run) int {
	to := sentence.to
	for to > sentence.from && r.words[to-1].isPunctuation() {
		to--
	}
	return to
}

// inView: "in X's view", "in my opinion".
func (r *reading) inView(i int, sentence run) (report, bool) {
	rep := newReport(i, phrase)
	rep.floor = plainView
	for k := i + 2; k < sentence.to && k < i+14; k++ {
		if r.words[k].lower != "view" && r.words[k].lower != "opinion" && r.words[k].lower != "words" {
			continue
		}
		p := r.dependent(k, "nmod:poss")
		if p <= i || r.words[p].first != i+1 {
			return rep, false
		}
		x := r.subtree(p)
		if r.words[x.to-1].XPOS == "POS" {
			x.to--
		}
		r.setSource(&rep, p, x)
		rep.content = r.settle(r.clauseAround(run{i, k + 1}, sentence), rep)
		return rep, len(rep.content) > 0 && !rep.source.empty()
	}
	return rep, false
}

// plainView is the least chance of "in X's view", which is too rare in news to be weighed.
const plainView = 0.6

// hearsay: an adverb says that somebody unnamed says so; its clause is the content.
func (r *reading) hearsay(i int, sentence run) (report, bool) {
	rep := newReport(i, adverb)
	g := r.words[i].governor
	if g < 0 {
		return rep, false
	}
	rep.content = r.settle([]run{r.subtree(g)}, rep)
	return rep, len(rep.content) > 0
}

var hearsay = list("hearsay")

// nominalAfter is the head of the nominal that begins at word i, -1 if none does: the highest word to the right whose
// subtree begins within the phrase.
func (r *reading) nominalAfter(i int, sentence run) int {
	if i >= sentence.to {
		return -1
	}
	if r.isTreeless(i) {
		if r.isInNominal(i) || r.isNominal(i) {
			return r.chunkHead(r.chunk(i))
		}
		return -1
	}
	for k := i; k < sentence.to && k < i+30; k++ {
		if !r.isNominal(k) || r.words[k].first < i-2 || r.words[k].first > i {
			continue
		}
		for g := r.words[k].governor; g > k && g < i+30 && r.words[g].first >= i-2 && r.isNominal(g); g = r.words[k].governor {
			k = g
		}
		return k
	}
	return -1
}

// clauseAround is the clause that a parenthesis stands in, without it: before it, after it, or both.
// A parenthesis that begins its sentence speaks for all of it.
func (r *reading) clauseAround(hole, sentence run) []run {
	host := sentence
	if r.startsSentence(hole.from, sentence) {
		return without(sentence, run{sentence.from, hole.to})
	}
	for k := hole.from; k < hole.to; k++ {
		g := r.words[k].governor
		if g >= 0 && !hole.has(g) {
			for r.words[g].governor >= 0 && (!r.isVerb(g) || r.words[g].rel == "xcomp") && !hole.has(r.words[g].governor) {
				g = r.words[g].governor
			}
			host = r.subtree(g)
		}
	}
	if !host.contains(hole) {
		host = sentence
	}
	return without(host, hole)
}

func (r *reading) startsSentence(i int, sentence run) bool {
	for k := sentence.from; k < i; k++ {
		if x := r.words[k].XPOS; x != "CC" && x != "RB" && !r.words[k].isPunctuation() {
			return false
		}
	}
	return true
}
