package spans

import (
	"runtime"

	"graphd/internal/ingest/attribution/crf"
	"graphd/internal/ingest/ling"
)

// visits calls sequence for every sequence of one text that a model is trained on.
type visits func(w *findScratch, x *trainingText, sequence func(n int, given, labels []int8, features func(buffer []uint32, i int) []uint32))

func (t *trainer) learnCues() []*crf.Model {
	return t.learnField("cues", cueStates, false, t.Cues, t.PruneCues, func(w *findScratch, x *trainingText, sequence func(int, []int8, []int8, func([]uint32, int) []uint32)) {
		for _, s := range x.text.Sentences {
			w.cue.Turn(x.text, s)
			sequence(s.Len(), nil, x.cueLabels[s.From:s.To], func(buffer []uint32, i int) []uint32 { return w.cue.At(buffer, s.From+i) })
		}
	})
}

// learnSlots trains on the gold cues, with the other likely cues that the cue model finds.
func (t *trainer) learnSlots() []*crf.Model {
	return t.learnField("slots", slotStates(), true, t.Slots, t.PruneSlots, func(w *findScratch, x *trainingText, sequence func(int, []int8, []int8, func([]uint32, int) []uint32)) {
		r := newRivals(x.text, x.ranking.candidates)
		for i := range x.golds {
			g := &x.golds[i]
			window := windowOf(x.text, g.head)
			window.From, window.To = min(window.From, g.run.From), max(window.To, g.run.To)
			r.without(g.run, func(mark []bool) { w.slot.Turn(x.text, g.run, g.head, window, mark, rolesOf(w, x.text, g.run, window)) })
			labels := g.labels(window)
			sequence(window.Len(), givenLabels(labels), labels, func(buffer []uint32, n int) []uint32 { return w.slot.At(buffer, window.From+n) })
		}
	})
}

// labels returns the right labels of a window around the cue.
func (g *gold) labels(window ling.Range) []int8 {
	out := make([]int8, window.Len())
	fill := func(runs []ling.Range, begin, in int8) {
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
	for i, l := range out { // a range that the cue interrupts begins anew after it
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

// learnField trains the members of a model without each fold, on one reading after the other. The last model that it returns is
// the one to use: the mean of those and of the members trained on all texts.
func (t *trainer) learnField(name string, states crf.States, given bool, how crf.FieldTraining, prune float64, visit visits) []*crf.Model {
	index := t.countFeatures(visit)
	readings := t.readings()
	examples := make([][][]*crf.Example, len(t.texts)) // by text and reading
	t.eachNumber(func(w *findScratch, i int) {
		examples[i] = make([][]*crf.Example, readings)
		for reading := range readings {
			t.texts[i].turn(reading)
			visit(w, t.texts[i], func(n int, given, labels []int8, features func([]uint32, int) []uint32) {
				examples[i][reading] = append(examples[i][reading], exampleOf(index, n, given, labels, features))
			})
		}
	})
	members := max(1, t.Members)
	learners := make([]*crf.Learner, (t.Folds+1)*members)
	t.queue(len(learners), func(n int) {
		k, reading := n/members, n%members%readings
		var own []*crf.Example
		for i, x := range t.texts {
			if x.fold != k {
				own = append(own, examples[i][reading]...)
			}
		}
		how := how
		how.Seed += uint64(n)
		learners[n] = crf.Learn(own, index.Len(), states, given, how)
	})
	models := make([]*crf.Model, t.Folds+1)
	for k := range t.Folds {
		models[k] = crf.Mean(learners[k*members:(k+1)*members]...).Freeze(index, prune)
	}
	models[t.Folds] = crf.Mean(learners...).Freeze(index, prune)
	t.Log("%s: %d features, %d with weights", name, index.Len(), models[t.Folds].Len())
	return models
}

// exampleOf returns a sequence of n positions with the features that have an index.
func exampleOf(index *crf.Index, n int, given, labels []int8, features func(buffer []uint32, i int) []uint32) *crf.Example {
	e := &crf.Example{Labels: labels, Given: given}
	var kept []uint32
	for i := range n {
		if given == nil || given[i] == crf.Free {
			kept = features(kept[:0], i)
			e.Features = index.Keep(e.Features, kept)
		}
		e.Ends = append(e.Ends, uint32(len(e.Features)))
	}
	return e
}

// readings returns the number of readings of each text, 1 without an encoder.
func (t *trainer) readings() int { return max(1, len(t.texts[0].readings)) }

// countFeatures counts the features of all readings of all texts, and returns an index of those that are frequent enough.
func (t *trainer) countFeatures(visit visits) *crf.Index {
	workers := runtime.GOMAXPROCS(0)
	counters := make([]*crf.Counter, workers)
	t.each(workers, func(k int) {
		counters[k] = crf.NewCounter()
		w := new(findScratch)
		var buffer []uint32
		for i := k; i < len(t.texts); i += workers {
			for reading := range t.readings() {
				t.texts[i].turn(reading)
				visit(w, t.texts[i], func(n int, given, _ []int8, features func([]uint32, int) []uint32) {
					for at := range n {
						if given == nil || given[at] == crf.Free {
							buffer = features(buffer[:0], at)
							counters[k].Count(buffer)
						}
					}
				})
			}
		}
	})
	for _, c := range counters[1:] {
		counters[0].Add(c)
	}
	return counters[0].Index(t.Least * t.readings())
}
