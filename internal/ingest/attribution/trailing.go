package attribution

// trailingReports proposes a report for every verb of speaking that ends its sentence with its subject before it, after
// a comma: "The bridge will stay shut, the council confirmed". The order of words is enough; a tree may hang it anywhere.
func (r *reading) trailingReports() []report {
	var out []report
	for i := range r.words {
		if lemma := r.words[i].Lemma; !speaking[lemma] && !performatives[lemma] || !r.outside(i) || r.words[i].XPOS == "VBG" || !r.isVerb(i) || r.isHeard(i) {
			continue
		}
		rep := newReport(i, clauseBefore)
		rep.group = r.cueGroup(i, i)
		speaker := r.subjectBefore(i)
		if x := r.words[i].XPOS; x == "VBN" && rep.group.len() == 1 && !r.isFinite(i) && r.isPassive(i) || x == "VB" && rep.group.len() > 1 {
			continue
		}
		if !r.trails(&rep, speaker) || !r.isInNominal(speaker.from) && !nominative[r.words[speaker.from].lower] {
			continue
		}
		r.setSource(&rep, r.chunkHead(speaker), speaker)
		if rep.content = r.settle(rep.content, rep); len(rep.content) == 1 && !rep.source.empty() {
			rep.floor = plainTrailing
			out = append(out, rep)
		}
	}
	return out
}

// plainTrailing is the least chance of "…, the council confirmed".
const plainTrailing = 0.9

// trails reports whether a cue and the subject before it end their sentence after a comma and a main clause, which
// becomes the content.
func (r *reading) trails(rep *report, subject run) bool {
	sentence := r.sentenceOf(rep.cue)
	comma := subject.from - 1
	if subject.empty() || comma <= sentence.from || r.words[comma].lower != "," || !r.outside(comma-1) {
		return false
	}
	for k := rep.group.to; k < sentence.to; k++ {
		if x := r.words[k]; r.isVerb(k) || x.quotation >= 0 || x.lower == "," || x.lower == "to" || x.lower == ":" {
			return false
		}
	}
	if after := sentence.to - rep.group.to; after > longestTime || after > 1 && !r.endsInTime(run{rep.group.to, sentence.to}) {
		return false
	}
	rep.content = []run{{sentence.from, comma}}
	return r.hasVerb(rep.content[0]) && !subordinators[r.words[sentence.from].lower]
}

// longestTime is how many words of time may follow a cue that ends its sentence, the full stop included.
const longestTime = 5

func (r *reading) endsInTime(x run) bool {
	for k := x.from; k < x.to; k++ {
		if times[r.words[k].lower] {
			return true
		}
	}
	return false
}

var subordinators = set("when as if after before while although though since because once until unless according in at for with")

// hearingReports proposes a report for every verb that ends its sentence and says who was told the clause before it:
// "The brakes had failed, an inquest was told on Tuesday"; "…, the court heard". Who told it is not stated.
func (r *reading) hearingReports(lex *lexicon) []report {
	var out []report
	for i := range r.words {
		if !r.isHeard(i) || !r.outside(i) {
			continue
		}
		if rep, ok := r.hearingReport(i); ok {
			rep.entry, _ = lex.find("tell", verb)
			out = append(out, rep)
		}
	}
	return out
}

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

// subjectBefore is the words of the nominal right before the cue of verb i.
func (r *reading) subjectBefore(i int) run {
	k := r.cueGroup(i, i).from
	x := run{k, k}
	for x.from > r.sentenceOf(i).from && x.len() < longSource && !r.isVerb(x.from-1) && !r.words[x.from-1].isPunctuation() {
		x.from--
	}
	for x.from < k && (r.words[x.from].XPOS == "CC" || r.words[x.from].XPOS == "IN") {
		x.from++
	}
	return x
}

func (r *reading) hearingReport(i int) (report, bool) {
	rep := newReport(i, hearing)
	rep.group = r.cueGroup(i, i)
	if !r.trails(&rep, r.subjectBefore(i)) {
		return rep, false
	}
	rep.floor = plainHearing
	rep.content = r.settle(rep.content, rep)
	return rep, len(rep.content) == 1
}

// plainHearing is the least chance of "…, the court heard".
const plainHearing = 0.6

func (r *reading) hasVerb(x run) bool {
	for k := x.from; k < x.to; k++ {
		if r.isVerb(k) {
			return true
		}
	}
	return false
}
