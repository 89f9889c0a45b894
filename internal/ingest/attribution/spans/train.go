package spans

import (
	"runtime"
	"sync"

	"graphd/internal/ingest/attribution/boost"
	"graphd/internal/ingest/attribution/crf"
	"graphd/internal/ingest/ling"
)

// Text is an annotated text with its attributions as people marked them.
type Text struct {
	Annotation ling.Annotation
	Marked     []Marked
	Made       bool // by rule from other texts: the rates do not count it
}

// Marked is one attribution as people marked it, in runs of words.
type Marked struct{ Source, Cue, Content []Run }

// Training says how to train.
type Training struct {
	Folds       int // each text is read by models that learned from the other folds
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
	page    *page
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
	run  Run // from its first word to its last
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
		x := &lesson{fold: i % t.Folds, page: newPage(texts[i].Annotation, rates{})}
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
		x.page.rate(texts[i].Annotation, x.lex)
	})
}

func mark(words []bool, runs []Run) {
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
	g.run = Run{g.cue[0], g.cue[len(g.cue)-1] + 1}
	g.head = x.page.headOf(g.run)
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

func (t *trainer) eachText(f func(w *scratch, x *lesson)) {
	var pool sync.Pool
	pool.New = func() any { return new(scratch) }
	t.each(len(t.texts), func(i int) {
		w := pool.Get().(*scratch)
		defer pool.Put(w)
		f(w, t.texts[i])
	})
}

// visits calls see for every place that a field learns from, of one text.
type visits func(w *scratch, x *lesson, sequence func(n int, given, labels []int8, features func(buffer []uint32, i int) []uint32))

func (t *trainer) learnCues() []*crf.Model {
	return t.learnField("cues", cueStates, false, t.Cues, t.PruneCues, func(w *scratch, x *lesson, sequence func(int, []int8, []int8, func([]uint32, int) []uint32)) {
		for _, s := range x.page.sentences {
			w.cue.turn(x.page, s)
			sequence(s.len(), nil, x.cueLabs[s.From:s.To], func(buffer []uint32, i int) []uint32 { return w.cue.at(buffer, s.From+i) })
		}
	})
}

// learnSlots learns from the cues that are marked, among the likely cues that the cue field finds.
func (t *trainer) learnSlots() []*crf.Model {
	return t.learnField("slots", slotStates(), true, t.Slots, t.PruneSlots, func(w *scratch, x *lesson, sequence func(int, []int8, []int8, func([]uint32, int) []uint32)) {
		r := newRivals(x.page, x.ranking.candidates)
		for i := range x.golds {
			g := &x.golds[i]
			window := x.page.windowOf(g.head)
			window.From, window.To = min(window.From, g.run.From), max(window.To, g.run.To)
			r.without(g.run, func(mark []bool) { w.slot.turn(x.page, g.run, g.head, window, mark) })
			labels := g.labels(window)
			sequence(window.len(), givenLabels(labels), labels, func(buffer []uint32, n int) []uint32 { return w.slot.at(buffer, window.From+n) })
		}
	})
}

// labels are the right labels of a window around the cue.
func (g *gold) labels(window Run) []int8 {
	out := make([]int8, window.len())
	fill := func(runs []Run, begin, in int8) {
		for _, r := range runs {
			for i := max(r.From, window.From); i < min(r.To, window.To); i++ {
				out[i-window.From] = in
				if i == max(r.From, window.From) {
					out[i-window.From] = begin
				}
			}
		}
	}
	fill(g.Content, contentBegin, contentIn)
	fill(g.Source, sourceBegin, sourceIn)
	for i := g.run.From; i < g.run.To; i++ {
		out[i-window.From] = slotCue
	}
	for i, l := range out { // what the cue has cut begins anew behind it
		prev := int8(slotOut)
		if i > 0 {
			prev = out[i-1]
		}
		if l == sourceIn && !isSource(prev) {
			out[i] = sourceBegin
		} else if l == contentIn && !isContent(prev) {
			out[i] = contentBegin
		}
	}
	return out
}

func givenLabels(labels []int8) []int8 {
	out := make([]int8, len(labels))
	for i, l := range labels {
		out[i] = crf.Free
		if l == slotCue {
			out[i] = slotCue
		}
	}
	return out
}

// learnField learns one model without each fold, and last the one that is used: the mean of them and of one of all.
func (t *trainer) learnField(name string, states crf.States, given bool, how crf.Training, prune float64, visit visits) []*crf.Model {
	index := t.countFeatures(visit)
	examples := make([][]*crf.Example, len(t.texts))
	t.eachText2(func(w *scratch, i int) {
		var kept []uint32
		visit(w, t.texts[i], func(n int, given, labels []int8, features func([]uint32, int) []uint32) {
			e := &crf.Example{Labels: labels, Given: given}
			for k := range n {
				if given == nil || given[k] == crf.Free {
					kept = features(kept[:0], k)
					e.Features = index.Keep(e.Features, kept)
				}
				e.Ends = append(e.Ends, uint32(len(e.Features)))
			}
			examples[i] = append(examples[i], e)
		})
	})
	learners := make([]*crf.Learner, t.Folds+1)
	models := make([]*crf.Model, t.Folds+1)
	t.queue(t.Folds+1, func(k int) {
		var own []*crf.Example
		for i, x := range t.texts {
			if x.fold != k {
				own = append(own, examples[i]...)
			}
		}
		how := how
		how.Seed += uint64(k)
		learners[k] = crf.Learn(own, index.Len(), states, given, how)
		models[k] = learners[k].Freeze(index, prune)
	})
	models[t.Folds] = crf.Mean(learners...).Freeze(index, prune)
	t.Log("%s: %d features, %d with weights", name, index.Len(), models[t.Folds].Len())
	return models
}

func (t *trainer) eachText2(f func(w *scratch, i int)) {
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

func (t *trainer) countFeatures(visit visits) *crf.Index {
	workers := runtime.GOMAXPROCS(0)
	counters := make([]*crf.Counter, workers)
	t.each(workers, func(k int) {
		counters[k] = crf.NewCounter()
		w := new(scratch)
		var buffer []uint32
		for i := k; i < len(t.texts); i += workers {
			visit(w, t.texts[i], func(n int, given, _ []int8, features func([]uint32, int) []uint32) {
				for at := range n {
					if given == nil || given[at] == crf.Free {
						buffer = features(buffer[:0], at)
						counters[k].Count(buffer)
					}
				}
			})
		}
	})
	for _, c := range counters[1:] {
		counters[0].Add(c)
	}
	return counters[0].Index(t.Least)
}
