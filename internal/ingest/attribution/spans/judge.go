package spans

import (
	"slices"

	"graphd/internal/ingest/ling"
)

// exact returns the index of the gold attribution whose cue is exactly that of c, -1 if there is none.
func (x *trainingText) exact(c *candidate) int {
	for i, g := range x.golds {
		if g.run == c.cue && len(g.cue) == c.cue.Len() {
			return i
		}
	}
	return -1
}

// touched returns the index of the gold attribution whose cue shares the most words with that of c, -1 if there is none.
func (x *trainingText) touched(c *candidate) int {
	best, most := -1, 0
	for i, g := range x.golds {
		n := 0
		for _, w := range g.cue {
			if c.cue.Has(w) {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}

// logCandidates logs how many gold cues are among the candidates.
func (t *trainer) logCandidates() {
	all, candidates, reached := 0, 0, 0
	for _, x := range t.texts {
		all += len(x.golds)
		candidates += len(x.ranking.candidates)
		seen := map[int]bool{}
		for i := range x.ranking.candidates {
			if g := x.exact(&x.ranking.candidates[i]); g >= 0 {
				seen[g] = true
			}
		}
		reached += len(seen)
	}
	t.Log("candidates: %d for %d cues, %.1f%% of which are among them", candidates, all, 100*float64(reached)/float64(all))
}

// logSlots logs how often the slots of candidates with a right cue are exactly right.
func (t *trainer) logSlots() {
	n, sources, contents, both := 0, 0, 0, 0
	for _, x := range t.texts {
		for i := range x.ranking.candidates {
			c := &x.ranking.candidates[i]
			g := x.exact(c)
			if g < 0 {
				continue
			}
			want := x.golds[g].labels(c.window)
			source, content := agree(want, c.labels, isSource), agree(want, c.labels, isContent)
			n++
			if source {
				sources++
			}
			if content {
				contents++
			}
			if source && content {
				both++
			}
		}
	}
	share := func(k int) float64 { return 100 * float64(k) / float64(max(1, n)) }
	t.Log("slots of right cues: source %.1f%%, content %.1f%%, both %.1f%%", share(sources), share(contents), share(both))
}

// agree reports whether a and b label the same words as the given slot.
func agree(a, b []int8, slot func(int8) bool) bool {
	for i := range a {
		if a[i] != b[i] && (slot(a[i]) || slot(b[i])) {
			return false
		}
	}
	return true
}

// judge reports which slots of a candidate are right, compared with the gold attribution whose cue it touches.
func (x *trainingText) judge(c *candidate) (right [slots]bool) {
	i := x.touched(c)
	if i < 0 {
		return right
	}
	g := &x.golds[i]
	right[cueSlot] = true
	source, ok := c.source()
	switch {
	case !ok || len(g.Source) == 0:
		right[sourceSlot] = !ok && len(g.Source) == 0
	default:
		mine, theirs := x.text.HeadOfNominal(source), x.text.HeadOfNominal(g.Source[0])
		right[sourceSlot] = source.Has(theirs) && g.Source[0].Has(mine)
	}
	mine, theirs, both := 0, 0, 0
	for _, r := range c.content() {
		for k := r.From; k < r.To; k++ {
			if !x.text.Hashed[k].IsWord {
				continue
			}
			mine++
			if slices.ContainsFunc(g.Content, func(o ling.Range) bool { return o.Has(k) }) {
				both++
			}
		}
	}
	for _, r := range g.Content {
		for k := r.From; k < r.To; k++ {
			if x.text.Hashed[k].IsWord {
				theirs++
			}
		}
	}
	right[contentSlot] = 4*both >= mine+theirs
	return right
}
