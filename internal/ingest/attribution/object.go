package attribution

// objectFrame: a nominal is the content, with the prepositional complements that follow it.
func (r *reading) objectFrame(i int) ([]run, frame, int) {
	o := r.dependent(i, "obj")
	if o < 0 || idioms[r.words[i].Lemma+" "+r.words[o].Lemma] {
		return nil, "", i
	}
	if o < i {
		return []run{r.subtree(o)}, relative, i
	}
	x := r.subtree(o)
	if k := r.told(i, o, x); k >= 0 {
		return []run{{k, x.to}}, clauseAfter, i
	}
	for _, d := range r.words[i].deps {
		if d > o && r.words[d].first == x.to && r.completes(d) {
			x.to = r.words[d].last + 1
		}
	}
	return []run{r.untilContrast(x)}, object, i
}

// told is where the words begin in nominal x, object o of a verb of telling, that the parser took for a relative clause
// of it: "told reporters that …". It is -1 if there are none.
func (r *reading) told(i, o int, x run) int {
	if !tellings[r.words[i].Lemma] || o+2 >= x.to || r.words[o+1].lower != "that" {
		return -1
	}
	return o + 1
}

var tellings = set("tell inform assure remind notify")

// untilContrast is x up to a clause outside quotations that sets something against it: ", while the mayor urged …".
func (r *reading) untilContrast(x run) run {
	for k := x.from + 1; k+1 < x.to; k++ {
		if w := r.words[k+1].lower; r.words[k].lower == "," && r.outside(k) && (w == "while" || w == "whereas" || w == "although" || w == "but") {
			return run{x.from, k}
		}
	}
	return x
}

// idioms are verbs that are cues, with objects that make them none.
var idioms = list("idiom")

// completes reports whether dependent d of a cue belongs to what its object is said of: "of fraud", "as a sham".
func (r *reading) completes(d int) bool {
	first := r.words[r.words[d].first].lower
	switch first {
	case "of", "for", "as", "over":
		return r.isOblique(d) || r.words[d].rel == "advcl"
	case "about", "against", "between", "during", "into":
		return r.isOblique(d) && !occasions[r.words[d].Lemma]
	}
	return false
}

// charge is the gerund that hangs on agent i and says what of: "accused by residents of ignoring them". It is -1 if
// there is none.
func (r *reading) charge(i int) int {
	for _, d := range r.words[i].deps {
		k := r.words[d].first
		if k > i && k+1 <= d && r.words[k+1].XPOS == "VBG" && (r.words[k].lower == "of" || r.words[k].lower == "for") {
			return d
		}
	}
	return -1
}
