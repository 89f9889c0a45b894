package spans

import (
	"graphd/internal/ingest/attribution/boost"
	"graphd/internal/ingest/attribution/crf"
	"graphd/internal/ingest/ling"
)

// Text is an annotated text with its attributions as people marked them.
type Text struct {
	Layout *ling.Layout
	Marked []Marked
	Made   bool // by rule from other texts: the rates do not count it
}

// Marked is one attribution as people marked it, in runs of words.
type Marked struct{ Source, Cue, Content []ling.Range }

// Training says how to train.
type Training struct {
	Folds       int // each text is read by models that learned from the other folds
	Members     int // fields that differ by their seeds and are averaged into one; 0 is 1
	Cues, Slots crf.Training
	Settler     boost.Training // of what fills the slots
	Ranker      boost.Training
	Least       int     // texts' places that must have a feature
	PruneCues   float64 // weights below are left out
	PruneSlots  float64
	Threshold   float64 // the score that a candidate must have
	Chance      float64 // the chance that all of an attribution must have
	Log         func(format string, args ...any)
}

// trainer is the state of training.
type trainer struct {
	Training
	texts []*lesson
	all   rates
}

// lesson is a text in training.
type lesson struct {
	fold    int
	page    *hashedText
	lex     rater
	golds   []gold
	cueLabs []int8
	ranking *ranking
	rows    [][]float32
	found   []Found
}

// gold is an attribution as marked.
type gold struct {
	Marked
	cue  []int // its words
	head int
	run  ling.Range // from its first word to its last
}

// Train learns a Finder. It also returns what each text yields by models that have not seen it.
func Train(texts []Text, c Training) (*Finder, [][]Found) {
	t := &trainer{Training: c, all: rates{}}
	t.lay(texts)
	m := models{rates: t.all.compact(), threshold: c.Threshold, least: c.Chance}
	cues := t.learnCues()
	t.eachText(func(w *scratch, x *lesson) {
		x.ranking = &ranking{page: x.page, lex: x.lex}
		x.ranking.cueChance, x.ranking.candidates = scout(w, x.page, cues[x.fold])
	})
	t.logCandidates()
	slotModels := t.learnSlots()
	t.eachText(func(w *scratch, x *lesson) { label(w, x.page, x.ranking.candidates, slotModels[x.fold]) })
	t.logSlots()
	m.cues, m.slots = cues[c.Folds], slotModels[c.Folds]
	t.learnSettling(&m)
	t.logSlots()
	t.learnRanks(&m)
	t.learnConfidence(&m)
	found := make([][]Found, len(t.texts))
	for i, x := range t.texts {
		found[i] = x.found
	}
	return newFinder(m, [16]byte{}), found
}

// lay makes pages of the texts, with the rates of the others.
func (t *trainer) lay(texts []Text) {
	t.texts = make([]*lesson, len(texts))
	own := make([]rates, len(texts))
	t.each(len(texts), func(i int) {
		x := &lesson{fold: i % t.Folds, page: hash(texts[i].Layout, rates{})}
		isCue, isSource := make([]bool, len(x.page.words)), make([]bool, len(x.page.words))
		x.cueLabs = make([]int8, len(x.page.words))
		for _, m := range texts[i].Marked {
			mark(isCue, m.Cue)
			mark(isSource, m.Source)
			x.learnMarked(m)
		}
		if own[i] = (rates{}); !texts[i].Made {
			own[i] = x.page.countRates(isCue, isSource)
		}
		t.texts[i] = x
	})
	for _, o := range own {
		t.all.add(o)
	}
	t.each(len(texts), func(i int) {
		x := t.texts[i]
		x.lex = without{t.all, own[i]}
		x.page.rate(x.lex)
	})
}

func mark(words []bool, runs []ling.Range) {
	for _, r := range runs {
		for i := r.From; i < r.To; i++ {
			words[i] = true
		}
	}
}

func (x *lesson) learnMarked(m Marked) {
	g := gold{Marked: m}
	for _, r := range m.Cue {
		for i := r.From; i < r.To; i++ {
			x.cueLabs[i] = cueBegin
			if i > r.From && x.page.words[i].sentence == x.page.words[i-1].sentence {
				x.cueLabs[i] = cueIn
			}
			g.cue = append(g.cue, i)
		}
	}
	if len(g.cue) == 0 {
		return
	}
	g.run = ling.Between(g.cue[0], g.cue[len(g.cue)-1]+1)
	g.head = x.page.headOf(g.run)
	x.golds = append(x.golds, g)
}
