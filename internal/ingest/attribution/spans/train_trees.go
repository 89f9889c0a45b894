package spans

import (
	"slices"

	"graphd/internal/ingest/attribution/boost"
	"graphd/internal/ingest/ling"
)

// learnSettling trains the rerankers of contents and sources, and settles the candidates of every text with those not trained
// on it.
func (t *trainer) learnSettling(m *models) {
	contents := t.learnSlot(func(v *slotView, g *gold) ([]hypothesis, []ling.Range, func(*row, int)) {
		return v.c.contents, v.c.wanted(g).content(), v.describeContent
	})
	sources := t.learnSlot(func(v *slotView, g *gold) ([]hypothesis, []ling.Range, func(*row, int)) {
		return v.c.sources, v.c.wanted(g).sourceRuns(), v.describeSource
	})
	m.contents, m.sources = contents[t.Folds], sources[t.Folds]
	t.eachText(func(w *findScratch, x *trainingText) { x.ranking.settle(w, contents[x.fold], sources[x.fold]) })
}

// wanted returns the candidate with the slots of a gold attribution.
func (c *candidate) wanted(g *gold) *candidate {
	return &candidate{cue: c.cue, head: c.head, window: c.window, labels: g.labels(c.window)}
}

// learnSlot trains a reranker on the candidates with a right cue: one model without each fold and, last, one on all texts.
// For a candidate and its gold attribution, look returns the hypotheses, the right one, and the function that describes them.
func (t *trainer) learnSlot(look func(v *slotView, g *gold) ([]hypothesis, []ling.Range, func(*row, int))) []*boost.Ensemble {
	lists := make([]boost.CandidateLists, len(t.texts))
	t.eachNumber(func(w *findScratch, i int) {
		x := t.texts[i]
		for n := range x.ranking.candidates {
			c := &x.ranking.candidates[n]
			g := x.exact(c)
			if g < 0 {
				continue
			}
			w.view.turn(x.ranking, c)
			hs, want, describe := look(&w.view, &x.golds[g])
			right := slices.IndexFunc(hs, func(h hypothesis) bool { return slices.Equal(h.runs, want) })
			if right < 0 || !needsReranking(hs) {
				continue
			}
			var rows [][]float32
			for n := range hs {
				describe(&w.row, n)
				rows = append(rows, slices.Clone(w.row.values))
			}
			lists[i].Add(rows, right)
		}
	})
	out := make([]*boost.Ensemble, t.Folds+1)
	t.queue(t.Folds+1, func(k int) {
		var all boost.CandidateLists
		for i, x := range t.texts {
			if x.fold != k {
				all.Append(lists[i])
			}
		}
		how := t.Settler
		how.Seed += uint64(k)
		out[k] = boost.TrainLists(all, how)
	})
	return out
}

// learnRanks trains the rankers round by round, each on the scores that the round before gives to texts it was not trained
// on.
func (t *trainer) learnRanks(m *models) {
	for round := range rounds {
		t.describe(round > 0)
		rankers := t.learnTrees(func(x *trainingText, i int) (float64, bool) {
			if x.exact(&x.ranking.candidates[i]) >= 0 {
				return 1, true
			}
			return 0, true
		})
		m.ranker[round] = rankers[t.Folds]
		t.each(len(t.texts), func(i int) {
			x := t.texts[i]
			for n := range x.ranking.candidates {
				x.ranking.candidates[n].score = rankers[x.fold].Probability(x.rows[n])
			}
		})
	}
}

func (t *trainer) describe(again bool) {
	t.eachText(func(w *findScratch, x *trainingText) {
		x.ranking.again = again
		x.ranking.countSpeakers()
		x.rows = x.rows[:0]
		for i := range x.ranking.candidates {
			x.ranking.describe(&w.row, i)
			x.rows = append(x.rows, slices.Clone(w.row.values))
		}
	})
}

// learnTrees trains on the candidates for which answer has an answer: one model without each fold and, last, one on all
// texts.
func (t *trainer) learnTrees(answer func(x *trainingText, i int) (float64, bool)) []*boost.Ensemble {
	out := make([]*boost.Ensemble, t.Folds+1)
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

// learnConfidence trains, on the chosen candidates, the probability that each slot is right.
func (t *trainer) learnConfidence(m *models) {
	t.describe(true)
	chosen := make(map[*trainingText][]int, len(t.texts))
	right := make(map[*trainingText][][slots]bool, len(t.texts))
	for _, x := range t.texts {
		chosen[x] = x.ranking.choose(t.Threshold)
		right[x] = make([][slots]bool, len(x.ranking.candidates))
		for _, i := range chosen[x] {
			right[x][i] = x.judge(&x.ranking.candidates[i])
		}
	}
	var models [slots][]*boost.Ensemble
	for s := range slots {
		models[s] = t.learnTrees(func(x *trainingText, i int) (float64, bool) {
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
				OfCue: models[cueSlot][x.fold].Probability(x.rows[i]), OfSource: models[sourceSlot][x.fold].Probability(x.rows[i]),
				OfContent: models[contentSlot][x.fold].Probability(x.rows[i]), Score: c.score,
			}
			x.found = append(x.found, found)
		}
	}
}
