package classes

import (
	"strings"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// occasion is where or in what the source said it: a prepositional phrase about an event, a document or a medium, "at a
// press conference", "in a written statement", "on Twitter". It stands in the clause of the cue, or within the cue.
func (r *Rules) occasion(f frame) ling.Range {
	if f.head < 0 {
		return ling.Range{}
	}
	sentence := r.sentenceOf(f.head)
	best := ling.Range{}
	for k := max(sentence.From, f.head-farthest); k < min(sentence.To, f.head+farthest); k++ {
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

// farthest is how many words away from its cue an occasion or a time may stand.
const farthest = 40

// distance is how many words lie between word i and x.
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
		return k > 0 && r.Words[k-1].Lower != "in" // "in response to" is none
	case w.Lower == "media":
		return k > 0 && r.Words[k-1].Lower == "social"
	default:
		return occasions[strings.ToLower(w.Lemma)] || media[w.Lower]
	}
}

// occasionAround is the prepositional phrase with the occasion k that belongs to the cue; empty where there is none.
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
	if has(f.content, p) || !r.belongs(f, k) {
		return ling.Range{}
	}
	x := r.clip(ling.Between(p, max(r.Words[k].Last, k)+1), f)
	if !x.Has(k) {
		return ling.Range{}
	}
	return r.trim(r.beforeClause(x, k))
}

// prepositionBefore is the preposition that the nominal with word k begins after, where the tree shows none; -1 if there
// is none.
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

// beforeClause cuts x after word k where a clause or another speech begins.
func (r *Rules) beforeClause(x ling.Range, k int) ling.Range {
	for j := k + 1; j < x.To; j++ {
		if w := r.Words[j]; w.Lower == "," && j+1 < x.To && r.Words[j+1].XPOS.IsInterrogative() || w.XPOS == ud.WDT || w.XPOS == ud.WP || w.Lower == "that" {
			return ling.Between(x.From, j)
		}
	}
	return x
}

// belongs reports whether word i says something of the cue and not of another clause: the first verb or cue word above it
// in the tree is the cue's or governs it, in a clause that shares its circumstances with the cue's.
func (r *Rules) belongs(f frame, i int) bool {
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
			return r.shares(f.head, g)
		}
		i = g
	}
	return false
}

// shares reports whether the clause of word i shares the circumstances of the clause of verb g above it: "met reporters on
// Monday and said". One whose clause is content of g has its own.
func (r *Rules) shares(i, g int) bool {
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

// clip cuts a phrase where the attribution's own words begin.
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
