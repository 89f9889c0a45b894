package classes

import (
	"cmp"
	"slices"
	"strings"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// frame is an attribution as ranges of words, with its head words. The ranges of a slot are in text order and not empty; a
// slot may have none.
type frame struct {
	source, cue, content []ling.Range
	head                 int      // head word of the cue, -1 where the cue has no words
	entry                cueEntry // of the head word
	speaker              int      // head word of the source, -1 where none is stated
}

// frame returns the attribution with these ranges of words.
func (r *Rules) frame(source, cue, content []ling.Range) frame {
	f := frame{source: nonEmpty(source), cue: nonEmpty(cue), content: nonEmpty(content), head: -1, speaker: -1}
	f.head, f.entry = r.cueHead(f)
	f.speaker = r.top(f.source, r.isNominal)
	return f
}

func nonEmpty(xs []ling.Range) []ling.Range {
	return slices.DeleteFunc(slices.Clone(xs), ling.Range.Empty)
}

func has(xs []ling.Range, i int) bool {
	return slices.ContainsFunc(xs, func(x ling.Range) bool { return x.Has(i) })
}

// holds reports whether word i is in a slot of f.
func (f frame) holds(i int) bool { return has(f.source, i) || has(f.cue, i) || has(f.content, i) }

// last is the last word of the cue, which has one.
func (f frame) last() int { return f.cue[len(f.cue)-1].To - 1 }

// cueHead is the word of the cue that says what is done: the one that the lexicon knows best as a cue, else the highest
// in the tree. It is -1 for a cue without words; a cue of punctuation has its first mark for a head.
func (r *Rules) cueHead(f frame) (int, cueEntry) {
	best, known := -1, cueEntry{}
	score := -1.0
	for _, x := range f.cue {
		for i := x.From; i < x.To; i++ {
			e, ok := r.lookup(i)
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
		best = f.cue[0].From
	}
	return best, known
}

// weight tells the words of one cue apart: a refusal governs what is refused, and an expectation or "to be going to"
// only leads to what is expected.
func (r *Rules) weight(f frame, e cueEntry, i int) float64 {
	switch {
	case e.act == Decline:
		return 100
	case expectations[r.Words[i].Lemma] && r.leadsOn(f.cue, i):
		return 0.1
	case isNoun(r.Words[i]) && r.hasVerbAbove(f.cue, i):
		return 0.5
	}
	return 1
}

// leadsOn reports whether an infinitive of the cue hangs on word i.
func (r *Rules) leadsOn(cue []ling.Range, i int) bool {
	for _, d := range r.Words[i].Dependents {
		if d > i && has(cue, d) && r.infinitiveMark(d) >= 0 {
			return true
		}
	}
	return false
}

func (r *Rules) hasVerbAbove(cue []ling.Range, i int) bool {
	g := r.Words[i].Head
	return g >= 0 && has(cue, g) && r.isVerb(g)
}

// isAdjunct reports whether word i of a cue stands in a prepositional phrase of another of its words that is about where
// or how it was said: "on social media", "in an interview".
func (r *Rules) isAdjunct(cue []ling.Range, i int) bool {
	p := r.preposition(i)
	g := r.Words[i].Head
	return p >= 0 && p < i && g >= 0 && has(cue, p) && has(cue, g) && g < p && occasional[r.Words[p].Lower]
}

// lookup finds word i in the lexicon under the part of speech that its tag allows.
func (r *Rules) lookup(i int) (cueEntry, bool) {
	w := r.Words[i]
	if w.Lemma == "hear" && r.isHeard(i) {
		return cues().find("tell", verb)
	}
	for _, p := range []cuePart{verb, adjective, noun} {
		if e, ok := cues().find(w.Lemma, p); ok && p.matches(w.XPOS) {
			return e, ok
		}
	}
	// A headline's verbs are tagged as names.
	if isNoun(w) && strings.HasSuffix(w.Lower, "s") {
		if e, ok := cues().find(thirdPerson(w.Lower), verb); ok && e.rate >= headlineRate {
			return e, ok
		}
	}
	return cueEntry{}, false
}

func isNoun(w ling.TreeWord) bool { return w.XPOS.IsNoun() }

// top is the word of xs whose governor lies outside of them: the first one that suits, else the first one. It is -1 where
// xs is empty.
func (r *Rules) top(xs []ling.Range, suits func(int) bool) int {
	first := -1
	for _, x := range xs {
		for i := x.From; i < x.To; i++ {
			if r.Words[i].IsPunctuation() || r.Words[i].Head >= 0 && has(xs, r.Words[i].Head) {
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
		return xs[0].From
	}
	return first
}

// start is where the words of f begin.
func (f frame) start() int {
	starts := []int{}
	for _, slot := range [][]ling.Range{f.source, f.cue, f.content} {
		if len(slot) > 0 {
			starts = append(starts, slot[0].From)
		}
	}
	return slices.MinFunc(starts, cmp.Compare[int])
}

// verbal yields the words that say how the cue's head is said: the cue's own, and the auxiliaries and adverbs of the
// head and of the verbs of the cue that govern it, outside the content.
func (r *Rules) verbal(f frame) []int {
	var out []int
	for _, x := range f.cue {
		for i := x.From; i < x.To; i++ {
			out = append(out, i)
		}
	}
	for i := f.head; i >= 0 && (i == f.head || has(f.cue, i)); i = r.Words[i].Head {
		for _, d := range r.Words[i].Dependents {
			if r.isModal(d) && !f.holds(d) && r.outside(d) {
				out = append(out, d)
			}
		}
	}
	return out
}

// isModal reports whether word i may say how its head is said: an auxiliary, an adverb, a negation or a conjunction.
func (r *Rules) isModal(i int) bool {
	switch w := &r.Words[i]; w.Deprel {
	case ud.Aux, ud.AuxPass, ud.Advmod, ud.Cop, ud.CcPreconj, ud.Mark:
		return true
	default:
		return w.Deprel.Negates(w.Lower)
	}
}
