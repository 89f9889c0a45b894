package attribution

import "strings"

// headingReports proposes a report for every paragraph that begins with its speaker and a colon: "Ruiz: Bridge Is Safe".
func (r *reading) headingReports() []report {
	var out []report
	for s, here := range r.sentences {
		if s > 0 && r.words[here.from].paragraph == r.words[r.sentences[s-1].from].paragraph {
			continue
		}
		if rep, ok := r.headingReport(here); ok {
			out = append(out, rep)
		}
	}
	return out
}

// longestLabel is how many words a speaker before a colon may have.
const longestLabel = 9

func (r *reading) headingReport(here run) (report, bool) {
	for i := here.from + 1; i < here.to-1 && i <= here.from+longestLabel; i++ {
		if r.words[i].lower != ":" {
			continue
		}
		label := run{here.from, i}
		if r.isMere(label) {
			return report{}, false
		}
		rep := newReport(i, heading)
		r.setSource(&rep, i-1, label)
		content := run{i + 1, here.to}
		if q := r.words[i+1].quotation; q >= 0 && r.quotations[q].from == i+1 {
			content, rep.quotation = r.quotations[q].run, q
		}
		rep.content = r.settle([]run{content}, rep)
		return rep, !rep.source.empty() && len(rep.content) > 0
	}
	return report{}, false
}

// isMere reports whether what stands before a colon is no speaker but a clause.
func (r *reading) isMere(label run) bool {
	for k := label.from; k < label.to; k++ {
		if r.isVerb(k) || r.words[k].quotation >= 0 {
			return true
		}
	}
	return false
}

// labels announce what follows them; none of them says it.
var labels = lines(`read more|see also|more|related|watch|video|photos|update|updated|note|editor’s note|opinion|analysis|breaking|exclusive|live`)

func lines(alternatives string) map[string]bool {
	m := map[string]bool{}
	for _, x := range strings.Split(alternatives, "|") {
		m[x] = true
	}
	return m
}

// label is how many words the label that a sentence begins with has, its colon included: none if it has no label.
func (r *reading) label(sentence run) int {
	for i := sentence.from + 1; i < sentence.to-1 && i < sentence.from+4; i++ {
		if r.words[i].lower == ":" {
			if labels[strings.ToLower(r.text.Slice(r.span(run{sentence.from, i})))] {
				return i + 1 - sentence.from
			}
			return 0
		}
	}
	return 0
}
