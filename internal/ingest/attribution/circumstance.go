package attribution

import (
	"graphd/internal/ingest/text"
)

// onBehalf is whom a spokesperson source speaks for: "the Foreign Office" in "a spokesman for the Foreign Office",
// "the Prime Minister" in "the Prime Minister's official spokesman", "Home Office" in "a Home Office spokesman".
func (r *reading) onBehalf(f finding) text.Span {
	for _, source := range f.source {
		for k := source.from; k < source.to; k++ {
			if spokespeople[r.words[k].lower] {
				return r.span(r.spokenFor(k, source))
			}
		}
	}
	return text.Span{}
}

func (r *reading) spokenFor(k int, source run) run {
	if p := r.dependent(k, "nmod:poss"); p >= 0 && source.has(p) {
		return r.trim(r.withoutPossessive(r.subtree(p)))
	}
	if x := r.possessiveBefore(k, source); !x.empty() {
		return x
	}
	for _, preposition := range []string{"for", "of", "with", "at"} {
		if o := r.oblique(k, preposition); o >= 0 && source.has(o) {
			return r.trim(run{r.preposition(o) + 1, min(r.words[o].last+1, source.to)})
		}
	}
	return r.compoundsBefore(k, source)
}

var spokespeople = list("spokesperson")

func (r *reading) withoutPossessive(x run) run {
	if !x.empty() && r.words[x.to-1].XPOS == "POS" {
		x.to--
	}
	return x
}

// possessiveBefore is what a source says before the last possessive mark that stands before its word k.
func (r *reading) possessiveBefore(k int, source run) run {
	for j := k - 1; j > source.from; j-- {
		if r.words[j].XPOS == "POS" {
			return r.trim(run{source.from, j})
		}
	}
	return run{}
}

// compoundsBefore is the run of names right before word k.
func (r *reading) compoundsBefore(k int, within run) run {
	from := k
	for from > within.from && r.isName(from-1) {
		from--
	}
	return run{from, k}
}
