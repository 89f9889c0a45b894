package attribution

import "strings"

// evidence lists what speaks for or against a report, under the names of the evidence file.
func (r *reading) evidence(rep report) []string {
	out := []string{"frame=" + string(rep.frame)}
	out = append(out, r.wordEvidence(rep)...)
	out = append(out, r.placeEvidence(rep)...)
	out = append(out, r.speakerEvidence(rep)...)
	out = append(out, r.contentEvidence(rep)...)
	if rep.quotation >= 0 {
		out = append(out, r.quotationEvidence(rep)...)
	}
	return out
}

// wordEvidence is what the cue's words say: its head word, class, tag and rate, and what stands before it.
func (r *reading) wordEvidence(rep report) []string {
	w, lemma, class, f := r.words[rep.cue], r.commonWord(rep.cue), rep.entry.class, "+"+string(rep.frame)
	out := []string{
		"lemma=" + lemma, "lemma=" + lemma + f,
		"class=" + class, "class=" + class + f,
		"tag=" + w.XPOS, "tag=" + w.XPOS + f,
		"rate=" + bucket(rep.entry.rate),
		"cue-words=" + size([]run{rep.group}),
	}
	if rep.frame == prepositional || rep.frame == nounOf || rep.frame == light {
		p := r.words[rep.group.to-1].lower
		out = append(out, "preposition="+p, "preposition="+p+"+"+lemma)
	}
	if r.isNegated(rep.cue) {
		out = append(out, "negated")
	}
	if rep.group.from < rep.cue {
		out = append(out, "before="+r.words[rep.group.from].lower)
	}
	return out
}

// placeEvidence is where the cue stands: its relation to its governor, and whether somebody is quoted there.
func (r *reading) placeEvidence(rep report) []string {
	w, f := r.words[rep.cue], "+"+string(rep.frame)
	out := []string{"relation=" + w.rel, "relation=" + w.rel + f}
	if w.quotation >= 0 {
		out = append(out, "in-quotation")
	}
	if g := w.governor; g >= 0 {
		return append(out, "governor="+r.commonWord(g), "governor-tag="+r.words[g].XPOS+f)
	}
	return append(out, "main"+f)
}

// speakerEvidence is what the source is, and how it meets the cue.
func (r *reading) speakerEvidence(rep report) []string {
	kind, f := r.sourceEvidence(rep), "+"+string(rep.frame)
	out := []string{"source=" + kind, "source=" + kind + f, "source=" + kind + "+" + rep.entry.class}
	if rep.borrowed {
		out = append(out, "borrowed", "borrowed"+f)
	}
	if rep.sourceHead < 0 {
		return out
	}
	out = append(out, "source-word="+r.commonWord(rep.sourceHead))
	if rep.sourceHead > rep.cue {
		out = append(out, "inverted"+f)
	}
	if rep.source.len() > longSource {
		out = append(out, "long-source")
	}
	if !r.sourceMeetsCue(rep) {
		out = append(out, "distant-source"+f)
	}
	return out
}

const longSource = 12 // words

// contentEvidence is what the content is: its size, how it begins, and the cue's object.
func (r *reading) contentEvidence(rep report) []string {
	f := "+" + string(rep.frame)
	out := []string{"size=" + size(rep.content)}
	if o := r.dependent(rep.cue, "obj"); o >= 0 {
		kind := r.nominalEvidence(o)
		out = append(out, "object="+kind+f, "object="+kind+"+"+rep.entry.class, "object-word="+r.commonWord(o)+f)
	}
	if len(rep.content) > 0 {
		first := r.words[rep.content[0].from]
		out = append(out, "first="+first.XPOS+f)
		if first.quotation >= 0 {
			out = append(out, "quoted"+f)
		}
	}
	return out
}

func (r *reading) sourceEvidence(rep report) string {
	if rep.source.empty() {
		return "none"
	}
	return r.nominalEvidence(rep.sourceHead)
}

// quotationEvidence is how a quotation meets its cue: the mark before it, and whether it ends as speech does.
func (r *reading) quotationEvidence(rep report) []string {
	q := r.quotations[rep.quotation]
	opener := "start"
	if q.from > 0 {
		opener = r.words[q.from-1].XPOS
		if r.words[q.from-1].isPunctuation() {
			opener = r.words[q.from-1].lower
		}
	}
	ends := "open"
	if r.endsInside(rep.quotation) {
		ends = "closed"
	}
	f := string(rep.frame)
	return []string{"opener=" + opener + "+" + f, "ends=" + ends + "+" + f, "quoted-words=" + size([]run{q.run}) + "+" + f}
}

// sourceMeetsCue reports whether nothing but a comma stands between a source and its cue.
func (r *reading) sourceMeetsCue(rep report) bool {
	if rep.source.from < rep.group.from {
		return rep.source.to == rep.group.from || rep.source.to+1 == rep.group.from && r.words[rep.source.to].isPunctuation()
	}
	return rep.source.from == rep.group.to
}

func (r *reading) nominalEvidence(i int) string {
	w := r.words[i]
	switch {
	case w.XPOS == "PRP" || w.XPOS == "PRP$":
		return w.lower
	case w.XPOS == "WP" || w.XPOS == "WDT":
		return "relative"
	case w.Name.Kind != 0:
		return [...]string{"", "person", "organization", "place", "name"}[w.Name.Kind]
	case strings.HasPrefix(w.XPOS, "NNP"):
		return "proper"
	}
	return w.XPOS
}

// commonWord is the lemma of word i; that of a name is not told, so that nobody is weighed by name.
func (r *reading) commonWord(i int) string {
	if r.isName(i) {
		return "a-name"
	}
	return strings.ToLower(r.words[i].Lemma)
}

func bucket(rate float64) string {
	switch {
	case rate == 0:
		return "none"
	case rate < 0.05:
		return "rare"
	case rate < 0.15:
		return "some"
	case rate < 0.3:
		return "often"
	case rate < 0.5:
		return "mostly"
	}
	return "nearly-always"
}

func size(xs []run) string {
	n := 0
	for _, x := range xs {
		n += x.len()
	}
	switch {
	case n <= 1:
		return "1"
	case n <= 2:
		return "2"
	case n <= 4:
		return "4"
	case n <= 8:
		return "8"
	case n <= 25:
		return "25"
	}
	return "more"
}
