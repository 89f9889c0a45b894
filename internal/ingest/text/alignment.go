package text

import "sort"

// alignment leads from the text after a pass back to the text before it. It holds runs, not a slot for each code
// point: before the first run, and where nothing was changed, both texts are in step.
type alignment struct {
	runs    []run // by out, no two the same
	in, out int   // code points before and after the pass
}

// run is where the two texts change step: from out on, until the next run, code points came from in on.
type run struct {
	out, in uint32
	width   int32 // inStep, or the number of code points that all of the run came from together
}

const inStep = -1

// keep notes that n code points were left as they are, or replaced one for one.
func (a *alignment) keep(n int) {
	if n == 0 {
		return
	}
	last := run{width: inStep}
	if len(a.runs) > 0 {
		last = a.runs[len(a.runs)-1]
	}
	if last.width != inStep || a.in-a.out != int(last.in)-int(last.out) {
		a.begin(inStep)
	}
	a.in += n
	a.out += n
}

// replace notes that in code points became out others.
func (a *alignment) replace(in, out int) {
	if in == 1 && out == 1 {
		a.keep(1)
		return
	}
	if out > 0 {
		a.begin(in)
	}
	a.in += in
	a.out += out
}

func (a *alignment) begin(width int) {
	a.runs = append(a.runs, run{out: uint32(a.out), in: uint32(a.in), width: int32(width)})
}

// identity reports whether both texts are in step throughout.
func (a *alignment) identity() bool { return len(a.runs) == 0 && a.in == a.out }

// source is the smallest range before the pass that s came from; an empty s stays empty.
func (a *alignment) source(s Span) Span {
	start, end := a.origin(s.Start)
	if s.Len() <= 0 {
		return Span{start, start}
	}
	if s.Len() > 1 {
		_, end = a.origin(s.End - 1)
	}
	return Span{start, end}
}

// origin is where the code point at offset came from; the end of the text for its length.
func (a *alignment) origin(offset int) (start, end int) {
	if offset >= a.out {
		return a.in, a.in
	}
	i := sort.Search(len(a.runs), func(i int) bool { return int(a.runs[i].out) > offset }) - 1
	if i < 0 {
		return offset, offset + 1
	}
	r := a.runs[i]
	if r.width == inStep {
		start = int(r.in) + offset - int(r.out)
		return start, start + 1
	}
	return int(r.in), int(r.in) + int(r.width)
}
