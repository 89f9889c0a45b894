package spans

import (
	"runtime"
	"sync"

	"graphd/internal/ingest/attribution/boost"
	"graphd/internal/ingest/attribution/crf"
	"graphd/internal/ingest/attribution/spans/feature"
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
	all   feature.Rates
}

// lesson is a text in training.
type lesson struct {
	fold    int
	page    *feature.HashedText
	lex     feature.Rater
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
	t := &trainer{Training: c, all: feature.Rates{}}
	t.lay(texts)
	m := models{rates: t.all.Compact(), threshold: c.Threshold, least: c.Chance}
	cues := t.learnCues()
	t.eachText(func(w *scratch, x *lesson) {
		x.ranking = &ranking{text: x.page, lex: x.lex}
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
	own := make([]feature.Rates, len(texts))
	t.each(len(texts), func(i int) {
		x := &lesson{fold: i % t.Folds, page: feature.HashText(texts[i].Layout, feature.Rates{})}
		isCue, isSource := make([]bool, len(x.page.Hashed)), make([]bool, len(x.page.Hashed))
		x.cueLabs = make([]int8, len(x.page.Hashed))
		for _, m := range texts[i].Marked {
			mark(isCue, m.Cue)
			mark(isSource, m.Source)
			x.learnMarked(m)
		}
		if own[i] = (feature.Rates{}); !texts[i].Made {
			own[i] = x.page.CountRates(isCue, isSource)
		}
		t.texts[i] = x
	})
	for _, o := range own {
		t.all.Add(o)
	}
	t.each(len(texts), func(i int) {
		x := t.texts[i]
		x.lex = feature.Without{All: t.all, Own: own[i]}
		x.page.Rate(x.lex)
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
			if i > r.From && x.page.Hashed[i].Sentence == x.page.Hashed[i-1].Sentence {
				x.cueLabs[i] = cueIn
			}
			g.cue = append(g.cue, i)
		}
	}
	if len(g.cue) == 0 {
		return
	}
	g.run = ling.Between(g.cue[0], g.cue[len(g.cue)-1]+1)
	g.head = headOf(x.page, g.run)
	x.golds = append(x.golds, g)
}

// each calls f with every index below n, on all cores.
func (t *trainer) each(n int, f func(i int)) {
	var wait sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wait.Go(func() {
			for i := w; i < n; i += workers {
				f(i)
			}
		})
	}
	wait.Wait()
}

// eachText calls f with every text, on all cores.
func (t *trainer) eachText(f func(w *scratch, x *lesson)) {
	t.eachNumber(func(w *scratch, i int) { f(w, t.texts[i]) })
}

// eachNumber calls f with the number of every text, on all cores.
func (t *trainer) eachNumber(f func(w *scratch, i int)) {
	var pool sync.Pool
	pool.New = func() any { return new(scratch) }
	t.each(len(t.texts), func(i int) {
		w := pool.Get().(*scratch)
		defer pool.Put(w)
		f(w, i)
	})
}

// queue calls f with every index below n, as many at a time as there are cores.
func (t *trainer) queue(n int, f func(i int)) {
	var wait sync.WaitGroup
	next := make(chan int, n)
	for i := range n {
		next <- n - 1 - i
	}
	close(next)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	wait.Wait()
}
