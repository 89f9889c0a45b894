package attribution

// cueGroup is the cue around its head word: auxiliaries, negation and adverbs before it, particles and a preposition
// up to last after it.
func (r *reading) cueGroup(i, last int) run {
	from := i
	for from > 0 && r.sentenceOf(i).has(from-1) && r.isCueBefore(from-1, i) {
		from--
	}
	for from < i && r.words[from].isPunctuation() {
		from++
	}
	to := max(i, last) + 1
	for to < len(r.words) && r.sentenceOf(i).has(to) && r.words[to].rel == "compound:prt" && r.words[to].governor == i {
		to++
	}
	return run{from, to}
}

func (r *reading) isCueBefore(k, head int) bool {
	w := r.words[k]
	switch w.rel {
	case "aux", "aux:pass", "cop":
		return w.governor == head
	case "advmod":
		return w.governor == head && w.UPOS != "SCONJ" && w.XPOS != "WRB" && w.lower != "there" && w.lower != "here"
	case "mark":
		return w.governor == head && w.XPOS == "TO"
	}
	return false
}
