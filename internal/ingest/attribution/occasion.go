package attribution

import "strings"

// occasion is where or in what the source said it: a prepositional phrase about an event, a document or a medium, "at a
// press conference", "in a written statement", "on Twitter". It stands in the clause of the cue, or within the cue.
func (r *reading) occasion(f finding) run {
	if f.head < 0 {
		return run{}
	}
	sentence := r.sentenceOf(f.head)
	best := run{}
	for k := max(sentence.from, f.head-farthest); k < min(sentence.to, f.head+farthest); k++ {
		if !r.isOccasion(k) || k == f.head || has(f.source, k) || has(f.content, k) || !r.outside(k) {
			continue
		}
		x := r.occasionAround(f, k)
		if !x.empty() && (best.empty() || distance(f.head, x) < distance(f.head, best)) {
			best = x
		}
	}
	return best
}

// farthest is how many words away from its cue an occasion or a time may stand.
const farthest = 40

// distance is how many words lie between word i and x.
func distance(i int, x run) int {
	if i < x.from {
		return x.from - i
	}
	return max(0, i-x.to+1)
}

func (r *reading) isOccasion(k int) bool {
	switch w := r.words[k]; {
	case !isNoun(w):
		return false
	case answers[w.lower]:
		return k > 0 && r.words[k-1].lower != "in" // "in response to" is none
	case w.lower == "media":
		return k > 0 && r.words[k-1].lower == "social"
	default:
		return occasions[strings.ToLower(w.Lemma)] || media[w.lower]
	}
}

// occasionAround is the prepositional phrase with the occasion k that belongs to the cue; empty where there is none.
func (r *reading) occasionAround(f finding, k int) run {
	p := r.preposition(k)
	if p < 0 {
		p = r.prepositionBefore(k)
	}
	if g := r.words[k].governor; p >= 0 && r.words[p].lower == "of" && g >= 0 && g < p && r.preposition(g) >= 0 {
		p = r.preposition(g) // "in a series of posts"
	}
	if p > 0 && r.words[p].lower == "to" && answers[r.words[p-1].lower] {
		return run{} // "in response to a letter"
	}
	if p < 0 || p > k || !occasional[r.words[p].lower] || media[r.words[k].lower] && r.words[p].lower != "on" && r.words[p].lower != "in" && r.words[p].lower != "via" {
		return run{}
	}
	if has(f.content, p) || !r.belongs(f, k) {
		return run{}
	}
	x := r.clip(run{p, max(r.words[k].last, k) + 1}, f)
	if !x.has(k) {
		return run{}
	}
	return r.trim(r.beforeClause(x, k))
}

// prepositionBefore is the preposition that the nominal with word k begins after, where the tree shows none; -1 if there
// is none.
func (r *reading) prepositionBefore(k int) int {
	for j := k - 1; j >= r.sentenceOf(k).from && j > k-6; j-- {
		if r.words[j].XPOS == "IN" || r.words[j].XPOS == "TO" {
			return j
		}
		if !r.isInNominal(j) {
			return -1
		}
	}
	return -1
}

// beforeClause cuts x after word k where a clause or another speech begins.
func (r *reading) beforeClause(x run, k int) run {
	for j := k + 1; j < x.to; j++ {
		if w := r.words[j]; w.lower == "," && j+1 < x.to && strings.HasPrefix(r.words[j+1].XPOS, "W") || w.XPOS == "WDT" || w.XPOS == "WP" || w.lower == "that" {
			return run{x.from, j}
		}
	}
	return x
}

// belongs reports whether word i says something of the cue and not of another clause: the first verb or cue word above it
// in the tree is the cue's or governs it, in a clause that shares its circumstances with the cue's.
func (r *reading) belongs(f finding, i int) bool {
	if r.isTreeless(i) {
		return true
	}
	for step := 0; step < 12; step++ {
		g := r.words[i].governor
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
func (r *reading) shares(i, g int) bool {
	for step := 0; step < 12; step++ {
		switch r.words[i].rel {
		case "ccomp", "acl:relcl", "csubj", "nmod", "nmod:poss", "appos":
			return false
		case "conj":
			if r.subject(i) >= 0 {
				return false
			}
		}
		i = r.words[i].governor
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
func (r *reading) clip(x run, f finding) run {
	for _, slot := range [][]run{f.source, f.content, f.cue} {
		for _, h := range slot {
			if !h.overlaps(x) || h.contains(x) {
				continue
			}
			if h.from > x.from {
				x.to = min(x.to, h.from)
			} else {
				x.from = max(x.from, h.to)
			}
		}
	}
	return x
}

var (
	occasions  = list("occasion")
	media      = list("medium")
	answers    = set("response reply answer reaction")
	occasional = set("at in during on after before through via to over")
)
