package attribution

// polarity is negative where the report says that the source did not say it.
func (r *reading) polarity(f finding) Polarity {
	if f.head < 0 {
		return Positive
	}
	for _, k := range r.verbal(f) {
		if negations[r.words[k].lower] && !r.isEven(k) {
			return Negative
		}
	}
	switch {
	case r.isNegated(f.head) && !r.isEven(r.negation(f.head)), r.isDenied(f), r.isWithheld(f):
		return Negative
	case len(f.source) > 0 && nobody[r.words[f.source[0].from].lower]:
		return Negative
	}
	return Positive
}

var (
	negations = set("not n't never neither nor without")
	nobody    = set("no nobody none neither")
)

// negation is the dependent that negates word i, -1 if none does.
func (r *reading) negation(i int) int {
	for _, d := range r.words[i].deps {
		if negations[r.words[d].lower] {
			return d
		}
	}
	return -1
}

// isEven reports whether the negation at k says that there is more: "not only said", "did not just say".
func (r *reading) isEven(k int) bool {
	if k < 0 || k+1 >= len(r.words) {
		return false
	}
	switch r.words[k+1].lower {
	case "only", "just", "merely", "simply":
		return true
	}
	return false
}

// isDenied reports whether the cue's noun is denied: "provided no details about", "had no comment on".
func (r *reading) isDenied(f finding) bool {
	for _, x := range f.cue {
		for k := x.from; k < x.to; k++ {
			if r.words[k].lower == "no" && r.words[k].governor >= 0 && has(f.cue, r.words[k].governor) {
				return true
			}
		}
	}
	return false
}

// isWithheld reports whether a cue is what its source has not done: "yet to confirm", "refused to say", "without saying".
func (r *reading) isWithheld(f finding) bool {
	if m := r.infinitiveMark(f.head); m > 0 && r.words[m-1].lower == "yet" {
		return true
	}
	if m := r.dependent(f.head, "mark", "case"); m >= 0 && r.words[m].lower == "without" {
		return true
	}
	g := r.words[f.head].governor
	return g >= 0 && r.words[f.head].rel == "xcomp" && withholding[r.words[g].Lemma] && !r.isNegated(g)
}

var withholding = set("refuse decline fail avoid forget neglect")

// certainty is how sure the document is that the source said it.
func (r *reading) certainty(f finding) Certainty {
	if f.head < 0 {
		return Certain
	}
	out := Certain
	for _, k := range append(r.verbal(f), r.clauseAdverbs(f)...) {
		switch w := r.words[k]; {
		case possibly[w.lower], w.lower == "can" && r.form(f) != Direct:
			return Possible
		case probably[w.lower] || hearsay[w.lower] || w.rel != "mark" && seeming[w.Lemma]:
			out = Probable
		case w.rel == "mark" && (w.lower == "if" || w.lower == "unless"):
			return Possible
		}
	}
	if r.isHearsay(f) {
		return Probable
	}
	return out
}

var (
	possibly = set("may might could possibly perhaps maybe")
	probably = set("would should probably likely")
	seeming  = set("seem appear")
)

// clauseAdverbs are the adverbs that open the clause of the cue, right before its source: "Perhaps he thinks …".
func (r *reading) clauseAdverbs(f finding) []int {
	k := f.start() - 1
	if k < 0 || k < r.sentenceOf(f.start()).from || !r.words[k].isAdverb() && r.words[k].lower != "," {
		return nil
	}
	if r.words[k].lower == "," {
		k--
	}
	if k < r.sentenceOf(f.start()).from || !r.words[k].isAdverb() {
		return nil
	}
	return []int{k}
}

func (w word) isAdverb() bool { return w.XPOS == "RB" || w.lower == "maybe" || w.lower == "perhaps" }

// isHearsay reports whether unnamed people are said to say or think so: "it is understood that", "is said to owe".
func (r *reading) isHearsay(f finding) bool {
	if len(f.source) > 0 {
		return false
	}
	return hearsayClasses[f.entry.class] && r.isPassive(f.head)
}

var hearsayClasses = set("say claim believe expect estimate know write fear")

// tense is future where the saying is yet to come.
func (r *reading) tense(f finding) Tense {
	if f.head < 0 {
		return NonFuture
	}
	for _, k := range r.verbal(f) {
		switch w := r.words[k]; {
		case w.lower == "will" && w.XPOS == "MD", w.lower == "shall", w.lower == "'ll", w.lower == "wo" && w.XPOS == "MD":
			return Future
		}
	}
	if r.isExpected(f.head) || r.isExpectedByPlace(f) || r.isHeadlineFuture(f) {
		return Future
	}
	return NonFuture
}

var hearsay = list("hearsay")
