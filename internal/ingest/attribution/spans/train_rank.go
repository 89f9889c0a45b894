package spans

import (
	"slices"

	"graphd/internal/ingest/attribution/boost"
	"graphd/internal/ingest/ling"
)

// exact is the marked attribution whose cue is the candidate's, word for word; -1 for none.
func (x *lesson) exact(c *candidate) int {
	for i, g := range x.golds {
		if g.run == c.cue && len(g.cue) == c.cue.Len() {
			return i
		}
	}
	return -1
}

// touched is the marked attribution whose cue shares most words with the candidate's; -1 for none.
func (x *lesson) touched(c *candidate) int {
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
	t.Log("candidates: %d for %d cues, of which they hold %.1f%%", candidates, all, 100*float64(reached)/float64(all))
}

// logSlots tells how often the slots of a right cue are right, word for word.
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

func agree(a, b []int8, slot func(int8) bool) bool {
	for i := range a {
		if a[i] != b[i] && (slot(a[i]) || slot(b[i])) {
			return false
		}
	}
	return true
}

// learnRanks learns the rankers, round by round, each round from the scores that the round before gives texts that it has not seen.
func (t *trainer) learnRanks(m *models) {
	for round := range rounds {
		t.describe(round > 0)
		rankers := t.learnTrees(func(x *lesson, i int) (float64, bool) {
			if x.exact(&x.ranking.candidates[i]) >= 0 {
				return 1, true
			}
			return 0, true
		})
		m.ranker[round] = rankers[t.Folds]
		t.each(len(t.texts), func(i int) {
			x := t.texts[i]
			for n := range x.ranking.candidates {
				x.ranking.candidates[n].score = rankers[x.fold].Chance(x.rows[n])
			}
		})
	}
}

func (t *trainer) describe(again bool) {
	t.eachText(func(w *scratch, x *lesson) {
		x.ranking.again = again
		x.ranking.countSpeakers()
		x.rows = x.rows[:0]
		for i := range x.ranking.candidates {
			x.ranking.describe(&w.row, i)
			x.rows = append(x.rows, slices.Clone(w.row.values))
		}
	})
}

// learnTrees learns from the candidates that answer gives an answer for: one model without each fold, and last one of all.
func (t *trainer) learnTrees(answer func(x *lesson, i int) (float64, bool)) []*boost.Model {
	out := make([]*boost.Model, t.Folds+1)
	t.queue(t.Folds+1, func(k int) {
		var rows [][]float32
		var answers []float64
		for _, x := range t.texts {
			if x.fold == k {
				continue
			}
			for i := range x.ranking.candidates {
				if a, ok := answer(x, i); ok {
					rows, answers = append(rows, x.rows[i]), append(answers, a)
				}
			}
		}
		how := t.Ranker
		how.Seed += uint64(k)
		out[k] = boost.Train(rows, answers, how)
	})
	return out
}

// learnConfidence learns, from what is chosen, the chance that each slot is right.
func (t *trainer) learnConfidence(m *models) {
	t.describe(true)
	chosen := make(map[*lesson][]int, len(t.texts))
	right := make(map[*lesson][][slots]bool, len(t.texts))
	for _, x := range t.texts {
		chosen[x] = x.ranking.choose(t.Threshold)
		right[x] = make([][slots]bool, len(x.ranking.candidates))
		for _, i := range chosen[x] {
			right[x][i] = x.judge(&x.ranking.candidates[i])
		}
	}
	var models [slots][]*boost.Model
	for s := range slots {
		models[s] = t.learnTrees(func(x *lesson, i int) (float64, bool) {
			if !slices.Contains(chosen[x], i) {
				return 0, false
			}
			for before := range s {
				if !right[x][i][before] {
					return 0, false
				}
			}
			if right[x][i][s] {
				return 1, true
			}
			return 0, true
		})
		m.right[s] = models[s][t.Folds]
	}
	for _, x := range t.texts {
		for _, i := range chosen[x] {
			c := &x.ranking.candidates[i]
			source, _ := c.source()
			found := Found{
				Cue: c.cue, Head: c.head, Source: source, Content: c.content(),
				OfCue: models[cueSlot][x.fold].Chance(x.rows[i]), OfSource: models[sourceSlot][x.fold].Chance(x.rows[i]),
				OfContent: models[contentSlot][x.fold].Chance(x.rows[i]), Score: c.score,
			}
			x.found = append(x.found, found)
		}
	}
}

// judge says which slots of a candidate are right by the marked attribution whose cue it touches.
func (x *lesson) judge(c *candidate) (right [slots]bool) {
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
		mine, theirs := x.page.headOfNominal(source), x.page.headOfNominal(g.Source[0])
		right[sourceSlot] = source.Has(theirs) && g.Source[0].Has(mine)
	}
	mine, theirs, both := 0, 0, 0
	for _, r := range c.content() {
		for k := r.From; k < r.To; k++ {
			if !x.page.words[k].isWord {
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
			if x.page.words[k].isWord {
				theirs++
			}
		}
	}
	right[contentSlot] = 4*both >= mine+theirs
	return right
}
