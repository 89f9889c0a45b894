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

// leaveAsked leaves out the source of every report in which what is taken for it is who was asked.
func (r *reading) leaveAsked(reports []report) {
	cues := map[int]bool{}
	for _, rep := range reports {
		cues[rep.cue.from] = true
	}
	for i := range reports {
		if r.isPutToSource(reports[i], cues) {
			reports[i].source = run{}
		}
	}
}

// isPutToSource reports whether a report is of a question that its source then answers: "Asked whether he would go, Patel
// replied", "Patel, asked whether he would go, replied". Cues are the words with which cues begin.
func (r *reading) isPutToSource(rep report, cues map[int]bool) bool {
	i := rep.cue.from
	if rep.cue.empty() || rep.source.empty() || rep.content[0].from < i {
		return false
	}
	if w := r.words[i]; !puttable[w.Lemma] || w.XPOS != "VBN" && w.XPOS != "VBD" {
		return false
	}
	end := rep.content[len(rep.content)-1].to
	if rep.source.from > end {
		return r.words[rep.source.from-1].lower == "," && r.opensSentence(i)
	}
	return rep.source.to <= i && r.words[i-1].lower == "," && end < len(r.words) && r.words[end].lower == "," && cues[end+1]
}

// opensSentence reports whether word i is the first of its sentence but for a conjunction of time.
func (r *reading) opensSentence(i int) bool {
	start := r.sentenceOf(i).from
	return i == start || i == start+1 && whenAsked[r.words[start].lower]
}

var (
	// puttable is done to those who then answer.
	puttable  = set("ask question press quiz")
	whenAsked = set("when if once while")
)

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
