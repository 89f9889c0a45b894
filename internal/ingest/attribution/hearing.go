package attribution

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// isHeard reports whether the subject of verb i is whom something is told: an inquest is told it, a court hears it.
func (r *reading) isHeard(i int) bool {
	switch w := r.Words[i]; w.Lemma {
	case "tell":
		return w.XPOS == ud.VBN && i > 0 && r.Words[i-1].Lemma == "be"
	case "hear":
		return i > 0 && w.XPOS != ud.VB && w.XPOS != ud.VBG && r.isHearer(r.subjectBefore(i))
	}
	return false
}

// leaveAsked leaves out the source of every report in which what is taken for it is who was asked.
func (r *reading) leaveAsked(reports []report) {
	cues := map[int]bool{}
	for _, rep := range reports {
		cues[rep.cue.From] = true
	}
	for i := range reports {
		if r.isPutToSource(reports[i], cues) {
			reports[i].source = ling.Range{}
		}
	}
}

// isPutToSource reports whether a report is of a question that its source then answers: "Asked whether he would go, Patel
// replied", "Patel, asked whether he would go, replied". Cues are the words with which cues begin.
func (r *reading) isPutToSource(rep report, cues map[int]bool) bool {
	i := rep.cue.From
	if rep.cue.Empty() || rep.source.Empty() || rep.content[0].From < i {
		return false
	}
	if w := r.Words[i]; !puttable[w.Lemma] || w.XPOS != ud.VBN && w.XPOS != ud.VBD {
		return false
	}
	end := rep.content[len(rep.content)-1].To
	if rep.source.From > end {
		return r.Words[rep.source.From-1].Lower == "," && r.opensSentence(i)
	}
	return rep.source.To <= i && r.Words[i-1].Lower == "," && end < len(r.Words) && r.Words[end].Lower == "," && cues[end+1]
}

// opensSentence reports whether word i is the first of its sentence but for a conjunction of time.
func (r *reading) opensSentence(i int) bool {
	start := r.sentenceOf(i).From
	return i == start || i == start+1 && whenAsked[r.Words[start].Lower]
}

var (
	// puttable is done to those who then answer.
	puttable  = set("ask question press quiz")
	whenAsked = set("when if once while")
)

func (r *reading) isHearer(x ling.Range) bool {
	return !x.Empty() && hearers[r.Words[r.chunkHead(x)].Lemma]
}

// hearers hear evidence: courts, inquests, inquiries.
var hearers = list("hearer")

// longestSubject is how many words of a subject before a cue are looked at.
const longestSubject = 12

// subjectBefore is the words of the nominal right before the auxiliaries of verb i.
func (r *reading) subjectBefore(i int) ling.Range {
	k, start := i, r.sentenceOf(i).From
	for k > start && r.Words[k-1].Head == i && r.isAuxiliary(k-1) {
		k--
	}
	x := ling.Between(k, k)
	for x.From > start && x.Len() < longestSubject && !r.isVerb(x.From-1) && !r.Words[x.From-1].IsPunctuation() {
		x.From--
	}
	for x.From < k && (r.Words[x.From].XPOS == ud.CC || r.Words[x.From].XPOS == ud.IN) {
		x.From++
	}
	return x
}

func (r *reading) hasVerb(x ling.Range) bool {
	for k := x.From; k < x.To; k++ {
		if r.isVerb(k) {
			return true
		}
	}
	return false
}
