package attribution

// isHeard reports whether the subject of verb i is whom something is told: an inquest is told it, a court hears it.
func (r *reading) isHeard(i int) bool {
	switch w := r.words[i]; w.Lemma {
	case "tell":
		return w.XPOS == "VBN" && i > 0 && r.words[i-1].Lemma == "be"
	case "hear":
		return i > 0 && w.XPOS != "VB" && w.XPOS != "VBG" && r.isHearer(r.subjectBefore(i))
	}
	return false
}

func (r *reading) isHearer(x run) bool {
	return !x.empty() && hearers[r.words[r.chunkHead(x)].Lemma]
}

// hearers hear evidence: courts, inquests, inquiries.
var hearers = list("hearer")

// longestSubject is how many words of a subject before a cue are looked at.
const longestSubject = 12

// subjectBefore is the words of the nominal right before the auxiliaries of verb i.
func (r *reading) subjectBefore(i int) run {
	k, start := i, r.sentenceOf(i).from
	for k > start && r.words[k-1].governor == i && r.isAuxiliary(k-1) {
		k--
	}
	x := run{k, k}
	for x.from > start && x.len() < longestSubject && !r.isVerb(x.from-1) && !r.words[x.from-1].isPunctuation() {
		x.from--
	}
	for x.from < k && (r.words[x.from].XPOS == "CC" || r.words[x.from].XPOS == "IN") {
		x.from++
	}
	return x
}

func (r *reading) hasVerb(x run) bool {
	for k := x.from; k < x.to; k++ {
		if r.isVerb(k) {
			return true
		}
	}
	return false
}
