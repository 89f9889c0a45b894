package attribution

import (
	"cmp"
	"slices"
)

// resolve keeps the reports whose chance is at least threshold and that do not contradict each other: one report for each
// cue, and no cue within the content of another. The likeliest are settled first.
func (r *reading) resolve(reports []report, threshold float64) []report {
	reports = slices.DeleteFunc(reports, func(x report) bool { return x.chance < threshold })
	slices.SortStableFunc(reports, func(a, b report) int { return cmp.Compare(b.chance, a.chance) })
	inside := make([]bool, len(r.words)) // words of a content that is settled
	var cues []int                       // cue words that are settled, ascending
	var out []report
	for _, rep := range reports {
		at, taken := slices.BinarySearch(cues, rep.cue)
		if taken || inside[rep.cue] || covers(rep.content, cues) {
			continue
		}
		cues = slices.Insert(cues, at, rep.cue)
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

// covers reports whether one of the words, which ascend, lies in content.
func covers(content []run, words []int) bool {
	for _, x := range content {
		if at, _ := slices.BinarySearch(words, x.from); at < len(words) && words[at] < x.to {
			return true
		}
	}
	return false
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
