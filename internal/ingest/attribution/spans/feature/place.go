package feature

import "graphd/internal/ingest/ling/word"

// place is the position of a word relative to the cue.
type place struct {
	side, far, sentence  uint64
	where                uint64 // side and sentence
	quote                uint64
	commas, marks, rival uint64 // between it and the cue
	path                 path
	whole                uint64 // all relations of a short path, or the hash of a brief one
}

func (f *SlotFeatures) placeOf(i int, w *HashedWord) place {
	h := &f.text.Hashed[f.head]
	x := place{side: 1, path: f.paths[i-f.window.From], rival: upTo(int(f.rival[i-f.window.From]), 2)}
	from, to := i+1, f.cue.From
	far := i - f.cue.From
	if i >= f.cue.To {
		x.side, far = 2, i-f.cue.To+1
		from, to = f.cue.To, i
	}
	x.far = width(far)
	x.sentence = uint64(8 + max(-4, min(3, w.Sentence-h.Sentence)))
	x.where = word.Join(x.side, x.sentence)
	x.commas = upTo(int(f.text.Commas[to]-f.text.Commas[from]), 3)
	x.marks = upTo(int(f.text.Marks[to]-f.text.Marks[from]), 3)
	switch {
	case w.Opens:
		x.quote = 3
	case w.Closes:
		x.quote = 4
	default:
		x.quote = flag(w.Quoted)
	}
	x.whole = x.path.whole
	if x.path.steps == 0 {
		x.path.whole, x.path.brief, x.whole = 98, 98, 98
	} else if x.path.steps > farPath+1 {
		x.whole = word.Join(x.path.brief, 97)
	}
	return x
}
