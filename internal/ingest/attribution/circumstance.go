package attribution

import (
	"strings"

	"graphd/internal/ingest/text"
)

// onBehalf is whom a spokesperson source speaks for: "the Foreign Office" in "a spokesman for the Foreign Office",
// "the Prime Minister" in "the Prime Minister's official spokesman", "Home Office" in "a Home Office spokesman".
func (r *reading) onBehalf(rep report) text.Span {
	for k := rep.source.from; k < rep.source.to; k++ {
		if !spokespeople[r.words[k].lower] {
			continue
		}
		if p := r.dependent(k, "nmod:poss"); p >= 0 && rep.source.has(p) {
			return r.span(r.trim(r.withoutPossessive(r.subtree(p))))
		}
		if x := r.possessiveBefore(k, rep.source); !x.empty() {
			return r.span(x)
		}
		for _, preposition := range []string{"for", "of", "with", "at"} {
			if o := r.oblique(k, preposition); o >= 0 && rep.source.has(o) {
				return r.span(r.trim(run{r.preposition(o) + 1, min(r.words[o].last+1, rep.source.to)}))
			}
		}
		if x := r.compoundsBefore(k, rep.source); !x.empty() {
			return r.span(x)
		}
	}
	return text.Span{}
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

// addressee is whom the source tells it: the object of a telling, or "to" whom it is said.
func (r *reading) addressee(rep report) text.Span {
	if rep.cue < 0 || rep.frame == phrase || rep.frame == adverb || rep.frame == heading {
		return text.Span{}
	}
	if rep.entry.class == "tell" && r.isHeard(rep.cue) {
		return r.span(r.trim(r.subjectBefore(rep.cue)))
	}
	switch rep.entry.class {
	case "tell", "ask", "answer", "warn", "promise", "explain":
		if first := rep.content[0].from; r.words[rep.cue].Lemma == "tell" && first > rep.group.to && first == r.chunkEnd(rep.group.to, r.sentenceOf(rep.cue)) {
			return r.span(run{rep.group.to, first})
		}
		if o := r.dependent(rep.cue, "iobj", "obj"); o > rep.cue && !r.inContent(rep, o) && r.outside(o) {
			return r.addressed(rep, r.subtree(o))
		}
	}
	switch rep.entry.class {
	case "say", "write", "talk", "explain", "answer", "promise", "confirm", "tell":
		for _, preposition := range []string{"to", "with"} {
			o := r.oblique(rep.cue, preposition)
			if o >= 0 && !r.inContent(rep, o) && r.outside(o) && (preposition == "to" || rep.entry.class == "talk") {
				return r.addressed(rep, run{r.preposition(o) + 1, r.words[o].last + 1})
			}
		}
	}
	return text.Span{}
}

// addressed cuts a recipient where the content begins.
func (r *reading) addressed(rep report, x run) text.Span {
	for _, c := range rep.content {
		if c.overlaps(x) {
			x.to = min(x.to, c.from)
		}
	}
	return r.span(r.trim(x))
}

func (r *reading) inContent(rep report, i int) bool {
	for _, x := range rep.content {
		if x.has(i) {
			return true
		}
	}
	return false
}

// occasion is where or in what the source said it: a prepositional phrase of the cue's clause about an event or a
// document, "at a press conference", "in a written statement".
func (r *reading) occasion(rep report) text.Span {
	if rep.cue < 0 {
		return text.Span{}
	}
	sentence := r.sentenceOf(rep.cue)
	for k := max(sentence.from, rep.cue-farthest); k < min(sentence.to, rep.cue+farthest); k++ {
		if !occasions[r.words[k].Lemma] || !strings.HasPrefix(r.words[k].XPOS, "NN") || !r.outside(k) || r.inContent(rep, k) || rep.source.has(k) || rep.group.has(k) {
			continue
		}
		p := r.preposition(k)
		if p < 0 || p > k || !occasional[r.words[p].lower] || r.words[k].first < p {
			continue
		}
		x := run{p, r.words[k].last + 1}
		x = r.clip(x, rep)
		if x.has(k) {
			return r.span(r.trim(x))
		}
	}
	return text.Span{}
}

// farthest is how many words away from its cue an occasion may stand.
const farthest = 40

// clip cuts a phrase where the report's own words or a quotation begin.
func (r *reading) clip(x run, rep report) run {
	holes := append([]run{rep.source, rep.group}, rep.content...)
	for _, h := range holes {
		if !h.empty() && h.overlaps(x) {
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
	occasional = set("at in during on after before through via to")
)
