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
	f.speaker = r.highest(f.source, r.isNominal)
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

// last returns the last word of the cue, which must have one.
func (f frame) last() int { return f.cue[len(f.cue)-1].To - 1 }

// cueHead returns the head word of the cue: the word with the highest rate in the lexicon, or else the highest in the tree.
// It returns -1 for a cue without words; the head of a cue of punctuation is its first mark.
func (r *Rules) cueHead(f frame) (int, cueEntry) {
	best, known := -1, cueEntry{}
	score := -1.0
	for _, x := range f.cue {
		for i := x.From; i < x.To; i++ {
			e, ok := r.lookup(i)
			if !ok || r.isAuxiliary(i) || r.isAdjunct(f.cue, i) || r.isCompoundPart(f.cue, i) {
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
	if best = r.highest(f.cue, r.isVerb); best < 0 && len(f.cue) > 0 {
		best = f.cue[0].From
	}
	return best, known
}

// weight returns the factor for word i among the words of one cue: a refusal outweighs what is refused, and an expectation or
// "to be going to" only introduces what is expected. The factors were chosen by hand.
func (r *Rules) weight(f frame, e cueEntry, i int) float64 {
	switch {
	case e.act == Decline:
		return 100
	case isNoun(r.Words[i]) && r.hasReversal(f.cue):
		return 0.01 // "withdrew its claim"
	case expectations[r.Words[i].Lemma] && r.hasInfinitive(f.cue, i):
		return 0.1
	case isNoun(r.Words[i]) && r.hasVerbAbove(f.cue, i):
		return 0.5
	}
	return 1
}

// hasInfinitive reports whether an infinitive of the cue depends on word i, before it.
func (r *Rules) hasInfinitive(cue []ling.Range, i int) bool {
	for _, d := range r.Words[i].Dependents {
		if d > i && has(cue, d) && r.infinitiveMark(d) >= 0 {
			return true
		}
	}
	return false
}

// hasReversal reports whether a verb of the cue takes a stand against the content.
func (r *Rules) hasReversal(cue []ling.Range) bool {
	for _, x := range cue {
		for i := x.From; i < x.To; i++ {
			if e, ok := cues().find(r.Words[i].Lemma, verb); ok && e.act.Reverses() && r.isVerb(i) {
				return true
			}
		}
	}
	return false
}

func (r *Rules) hasVerbAbove(cue []ling.Range, i int) bool {
	g := r.Words[i].Head
	return g >= 0 && has(cue, g) && r.isVerb(g)
}

// isAdjunct reports whether word i of a cue is in a prepositional phrase that depends on another word of the cue and states
// where or how it was said: "on social media", "in an interview".
func (r *Rules) isAdjunct(cue []ling.Range, i int) bool {
	p := r.preposition(i)
	g := r.Words[i].Head
	return p >= 0 && p < i && g >= 0 && has(cue, p) && has(cue, g) && g < p && occasional[r.Words[p].Lower]
}

// isCompoundPart reports whether word i of a cue only modifies a noun of it: "surprise" in "made a surprise announcement".
func (r *Rules) isCompoundPart(cue []ling.Range, i int) bool {
	w := r.Words[i]
	return w.Deprel == ud.Compound && w.Head > i && has(cue, w.Head) && isNoun(r.Words[w.Head])
}

// lookup finds the entry of word i for a part of speech that its tag allows.
func (r *Rules) lookup(i int) (cueEntry, bool) {
	w := r.Words[i]
	if w.Lemma == "hear" && r.isHeard(i) {
		return cues().find("tell", verb)
	}
	if e, ok := cues().find(w.Lower, adjective); ok && w.XPOS == ud.VBN && i > 0 && convincing[w.Lemma] && r.isState(i) {
		return e, ok
	}
	for _, p := range []cuePart{verb, adjective, noun} {
		if e, ok := cues().find(w.Lemma, p); ok && p.matches(w.XPOS) {
			return e, ok
		}
	}
	// The verbs of headlines are often tagged as nouns.
	if isNoun(w) && strings.HasSuffix(w.Lower, "s") {
		if e, ok := cues().find(thirdPerson(w.Lower), verb); ok && e.rate >= headlineRate {
			return e, ok
		}
	}
	return cueEntry{}, false
}

// isState reports whether participle i describes a state of its subject: "is not convinced that". An agent makes it an event.
func (r *Rules) isState(i int) bool {
	k := i - 1
	for k > 0 && isAdverb(r.Words[k]) {
		k--
	}
	return r.Words[k].Lemma == "be" && r.oblique(i, "by") < 0
}

func isNoun(w ling.TreeWord) bool { return w.XPOS.IsNoun() }

// highest returns the word of xs whose head is outside of them: the first one that suits, or else the first one. It returns
// -1 where xs is empty.
func (r *Rules) highest(xs []ling.Range, suits func(int) bool) int {
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

// start returns the first word of f.
func (f frame) start() int {
	starts := []int{}
	for _, slot := range [][]ling.Range{f.source, f.cue, f.content} {
		if len(slot) > 0 {
			starts = append(starts, slot[0].From)
		}
	}
	return slices.MinFunc(starts, cmp.Compare[int])
}

// verbGroup returns the words that modify the cue's head: the words of the cue, and the auxiliaries, adverbs and negations,
// outside the content, of the head and of the cue's verbs above it.
func (r *Rules) verbGroup(f frame) []int {
	var out []int
	for _, x := range f.cue {
		for i := x.From; i < x.To; i++ {
			out = append(out, i)
		}
	}
	for i := f.head; i >= 0 && (i == f.head || has(f.cue, i)); i = r.Words[i].Head {
		for _, d := range r.Words[i].Dependents {
			if r.isModifier(d) && !f.holds(d) && r.outside(d) {
				out = append(out, d)
			}
		}
	}
	return out
}

// isModifier reports whether word i is an auxiliary, an adverb, a negation or a conjunction of its head.
func (r *Rules) isModifier(i int) bool {
	switch w := &r.Words[i]; w.Deprel {
	case ud.Aux, ud.AuxPass, ud.Advmod, ud.Cop, ud.CcPreconj, ud.Mark:
		return true
	default:
		return w.Deprel.Negates(w.Lower)
	}
}
