package attribution

// continued adds the speech that goes on after reports: a quotation that the next paragraph opens with, because the
// last one was left open, and a paragraph that is nothing but a quotation right after attributed speech.
// Reports are in text order and stay so.
func (r *reading) continued(lex *lexicon, reports []report) []report {
	claimed := r.claims(reports)
	speakers := r.lastSpeakers(lex, reports)
	var out []report
	for q, x := range r.quotations {
		if claimed[q] >= 0 || !r.standsAlone(x) || r.edge(x.run).empty() {
			continue
		}
		from := -1
		if q > 0 && !r.quotations[q-1].Closed && claimed[q-1] >= 0 {
			from = claimed[q-1]
		} else if p := r.paragraphBefore(x); p >= 0 && !r.isTurn(q, p, reports, speakers) {
			if s, ok := speakers[p]; ok {
				from = s
			}
		}
		if from < 0 {
			continue
		}
		claimed[q] = from
		speakers[x.paragraph] = from
		out = append(out, r.continuation(reports[from], from, q))
	}
	return append(reports, out...)
}

func (r *reading) continuation(first report, index, q int) report {
	rep := report{source: first.source, content: []run{r.edge(r.quotations[q].run)}, continues: index, confidence: first.confidence}
	rep.confidence.OfSource *= carrying
	return rep
}

// carrying is how likely a quotation that stands alone after quoted speech is the last speaker's: 41 of 50 in PolNeAR train.
const carrying = 0.82

// claims maps every quotation to the report whose content it lies in or begins, -1 for none.
func (r *reading) claims(reports []report) []int {
	claimed := make([]int, len(r.quotations))
	for q := range claimed {
		claimed[q] = -1
	}
	for i, rep := range reports {
		for _, x := range rep.content {
			for k := x.from; k < x.to; k++ {
				if q := r.words[k].quotation; q >= 0 {
					claimed[q] = i
				}
			}
		}
	}
	return claimed
}

// lastSpeakers maps each paragraph to its last report of quoted speech, or of any speech with a source where nothing is quoted.
func (r *reading) lastSpeakers(lex *lexicon, reports []report) map[int]int {
	last := make(map[int]int)
	quoted := make(map[int]bool)
	for i, rep := range reports {
		if rep.source.empty() || r.kind(r.findingOf(lex, rep)) != Speech {
			continue
		}
		p := r.words[rep.cue.from].paragraph
		isQuoted := !r.outside(rep.content[0].from)
		if quoted[p] && !isQuoted {
			continue
		}
		last[p], quoted[p] = i, quoted[p] || isQuoted
	}
	return last
}

// isTurn reports whether quotation q, which stands alone after speech in paragraph before, is a turn of a dialogue, and so not the
// last speaker's: that one had answered somebody, or q is a question and the next paragraph begins with what may be its answer.
func (r *reading) isTurn(q, before int, reports []report, speakers map[int]int) bool {
	if last, ok := speakers[before]; ok {
		for i := reports[last].cue.from; i < reports[last].cue.to; i++ {
			if replying[r.words[i].Lemma] {
				return true
			}
		}
	}
	x := r.quotations[q]
	asks := x.to-2 >= x.from && r.words[x.to-2].Form == "?"
	return asks && q+1 < len(r.quotations) && r.beginsWith(r.quotations[q+1], x.paragraph+1)
}

// beginsWith reports whether paragraph begins with the quotation x.
func (r *reading) beginsWith(x quotation, paragraph int) bool {
	return x.paragraph == paragraph && (x.from == 0 || r.words[x.from-1].paragraph != paragraph)
}

// replying are the cues of speech that answers somebody.
var replying = map[string]bool{"reply": true, "answer": true, "respond": true, "retort": true, "counter": true, "interject": true, "snap": true}

// standsAlone reports whether a quotation is its whole paragraph.
func (r *reading) standsAlone(x quotation) bool {
	if x.words < 3 {
		return false
	}
	before, after := x.from-1, x.to
	if before >= 0 && r.words[before].paragraph == x.paragraph {
		return false
	}
	for after < len(r.words) && r.words[after].isPunctuation() && r.words[after].paragraph == x.paragraph {
		after++
	}
	return after >= len(r.words) || r.words[after].paragraph != x.paragraph
}

// paragraphBefore is the paragraph before a quotation's that is text of the article: links to others are passed over.
// -1 if there is none.
func (r *reading) paragraphBefore(x quotation) int {
	for s := r.words[x.from].sentence - 1; s >= 0; s-- {
		here := r.sentences[s]
		labelled := here.from > 0 && s > 0 && here.from > r.sentences[s-1].to || s == 0 && here.from > 0
		if !labelled && !here.empty() {
			return r.words[here.from].paragraph
		}
	}
	return -1
}
