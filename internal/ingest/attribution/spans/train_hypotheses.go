package spans

import (
	"slices"

	"graphd/internal/ingest/attribution/boost"
	"graphd/internal/ingest/ling"
)

// learnSettling learns which content and which source stand out among a candidate's hypotheses, and settles the candidates
// of every text by models that have not seen it.
func (t *trainer) learnSettling(m *models) {
	contents := t.learnSlot(func(v *slotView, g *gold) ([]hypothesis, []ling.Range, func(*row, int)) {
		return v.c.contents, v.c.wanted(g).content(), v.describeContent
	})
	sources := t.learnSlot(func(v *slotView, g *gold) ([]hypothesis, []ling.Range, func(*row, int)) {
		return v.c.sources, v.c.wanted(g).sourceRuns(), v.describeSource
	})
	m.contents, m.sources = contents[t.Folds], sources[t.Folds]
	t.eachText(func(w *scratch, x *lesson) { x.ranking.settle(w, contents[x.fold], sources[x.fold]) })
}

// wanted is the candidate as it would be with the slots of a marked attribution.
func (c *candidate) wanted(g *gold) *candidate {
	return &candidate{cue: c.cue, head: c.head, window: c.window, labels: g.labels(c.window)}
}

// learnSlot learns from the candidates whose cue is a marked one: one model without each fold, and last one of all.
// look says for a candidate and a marked attribution what the hypotheses are, which is right, and how they are described.
func (t *trainer) learnSlot(look func(v *slotView, g *gold) ([]hypothesis, []ling.Range, func(*row, int))) []*boost.Model {
	lists := make([]boost.Lists, len(t.texts))
	t.eachNumber(func(w *scratch, i int) {
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
			if right < 0 || !open(hs) {
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
	out := make([]*boost.Model, t.Folds+1)
	t.queue(t.Folds+1, func(k int) {
		var all boost.Lists
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
