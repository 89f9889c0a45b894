package text

import "sort"

// An alignment maps offsets in the text after a pass to offsets in the text before it. It stores only the places where
// the distance between the two changes; before the first of them, offsets are equal.
type alignment struct {
	shifts  []shift // in increasing order of out
	in, out int     // length in code points before and after the pass
}

// A shift begins a range of the output that extends to the next shift. The code point at out came from the one at in.
type shift struct {
	out, in uint32
	width   int32 // oneToOne, or the number of input code points from which the whole range came
}

// oneToOne marks a range in which each code point came from one code point.
const oneToOne = -1

// keep records that n code points were kept, or replaced one by one.
func (a *alignment) keep(n int) {
	if n == 0 {
		return
	}
	last := shift{width: oneToOne}
	if len(a.shifts) > 0 {
		last = a.shifts[len(a.shifts)-1]
	}
	if last.width != oneToOne || a.in-a.out != int(last.in)-int(last.out) {
		a.begin(oneToOne)
	}
	a.in += n
	a.out += n
}

// replace records that in code points were replaced by out others.
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

// begin begins a shift at the current offsets.
func (a *alignment) begin(width int) {
	a.shifts = append(a.shifts, shift{out: uint32(a.out), in: uint32(a.in), width: int32(width)})
}

// identity reports whether the pass changed no offsets.
func (a *alignment) identity() bool { return len(a.shifts) == 0 && a.in == a.out }

// source returns the smallest range before the pass that contains the origin of s. For an empty s it is empty.
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

// origin returns the range before the pass that the code point at offset came from. At the end of the text it is the
// empty range at the end.
func (a *alignment) origin(offset int) (start, end int) {
	if offset >= a.out {
		return a.in, a.in
	}
	i := sort.Search(len(a.shifts), func(i int) bool { return int(a.shifts[i].out) > offset }) - 1
	if i < 0 {
		return offset, offset + 1
	}
	r := a.shifts[i]
	if r.width == oneToOne {
		start = int(r.in) + offset - int(r.out)
		return start, start + 1
	}
	return int(r.in), int(r.in) + int(r.width)
}
