package attribution

import (
	"cmp"
	"slices"
)

// resolve keeps the reports that are likely enough and do not contradict each other: one report for each cue, and no
// report whose cue lies within the content of another. Larger contents are settled first.
func (r *reading) resolve(reports []report) []report {
	reports = slices.DeleteFunc(reports, func(x report) bool { return x.chance < threshold })
	slices.SortStableFunc(reports, func(a, b report) int { return cmp.Compare(b.chance, a.chance) })
	inside := make([]bool, len(r.words)) // words of a content that is settled
	isCue := make([]bool, len(r.words))
	var out []report
	for _, rep := range reports {
		if isCue[rep.cue] || inside[rep.cue] || r.covers(rep.content, isCue) {
			continue
		}
		isCue[rep.cue] = true
		for _, x := range rep.content {
			for k := x.from; k < x.to; k++ {
				inside[k] = true
			}
		}
		out = append(out, rep)
	}
	slices.SortStableFunc(out, func(a, b report) int { return cmp.Compare(a.begin(), b.begin()) })
	return out
}

func (r *reading) covers(content []run, marked []bool) bool {
	for _, x := range content {
		for k := x.from; k < x.to; k++ {
			if marked[k] {
				return true
			}
		}
	}
	return false
}

func words(xs []run) int {
	n := 0
	for _, x := range xs {
		n += x.len()
	}
	return n
}

// begin is the first word of a report.
func (rep report) begin() int {
	first := rep.cue
	if rep.cue < 0 {
		return rep.content[0].from
	}
	if !rep.source.empty() {
		first = min(first, rep.source.from)
	}
	if len(rep.content) > 0 {
		first = min(first, rep.content[0].from)
	}
	return first
}
