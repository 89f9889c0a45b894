package attribution

import "strings"

// restReports proposes, for every verb that often introduces a clause but shows none in its tree, what the words alone
// suggest: the source right before it, the content after it to the end of the sentence. It needs tags but no tree.
func (r *reading) restReports(lex *lexicon) []report {
	var out []report
	for i := range r.words {
		if !strings.HasPrefix(r.words[i].XPOS, "VB") || r.isAuxiliary(i) || r.dependent(i, "ccomp") >= 0 {
			continue
		}
		e, ok := lex.find(r.words[i].Lemma, verb)
		if !ok || !clausal[e.class] {
			continue
		}
		if rep, ok := r.restReport(i); ok {
			out = append(out, rep)
		}
	}
	return out
}

// clausal are the classes of verbs that take a clause.
var clausal = set("say write tell answer claim insist explain show find remember know believe expect estimate fear promise ask warn deny confirm recommend demand")

func (r *reading) restReport(i int) (report, bool) {
	rep := newReport(i, rest)
	rep.group = r.cueGroup(i, i)
	sentence := r.sentenceOf(i)
	if r.findSource(&rep); rep.source.empty() {
		r.nearestBefore(&rep, sentence)
	}
	if rep.source.empty() || rep.group.to >= sentence.to {
		return rep, false
	}
	rep.content = r.settle([]run{{r.afterRecipient(i, rep.group.to), sentence.to}}, rep)
	return rep, len(rep.content) == 1
}

// afterRecipient is where the words begin that follow whom verb i tells them: "warned its owners twice that …", "told
// reporters “…”". It is from where nobody is told.
func (r *reading) afterRecipient(i, from int) int {
	sentence := r.sentenceOf(i)
	if k := r.hearerEnd(from, sentence); r.words[i].Lemma == "tell" && k > from && k < sentence.to && (nominative[r.words[k].lower] || r.opens(k, sentence)) {
		return k
	}
	o := r.dependent(i, "obj", "iobj")
	if o < i {
		return from
	}
	for k := r.words[o].last + 1; k < sentence.to && k <= r.words[o].last+3; k++ {
		if r.words[k].lower == "that" && r.words[k].rel == "mark" {
			return k
		}
	}
	return from
}

// hearerEnd is where the nominal ends that begins at word i, by tags alone.
func (r *reading) hearerEnd(i int, sentence run) int {
	if i < sentence.to && r.words[i].XPOS == "DT" {
		i++
	}
	return r.chunkEnd(i, sentence)
}

// nearestBefore takes the nominal that ends right before the cue as its source.
func (r *reading) nearestBefore(rep *report, sentence run) {
	k := rep.group.from - 1
	for k > sentence.from && r.words[k].isPunctuation() && r.words[k].lower == "," {
		k--
	}
	if k < sentence.from || !r.isNominal(k) {
		return
	}
	x := r.chunk(k)
	r.setSource(rep, r.chunkHead(x), x)
}
