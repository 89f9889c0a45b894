package attribution

import "strings"

// The limits of the forms: the share of a content's letters and digits that stands in quotation marks.
const (
	mostlyQuoted = 0.95
	hardlyQuoted = 0.05
)

// form tells direct, indirect and mixed speech by how much of the content is quoted.
func (r *reading) form(rep report) Form {
	all, quoted := 0, 0
	for _, x := range rep.content {
		for k := x.from; k < x.to; k++ {
			if r.words[k].isPunctuation() {
				continue
			}
			n := r.words[k].Len()
			all += n
			if r.words[k].quotation >= 0 {
				quoted += n
			}
		}
	}
	switch share := float64(quoted) / float64(max(all, 1)); {
	case share >= mostlyQuoted:
		return Direct
	case share <= hardlyQuoted:
		return Indirect
	}
	return Mixed
}

// act is the speech act: the cue's own, or what the content does where the cue only says that it was said.
func (r *reading) act(rep report) Act {
	act := rep.entry.act
	if act == "" {
		act = Assert
	}
	if r.isDemanding(rep) || rep.frame == request && rep.entry.class == "tell" {
		return Demand
	}
	if rep.frame == predication && rep.entry.act == Demand {
		return Assert
	}
	if act == Assert && r.kind(rep) == Speech {
		return r.advice(rep)
	}
	return act
}

var demanding = map[string]bool{"call for": true, "call on": true, "push for": true, "press for": true, "plead for": true, "beg for": true}

func (r *reading) isDemanding(rep report) bool {
	return rep.frame == prepositional && demanding[r.cueWithPreposition(rep)]
}

func (r *reading) cueWithPreposition(rep report) string {
	return r.words[rep.cue].Lemma + " " + r.words[rep.group.to-1].lower
}

// advice is what an assertion amounts to: what should be done is recommended, what must be done demanded. Only the
// content's own main verb counts, not what it says by the way.
func (r *reading) advice(rep report) Act {
	for _, x := range rep.content {
		for k := x.from; k < x.to; k++ {
			g := r.words[k].governor
			if g < 0 || r.words[k].XPOS != "MD" && r.words[k].Lemma != "need" || r.firstPerson(g) {
				continue
			}
			switch w := r.words[k].lower; {
			case w == "should" || w == "ought" || r.words[k].Lemma == "need" && r.dependent(k, "xcomp") > k && r.isPassive(r.dependent(k, "xcomp")):
				return Recommend
			case w == "must" && !r.hasPerfect(g) && r.words[min(k+1, len(r.words)-1)].Lemma != "have":
				return Demand
			}
		}
	}
	return Assert
}

func (r *reading) firstPerson(verb int) bool {
	s := r.subject(verb)
	return s >= 0 && (r.words[s].lower == "i" || r.words[s].lower == "we")
}

func (r *reading) hasPerfect(verb int) bool {
	a := r.dependent(verb, "aux")
	return a >= 0 && r.words[a].Lemma == "have" || r.words[verb].Lemma == "have"
}

func (r *reading) kind(rep report) Kind {
	if rep.entry.kind == "" || r.isDemanding(rep) {
		return Speech
	}
	if r.form(rep) == Direct && rep.entry.kind != Speech {
		return Speech
	}
	return rep.entry.kind
}

// polarity is negative where the report says that the source did not say it.
func (r *reading) polarity(rep report) Polarity {
	if rep.cue < 0 {
		return Positive
	}
	for k := rep.group.from; k < rep.group.to; k++ {
		switch r.words[k].lower {
		case "not", "n't", "never", "neither", "nor":
			return Negative
		}
	}
	if r.isNegated(rep.cue) || !rep.source.empty() && nobody[r.words[rep.source.from].lower] || r.isWithheld(rep) {
		return Negative
	}
	return Positive
}

var nobody = set("no nobody none neither")

// isWithheld reports whether a cue in the infinitive is what its source has not done: "yet to confirm", "refused to say".
func (r *reading) isWithheld(rep report) bool {
	if rep.group.from > 0 && r.words[rep.group.from].XPOS == "TO" && r.words[rep.group.from-1].lower == "yet" {
		return true
	}
	g := r.words[rep.cue].governor
	if g < 0 || r.words[rep.cue].rel != "xcomp" {
		return false
	}
	switch r.words[g].Lemma {
	case "refuse", "decline", "fail":
		return true
	}
	return false
}

// certainty is how sure the document is that the source said it.
func (r *reading) certainty(rep report) Certainty {
	if rep.cue < 0 {
		return Certain
	}
	if rep.frame == adverb || rep.frame == raised || rep.source.empty() && r.isPassive(rep.cue) {
		return Probable
	}
	for k := rep.group.from; k < rep.group.to; k++ {
		switch w := r.words[k].lower; {
		case w == "may" || w == "might" || w == "could" || w == "possibly" || w == "perhaps":
			return Possible
		case w == "would" || w == "should" || hearsay[w] || w == "probably":
			return Probable
		}
	}
	if m := r.dependent(rep.cue, "mark"); m >= 0 && (r.words[m].lower == "if" || r.words[m].lower == "unless") {
		return Possible
	}
	return Certain
}

// tense is future where the saying is yet to come.
func (r *reading) tense(rep report) Tense {
	if rep.cue < 0 {
		return NonFuture
	}
	for k := rep.group.from; k < rep.group.to; k++ {
		switch r.words[k].lower {
		case "will", "shall", "'ll", "wo":
			return Future
		}
	}
	if r.isExpected(rep.cue) {
		return Future
	}
	return NonFuture
}

// sourceForm tells names, descriptions and pronouns apart by the source's head word.
func (r *reading) sourceForm(rep report) SourceForm {
	if rep.source.empty() {
		return Unstated
	}
	w := r.words[rep.sourceHead]
	switch {
	case w.XPOS == "WDT" || w.XPOS == "WP" || strings.HasPrefix(w.XPOS, "PRP") || w.UPOS == "PRON":
		return Pronoun
	case strings.HasPrefix(w.XPOS, "NNP") || w.Name.Kind != 0:
		return Name
	}
	return Nominal
}
