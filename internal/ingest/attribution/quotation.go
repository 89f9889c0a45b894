package attribution

import "slices"

// quotationReports proposes a report for every quotation that stands beside a cue: "…," he said; he said: "…";
// "…," he said, "…". Quotations that a sentence uses as its own words are left to the clause that they stand in.
func (r *reading) quotationReports() []report {
	var out []report
	spoken := make(map[int]int) // quotation → index in out
	for q := range r.quotations {
		before, f := r.cueBefore(q)
		prior, known := spoken[q-1]
		if known && (f == "" || before == out[prior].cue) && r.carriesOn(q-1, q, out[prior]) {
			out[prior].content = append(out[prior].content, r.quotations[q].run)
			if out[prior].frame == quoteBefore && r.sameSentence(out[prior].cue, q) {
				out[prior].frame = quoteAround
			}
			spoken[q] = prior
			continue
		}
		if f == "" {
			before, f = r.cueAfter(q)
		}
		if f != "" {
			spoken[q] = len(out)
			out = append(out, r.quotationReport(q, before, f))
		}
	}
	for i := range out {
		out[i].content = r.settle(out[i].content, out[i])
	}
	return slices.DeleteFunc(out, func(rep report) bool { return len(rep.content) == 0 })
}

func (r *reading) sameSentence(i, q int) bool {
	return r.words[i].sentence == r.words[r.quotations[q].from].sentence
}

func (r *reading) quotationReport(q, cue int, f frame) report {
	rep := newReport(cue, f)
	rep.group = r.cueGroup(cue, cue)
	rep.quotation = q
	x := r.quotations[q].run
	if f == quoteBefore {
		x.from = r.lead(q)
	}
	if f == quoteAfter && rep.group.to < x.from && r.words[rep.group.to].lower == ":" {
		rep.group.to++
	}
	rep.content = []run{x}
	r.findSpeaker(&rep, q)
	return rep
}

// lead is where the content of a quotation with a following cue begins: at the quotation, or at the beginning of its
// sentence where that leads into it: "There was “no evidence”, he said".
func (r *reading) lead(q int) int {
	from := r.quotations[q].from
	start := r.sentenceOf(from).from
	if start == from || r.words[start].quotation >= 0 && r.words[start].quotation != q {
		return from
	}
	for k := start; k < from; k++ {
		if x := r.words[k].lower; x == ":" || r.words[k].quotation >= 0 {
			return from
		}
	}
	if r.words[start].quotation == q {
		return from
	}
	return start
}

// cueBefore finds the cue that introduces quotation q: a verb outside quotations in the words before it, with a comma,
// a colon or nothing in between.
func (r *reading) cueBefore(q int) (cue int, f frame) {
	at := r.quotations[q].from - 1
	if at < 0 || r.words[at].quotation >= 0 {
		return -1, ""
	}
	mark := r.words[at].lower
	if mark == "that" || mark == "as" || sentenceEnds[mark] {
		return -1, ""
	}
	colon := mark == ":"
	if !colon && r.words[at].paragraph != r.quotations[q].paragraph {
		return -1, ""
	}
	if colon || mark == "," {
		at--
	}
	sentence := r.sentenceOf(max(at, 0))
	for k := at; k >= sentence.from && k > at-25; k-- {
		if r.words[k].quotation >= 0 {
			return -1, ""
		}
		if !r.isVerb(k) || r.isAuxiliary(k) {
			continue
		}
		if k < at && !colon && mark != "," && !r.adjacent(k, at) {
			return -1, ""
		}
		if k < at && !colon && !r.carriesSpeech(k) {
			continue
		}
		return k, quoteAfter
	}
	return -1, ""
}

var sentenceEnds = set(". ? ! ;")

func (r *reading) adjacent(k, at int) bool {
	for j := k + 1; j <= at; j++ {
		if x := r.words[j].XPOS; x != "RB" && x != "RP" {
			return false
		}
	}
	return true
}

// introducers are the cues that introduce a quotation with a colon: what they introduce is all of their content.
func (r *reading) introducers(reports []report) map[int]bool {
	cues := make(map[int]bool)
	for _, rep := range reports {
		if rep.frame == quoteAfter && r.words[max(r.quotations[rep.quotation].from-1, 0)].lower == ":" {
			cues[rep.cue] = true
		}
	}
	return cues
}

// carriesSpeech reports whether verb i can introduce speech although words stand between it and the quotation.
func (r *reading) carriesSpeech(i int) bool { return speaking[r.words[i].Lemma] }

var speaking = list("speaking")

// cueAfter finds the cue that follows quotation q: a subject and a verb, or a verb and a subject, right after it.
func (r *reading) cueAfter(q int) (cue int, f frame) {
	at := r.quotations[q].to
	sentence := r.sentenceOf(at - 1)
	if at >= len(r.words) || r.words[at].paragraph != r.quotations[q].paragraph {
		return -1, ""
	}
	if !sentence.has(at) {
		return -1, ""
	}
	if r.words[at].lower == "," {
		at++
	} else if !r.endsInside(q) {
		return -1, ""
	}
	for k := at; k < sentence.to && k < at+22; k++ {
		if r.words[k].quotation >= 0 || r.words[k].lower == ";" {
			return -1, ""
		}
		if !r.isVerb(k) || r.isAuxiliary(k) || !r.endsClause(k) && aside[r.words[k].rel] {
			continue
		}
		return k, quoteBefore
	}
	return -1, ""
}

// aside are the relations of verbs that say something about a noun.
var aside = set("acl acl:relcl amod")

func (r *reading) endsClause(i int) bool {
	return i+1 >= len(r.words) || r.words[i+1].isPunctuation()
}

// endsInside reports whether quotation q has the comma or the end mark of speech inside its closing mark.
func (r *reading) endsInside(q int) bool {
	x := r.quotations[q].run
	if x.len() < 2 {
		return false
	}
	switch r.words[x.to-2].lower {
	case ",", "?", "!", "--", "—", "-", "...", "…", ".", "–":
		return true
	}
	return false
}

// carriesOn reports whether quotation q goes on with the speech of quotation p, of the same paragraph: only the cue's
// words, or nothing, stand between them.
func (r *reading) carriesOn(p, q int, rep report) bool {
	a, b := r.quotations[p], r.quotations[q]
	if a.paragraph != b.paragraph {
		return false
	}
	last := b.from - 1
	for last > a.to && r.words[last].isPunctuation() && r.words[last].lower != "." {
		last--
	}
	if last < a.to {
		return true
	}
	if rep.cue < a.to {
		return false
	}
	if r.words[last].lower == "." || r.words[last].lower == "," {
		return b.words >= 2
	}
	return r.words[last+1].lower == "," && b.words >= 2 && last < rep.cue+12 || last < rep.group.to
}

// findSpeaker names the source of a quotation's cue.
func (r *reading) findSpeaker(rep *report, q int) {
	r.findSource(rep)
	if !rep.source.empty() && (r.outside(rep.source.from) || !r.outside(rep.cue)) {
		return
	}
	rep.source, rep.sourceHead, rep.borrowed = run{}, -1, false
	sentence := r.sentenceOf(rep.cue)
	for k := rep.group.from - 1; k >= sentence.from && k > rep.group.from-12 && r.words[k].quotation < 0; k-- {
		if r.isNominal(k) && r.words[k].lower != "," {
			r.setSource(rep, k, r.subtree(k))
			return
		}
	}
	if rep.frame == quoteAfter {
		return
	}
	if h := r.nominalAfter(rep.group.to, sentence); h >= 0 && r.outside(h) {
		r.setSource(rep, h, r.subtree(h))
	}
	if rep.source.empty() {
		r.speakerByPlace(rep, sentence)
	}
}

// speakerByPlace takes the words after an inverted cue as its source, whatever the tree makes of them: "said Ana Ruiz,
// the mayor, “…”".
func (r *reading) speakerByPlace(rep *report, sentence run) {
	at := rep.group.to
	if at >= sentence.to || !r.isInNominal(at) || !r.outside(at) {
		return
	}
	x := run{at, at}
	for x.to < sentence.to && r.outside(x.to) && !r.isVerb(x.to) && x.len() < longSource {
		x.to++
	}
	if x.to < sentence.to && r.outside(x.to) {
		x = r.chunk(at)
	}
	r.setSource(rep, r.chunkHead(r.chunk(at)), x)
}
