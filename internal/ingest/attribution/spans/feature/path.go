package feature

import "graphd/internal/ingest/ling/word"

// path is the path in the tree from the cue's head to a word: up over heads, then down over dependents.
type path struct {
	whole, brief uint64 // hashes of all relations; of the first two up and the first down
	steps        int32
	down         bool
	kid          int32 // dependent of the cue's head that the path leads over, -1 for none
	above        uint64
}

// farPath is the maximum number of steps of a path whose relations are all used.
const farPath = 5

// findPaths finds the paths to all words of the cue's sentence in the window.
func (f *SlotFeatures) findPaths() {
	n := f.window.Len()
	f.paths = append(f.paths[:0], make([]path, n)...)
	for i := range f.paths {
		f.paths[i].kid = -1
	}
	known := path{steps: 1, kid: -1}
	for i, steps := f.head, int32(0); i >= 0 && steps < longestChain; steps++ {
		if f.window.Has(i) {
			own := known
			own.steps = steps + 1
			f.paths[i-f.window.From] = own
		}
		w := &f.text.Hashed[i]
		known.whole = word.Join3(known.whole, w.Rel, 1)
		if steps < 2 {
			known.brief = word.Join3(known.brief, w.Rel, 1)
		}
		i = int(w.Head)
	}
	s := f.text.SentenceOf(f.head)
	var stack []int
	for i := max(s.From, f.window.From); i < min(s.To, f.window.To); i++ {
		stack = stack[:0]
		for k := i; k >= 0 && f.window.Has(k) && f.paths[k-f.window.From].steps == 0 && len(stack) < longestChain; k = int(f.text.Hashed[k].Head) {
			stack = append(stack, k)
		}
		for len(stack) > 0 {
			f.extend(stack[len(stack)-1])
			stack = stack[:len(stack)-1]
		}
	}
}

// extend finds the path to word k from the path to its head.
func (f *SlotFeatures) extend(k int) {
	w := &f.text.Hashed[k]
	h := int(w.Head)
	if h < 0 || !f.window.Has(h) {
		return
	}
	up := f.paths[h-f.window.From]
	if up.steps == 0 {
		return
	}
	own := up
	own.steps++
	own.whole = word.Join3(up.whole, w.Rel, 2)
	if !up.down {
		own.brief = word.Join3(up.brief, w.Rel, 2)
	}
	own.down = true
	if h == f.head {
		own.kid = int32(k)
	} else if own.above == 0 && attributive(w.Rel) {
		own.above = w.Rel
	}
	f.paths[k-f.window.From] = own
}

func attributive(rel uint64) bool {
	return rel == RelRelcl || rel == RelAppos || rel == RelAcl || rel == RelNmod
}

func (f *SlotFeatures) briefOf(i int) uint64 {
	if p := &f.paths[i-f.window.From]; p.steps > 0 {
		return p.brief
	}
	return 98
}
