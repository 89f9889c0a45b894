package attribution

// invertedReports proposes a report for every verb of speaking that ends its sentence with its speaker, after the clause
// that it reports: "The deck is too thin, said the engineer." The order of words is enough; trees are often wrong here.
func (r *reading) invertedReports() []report {
	var out []report
	for i := range r.words {
		if !r.isVerb(i) || !speaking[r.words[i].Lemma] || !r.outside(i) || i == 0 || r.words[i-1].lower != "," {
			continue
		}
		if rep, ok := r.invertedReport(i); ok {
			out = append(out, rep)
		}
	}
	return out
}

func (r *reading) invertedReport(i int) (report, bool) {
	rep := newReport(i, inverted)
	sentence := r.sentenceOf(i)
	r.speakerByPlace(&rep, sentence)
	if rep.source.empty() || !r.onlyMarks(rep.source.to, sentence.to) {
		return rep, false
	}
	rep.content = r.settle([]run{{sentence.from, i}}, rep)
	return rep, len(rep.content) == 1
}
