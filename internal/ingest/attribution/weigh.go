package attribution

import (
	"math"
	"strings"
)

// threshold is the chance from which on a report is taken for an attribution.
const threshold = 0.2

// weigh is the chance that a report with this evidence is right: the logistic function of the weights' sum.
func (l *lexicon) weigh(evidence []string) float64 {
	sum := l.evidence["bias"]
	for _, e := range evidence {
		sum += l.evidence[e]
	}
	return 1 / (1 + math.Exp(-sum))
}

// evidence lists what speaks for or against a report, under the names of the evidence file.
func (r *reading) evidence(rep report) []string {
	f := string(rep.frame)
	w := r.words[rep.cue]
	lemma := r.commonWord(rep.cue)
	out := []string{
		"frame=" + f,
		"lemma=" + lemma,
		"lemma+frame=" + lemma + "+" + f,
		"class+frame=" + rep.entry.class + "+" + f,
		"tag=" + w.XPOS,
		"tag+frame=" + w.XPOS + "+" + f,
		"rate=" + bucket(rep.entry.rate),
		"source=" + r.sourceEvidence(rep),
		"source+frame=" + r.sourceEvidence(rep) + "+" + f,
		"rel=" + w.rel,
		"rel+frame=" + w.rel + "+" + f,
		"size=" + size(rep.content),
		"cue-words=" + size([]run{rep.group}),
	}
	if rep.frame == prepositional || rep.frame == nounOf {
		p := r.words[rep.group.to-1].lower
		out = append(out, "preposition="+p, "preposition+lemma="+p+"+"+lemma)
	}
	if rep.quotation >= 0 {
		out = append(out, r.quotationEvidence(rep)...)
	}
	if rep.borrowed {
		out = append(out, "borrowed", "borrowed+frame="+f)
	}
	if w.quotation >= 0 {
		out = append(out, "in-quotation")
	}
	if r.isNegated(rep.cue) {
		out = append(out, "negated")
	}
	if rep.group.from < rep.cue {
		out = append(out, "before="+r.words[rep.group.from].lower)
	}
	if o := r.dependent(rep.cue, "obj"); o >= 0 {
		out = append(out, "object="+r.nominalEvidence(o)+"+"+f, "object-word="+r.commonWord(o)+"+"+f,
			"class+object="+rep.entry.class+"+"+r.nominalEvidence(o))
	}
	if rep.sourceHead >= 0 {
		out = append(out, "source-word="+r.commonWord(rep.sourceHead))
		if rep.sourceHead > rep.cue {
			out = append(out, "inverted+"+f)
		}
		if rep.source.len() > 12 {
			out = append(out, "long-source")
		}
		if !r.sourceMeetsCue(rep) {
			out = append(out, "distant-source+"+f)
		}
	}
	out = append(out, "class="+rep.entry.class, "class+source="+rep.entry.class+"+"+r.sourceEvidence(rep))
	if g := w.governor; g >= 0 {
		out = append(out, "governor="+r.commonWord(g), "governor-tag="+r.words[g].XPOS+"+"+f)
	} else {
		out = append(out, "main+"+f)
	}
	if len(rep.content) > 0 {
		first := rep.content[0].from
		out = append(out, "first="+r.words[first].XPOS+"+"+f)
		if r.words[first].quotation >= 0 {
			out = append(out, "quoted+"+f)
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

func (p part) tags(xpos string) bool {
	switch p {
	case verb:
		return strings.HasPrefix(xpos, "VB")
	case adjective:
		return strings.HasPrefix(xpos, "JJ") || strings.HasPrefix(xpos, "VB")
	}
	return strings.HasPrefix(xpos, "NN")
}
