package classes

import (
	"strings"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// occasion returns the prepositional phrase, in the clause of the cue or in the cue itself, for the event, document or medium
// in which the source said it: "at a press conference", "in a written statement", "on Twitter". The range is empty where
// there is none.
func (r *Rules) occasion(f frame) ling.Range {
	if f.head < 0 {
		return ling.Range{}
	}
	sentence := r.sentenceOf(f.head)
	best := ling.Range{}
	for k := max(sentence.From, f.head-maxDistance); k < min(sentence.To, f.head+maxDistance); k++ {
		if !r.isOccasion(k) || k == f.head || has(f.source, k) || has(f.content, k) || !r.outside(k) {
			continue
		}
		x := r.occasionAround(f, k)
		if !x.Empty() && (best.Empty() || distance(f.head, x) < distance(f.head, best)) {
			best = x
		}
	}
	return best
}

// maxDistance is the maximum number of words between a cue and its occasion or time. Chosen by hand.
const maxDistance = 40

// distance returns the number of words from word i to x, 0 if x contains it.
func distance(i int, x ling.Range) int {
	if i < x.From {
		return x.From - i
	}
	return max(0, i-x.To+1)
}

func (r *Rules) isOccasion(k int) bool {
	switch w := r.Words[k]; {
	case !isNoun(w):
		return false
	case answers[w.Lower]:
		return k > 0 && r.Words[k-1].Lower != "in" // not "in response to"
	case w.Lower == "media":
		return k > 0 && r.Words[k-1].Lower == "social"
	default:
		return occasions[strings.ToLower(w.Lemma)] || media[w.Lower]
	}
}

// occasionAround returns the prepositional phrase with the occasion k that modifies the cue; it is empty where there is none.
func (r *Rules) occasionAround(f frame, k int) ling.Range {
	p := r.preposition(k)
	if p < 0 {
		p = r.prepositionBefore(k)
	}
	if g := r.Words[k].Head; p >= 0 && r.Words[p].Lower == "of" && g >= 0 && g < p && r.preposition(g) >= 0 {
		p = r.preposition(g) // "in a series of posts"
	}
	if p > 0 && r.Words[p].Lower == "to" && answers[r.Words[p-1].Lower] {
		return ling.Range{} // "in response to a letter"
	}
	if p < 0 || p > k || !occasional[r.Words[p].Lower] || media[r.Words[k].Lower] && r.Words[p].Lower != "on" && r.Words[p].Lower != "in" && r.Words[p].Lower != "via" {
		return ling.Range{}
	}
	if has(f.content, p) || !r.modifiesCue(f, k) {
		return ling.Range{}
	}
	x := r.clip(ling.Between(p, max(r.Words[k].Last, k)+1), f)
	if !x.Has(k) {
		return ling.Range{}
	}
	return r.trim(r.beforeClause(x, k))
}

// prepositionBefore returns the preposition directly before the nominal with word k, where the tree has none. It returns -1
// if there is none.
func (r *Rules) prepositionBefore(k int) int {
	for j := k - 1; j >= r.sentenceOf(k).From && j > k-6; j-- {
		if r.Words[j].XPOS == ud.IN || r.Words[j].XPOS == ud.TO {
			return j
		}
		if !r.isInNominal(j) {
			return -1
		}
	}
	return -1
}

// beforeClause cuts x after word k where a clause or another report begins.
func (r *Rules) beforeClause(x ling.Range, k int) ling.Range {
	for j := k + 1; j < x.To; j++ {
		if w := r.Words[j]; w.Lower == "," && j+1 < x.To && r.Words[j+1].XPOS.IsInterrogative() || w.XPOS == ud.WDT || w.XPOS == ud.WP || w.Lower == "that" {
			return ling.Between(x.From, j)
		}
	}
	return x
}

// modifiesCue reports whether word i belongs to the clause of the cue: the first verb or word of the cue above it in the tree
// belongs to the cue, or is above the cue in a clause that shares its circumstances.
func (r *Rules) modifiesCue(f frame, i int) bool {
	if r.isTreeless(i) {
		return true
	}
	for step := 0; step < 12; step++ {
		g := r.Words[i].Head
		if g < 0 {
			return true
		}
		if has(f.content, g) {
			return false
		}
		if g == f.head || has(f.cue, g) {
			return true
		}
		if r.isVerb(g) && !r.isAuxiliary(g) {
			return r.sharesCircumstances(f.head, g)
		}
		i = g
	}
	return false
}

// sharesCircumstances reports whether the clause of word i shares the circumstances of the clause of verb g above it: "met
// reporters on Monday and said". A clause that is the content of g has its own.
func (r *Rules) sharesCircumstances(i, g int) bool {
	for step := 0; step < 12; step++ {
		switch r.Words[i].Deprel {
		case ud.Ccomp, ud.AclRelcl, ud.Csubj, ud.Nmod, ud.Obl, ud.NmodPoss, ud.Appos:
			return false
		case ud.Conj:
			if r.subject(i) >= 0 {
				return false
			}
		}
		i = r.Words[i].Head
		if i < 0 {
			return false
		}
		if i == g {
			return true
		}
	}
	return false
}

// clip cuts a phrase where a slot of the attribution begins.
func (r *Rules) clip(x ling.Range, f frame) ling.Range {
	for _, slot := range [][]ling.Range{f.source, f.content, f.cue} {
		for _, h := range slot {
			if !h.Overlaps(x) || h.Contains(x) {
				continue
			}
			if h.From > x.From {
				x.To = min(x.To, h.From)
			} else {
				x.From = max(x.From, h.To)
			}
		}
	}
	return x
}

var (
	occasions  = lists.Set("occasion")
	media      = lists.Set("medium")
	answers    = lists.Set("answer")
	occasional = lists.Set("occasion preposition")
)
