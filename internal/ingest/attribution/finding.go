package attribution

import (
	"cmp"
	"slices"
	"strings"
)

// finding is an attribution as runs of words, however it was found, with its head words and what the lexicon says of the
// cue. All classes are made from it and the reading. A slot may be empty; runs are in text order.
type finding struct {
	source, cue, content []run
	head                 int   // head word of the cue; -1 where there is none
	entry                entry // of the head word
	speaker              int   // head word of the source; -1 where none is stated
}

// finding looks at the spans of an attribution.
func (r *reading) finding(lex *lexicon, source, cue, content []run) finding {
	f := finding{source: nonEmpty(source), cue: nonEmpty(cue), content: nonEmpty(content), head: -1, speaker: -1}
	f.head, f.entry = r.cueHead(lex, f)
	f.speaker = r.top(f.source, r.isNominal)
	return f
}

func nonEmpty(xs []run) []run {
	return slices.DeleteFunc(slices.Clone(xs), run.empty)
}

func has(xs []run, i int) bool {
	return slices.ContainsFunc(xs, func(x run) bool { return x.has(i) })
}

// holds reports whether word i is in a slot of f.
func (f finding) holds(i int) bool { return has(f.source, i) || has(f.cue, i) || has(f.content, i) }

// last is the last word of the cue, which has one.
func (f finding) last() int { return f.cue[len(f.cue)-1].to - 1 }

// cueHead is the word of the cue that says what is done: the one that the lexicon knows best as a cue, else the highest
// in the tree. It is -1 for a cue without words; a cue of punctuation has its first mark for a head.
func (r *reading) cueHead(lex *lexicon, f finding) (int, entry) {
	best, known := -1, entry{}
	score := -1.0
	for _, x := range f.cue {
		for i := x.from; i < x.to; i++ {
			e, ok := r.lookup(lex, i)
			if !ok || r.isAuxiliary(i) || r.isAdjunct(f.cue, i) {
				continue
			}
			if s := e.rate * r.weight(f, e, i); s > score {
				best, known, score = i, e, s
			}
		}
	}
	if best >= 0 {
		return best, known
	}
	if best = r.top(f.cue, r.isVerb); best < 0 && len(f.cue) > 0 {
		best = f.cue[0].from
	}
	return best, known
}

// weight tells the words of one cue apart: a refusal governs what is refused, and an expectation or "to be going to"
// only leads to what is expected.
func (r *reading) weight(f finding, e entry, i int) float64 {
	switch {
	case e.act == Decline:
		return 100
	case expectations[r.words[i].Lemma] && r.leadsOn(f.cue, i):
		return 0.1
	case isNoun(r.words[i]) && r.hasVerbAbove(f.cue, i):
		return 0.5
	}
	return 1
}

// leadsOn reports whether an infinitive of the cue hangs on word i.
func (r *reading) leadsOn(cue []run, i int) bool {
	for _, d := range r.words[i].deps {
		if d > i && has(cue, d) && r.infinitiveMark(d) >= 0 {
			return true
		}
	}
	return false
}

func (r *reading) hasVerbAbove(cue []run, i int) bool {
	g := r.words[i].governor
	return g >= 0 && has(cue, g) && r.isVerb(g)
}

// isAdjunct reports whether word i of a cue stands in a prepositional phrase of another of its words that is about where
// or how it was said: "on social media", "in an interview".
func (r *reading) isAdjunct(cue []run, i int) bool {
	p := r.preposition(i)
	g := r.words[i].governor
	return p >= 0 && p < i && g >= 0 && has(cue, p) && has(cue, g) && g < p && occasional[r.words[p].lower]
}

// lookup finds word i in the lexicon under the part of speech that its tag allows.
func (r *reading) lookup(lex *lexicon, i int) (entry, bool) {
	w := r.words[i]
	if w.Lemma == "hear" && r.isHeard(i) {
		return lex.find("tell", verb)
	}
	for _, p := range []part{verb, adjective, noun} {
		if e, ok := lex.find(w.Lemma, p); ok && p.tags(w.XPOS) {
			return e, ok
		}
	}
	// A headline's verbs are tagged as names.
	if isNoun(w) && strings.HasSuffix(w.lower, "s") {
		if e, ok := lex.find(thirdPerson(w.lower), verb); ok && e.rate >= headlineRate {
			return e, ok
		}
	}
	return entry{}, false
}

func isNoun(w word) bool { return strings.HasPrefix(w.XPOS, "NN") }

// top is the word of xs whose governor lies outside of them: the first one that suits, else the first one. It is -1 where
// xs is empty.
func (r *reading) top(xs []run, suits func(int) bool) int {
	first := -1
	for _, x := range xs {
		for i := x.from; i < x.to; i++ {
			if r.words[i].isPunctuation() || r.words[i].governor >= 0 && has(xs, r.words[i].governor) {
				continue
			}
			if suits(i) {
				return i
			}
			if first < 0 {
				first = i
			}
		}
	}
	if first < 0 && len(xs) > 0 {
		return xs[0].from
	}
	return first
}

// start is where the words of f begin.
func (f finding) start() int {
	starts := []int{}
	for _, slot := range [][]run{f.source, f.cue, f.content} {
		if len(slot) > 0 {
			starts = append(starts, slot[0].from)
		}
	}
	return slices.MinFunc(starts, cmp.Compare[int])
}

// verbal yields the words that say how the cue's head is said: the cue's own, and the auxiliaries and adverbs of the
// head and of the verbs of the cue that govern it, outside the content.
func (r *reading) verbal(f finding) []int {
	var out []int
	for _, x := range f.cue {
		for i := x.from; i < x.to; i++ {
			out = append(out, i)
		}
	}
	for i := f.head; i >= 0 && (i == f.head || has(f.cue, i)); i = r.words[i].governor {
		for _, d := range r.words[i].deps {
			switch r.words[d].rel {
			case "aux", "aux:pass", "advmod", "cop", "cc:preconj", "mark":
				if !f.holds(d) && r.outside(d) {
					out = append(out, d)
				}
			}
		}
	}
	return out
}
