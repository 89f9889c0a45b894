package attribution

import "graphd/internal/ingest/ling"

// repair mends faults that parsers often make, before the words of a sentence know their dependents.
func (r *reading) repair(here run) {
	for i := here.from; i < here.to; i++ {
		r.repairTitle(i, here)
		r.repairCoordination(i, here)
	}
}

// repairTitle makes a title part of the name after it, where a parser took it for the head of the sentence: "Ms Vale
// believes …".
func (r *reading) repairTitle(i int, here run) {
	if !titles[r.words[i].lower] || i+1 >= here.to || r.words[i+1].Name.Kind != ling.Person && !r.isName(i+1) {
		return
	}
	title := &r.words[i]
	title.XPOS, title.UPOS = "NNP", "PROPN"
	last := i + 1
	for last+1 < here.to && r.words[last].governor == last+1 && r.isName(last+1) {
		last++
	}
	v := r.words[last].governor
	if v <= last || r.words[v].governor != i {
		return
	}
	r.words[v].governor, r.words[v].rel = title.governor, title.rel
	title.governor, title.rel = last, "compound"
	for k := here.from; k < here.to; k++ {
		if r.words[k].governor == i && k != v {
			r.words[k].governor = v
		}
	}
}

// repairCoordination hangs the second of two reporting verbs on the first, where a parser hung it on what the first
// reports although the forms differ: "recommends that the fund be closed and concludes that …".
func (r *reading) repairCoordination(d int, here run) {
	c := r.words[d].governor
	if r.words[d].rel != "conj" || c < 0 || r.words[c].rel != "ccomp" || !speaking[r.words[d].Lemma] {
		return
	}
	i := r.words[c].governor
	if i < here.from || i >= c || r.words[d].XPOS != r.words[i].XPOS || r.words[d].XPOS == "VB" {
		return
	}
	differs := false
	for k := i + 1; k < here.to; k++ {
		switch w := r.words[k]; {
		case w.governor == d && (w.rel == "nsubj" || w.rel == "nsubj:pass" || w.rel == "aux"):
			return
		case w.governor == c && k < c && (w.XPOS == "VB" || w.XPOS == "MD"):
			differs = true
		}
	}
	if !differs {
		return
	}
	r.words[d].governor = i
	if cc := d - 1; r.words[cc].rel == "cc" {
		r.words[cc].governor = i
	}
}

var speaking = list("speaking")
