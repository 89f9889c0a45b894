package attribution

import (
	"slices"

	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/ling"
)

// withContinuations appends continuations to reports, which are in text order: a quotation at the beginning of a paragraph that
// continues one left open in the paragraph before, and a paragraph that consists of a quotation after attributed speech.
func (x *extraction) withContinuations(reports []report) []report {
	claimed := x.claims(reports)
	speakers := x.lastSpeakers(reports)
	exchange := map[int]bool{} // paragraphs that a speaker has in turn with another one
	var out []report
	for i := range x.Quotations {
		q := &x.Quotations[i]
		if claimed[i] >= 0 || !x.isWholeParagraph(q) || x.contentOf(q.Range).Empty() {
			continue
		}
		from := -1
		if i > 0 && !x.Quotations[i-1].Closed && claimed[i-1] >= 0 {
			from = claimed[i-1]
		} else if p := x.paragraphBefore(q); p >= 0 {
			last, ok := speakers[p]
			switch isTurn := exchange[p] || x.isTurn(i, p, reports, speakers); {
			case isTurn:
				from = x.otherSpeaker(p, reports, speakers)
				exchange[q.Paragraph] = from >= 0
			case ok && !x.isShortExchange(q, p, reports, speakers):
				from = last
			}
		}
		if from < 0 {
			continue
		}
		same := sameSpeaker
		if exchange[q.Paragraph] {
			same = alternating
		}
		claimed[i] = from
		speakers[q.Paragraph] = from
		out = append(out, x.continuation(reports[from], from, q.Range, same))
	}
	return append(reports, out...)
}

// continuation returns the report of a quotation that continues the speech of first, whose index is given, with the probability same.
func (x *extraction) continuation(first report, index int, quotation ling.Range, same float64) report {
	return report{source: first.source, content: []ling.Range{x.contentOf(quotation)}, continues: index, sameSpeaker: same}
}

// sameSpeaker is the probability that a quotation that makes up a paragraph after quoted speech is by the same speaker: 41 of
// 50 in PolNeAR train.
const sameSpeaker = 0.82

// alternating is the probability that a quotation in an exchange of two is by the one who did not speak last. Chosen by hand, below
// sameSpeaker: the corpora of news have no such exchanges, and a third person may join.
const alternating = 0.75

// claims maps every quotation to the report whose content overlaps it, -1 for none.
func (x *extraction) claims(reports []report) []int {
	claimed := make([]int, len(x.Quotations))
	for q := range claimed {
		claimed[q] = -1
	}
	for i, rep := range reports {
		for _, c := range rep.content {
			for k := c.From; k < c.To; k++ {
				if q := x.Words[k].Quotation; q >= 0 {
					claimed[q] = i
				}
			}
		}
	}
	return claimed
}

// lastSpeakers maps each paragraph to its last report of quoted speech with a source; without quoted speech to its last
// report of any speech with a source. Turns of transcripts do not count.
func (x *extraction) lastSpeakers(reports []report) map[int]int {
	last := make(map[int]int)
	quoted := make(map[int]bool)
	for i, rep := range reports {
		if rep.source.Empty() || rep.verbatim && !x.IsQuoted(rep.content[0].From) || x.Kind(rep.slots()) != classes.Speech {
			continue
		}
		p := x.Words[rep.cue.From].Paragraph
		isQuoted := x.IsQuoted(rep.content[0].From)
		if quoted[p] && !isQuoted {
			continue
		}
		last[p], quoted[p] = i, quoted[p] || isQuoted
	}
	return last
}

// replying are cues of speech that answers another speaker.
var replying = lists.Set("replying")

// isTurn reports whether quotation i, which makes up a paragraph after speech in paragraph before, is another speaker's turn
// in a dialogue: the last speaker was answering somebody, the quotation speaks to somebody after two speakers, or it is a
// question and the next paragraph begins with a quotation that may answer it.
func (x *extraction) isTurn(i, before int, reports []report, speakers map[int]int) bool {
	if last, ok := speakers[before]; ok {
		for k := reports[last].cue.From; k < reports[last].cue.To; k++ {
			if replying[x.Words[k].Lemma] {
				return true
			}
		}
	}
	q := &x.Quotations[i]
	if x.isAddressed(q.Range) && x.differ(before, before-1, reports, speakers) {
		return true
	}
	asks := q.To-2 >= q.From && x.Words[q.To-2].Form == "?"
	return asks && i+1 < len(x.Quotations) && x.beginsParagraph(&x.Quotations[i+1], q.Paragraph+1)
}

// longestTurn is the number of words that a paragraph of a short exchange may have. Chosen by hand.
const longestTurn = 12

// isShortExchange reports whether quotation q follows, in paragraphs as short as itself, quotations of two speakers. Either may go on.
func (x *extraction) isShortExchange(q *ling.Quotation, before int, reports []report, speakers map[int]int) bool {
	if q.Words > longestTurn || !x.differ(before, before-1, reports, speakers) {
		return false
	}
	for _, p := range []int{before, before - 1} {
		if r := x.Paragraphs[p]; r.Len() > longestTurn || !x.opens(r.From) {
			return false
		}
	}
	return true
}

// isAddressed reports whether a quotation speaks to somebody.
func (x *extraction) isAddressed(q ling.Range) bool {
	return slices.ContainsFunc(x.Words[q.From:q.To], func(w ling.TreeWord) bool { return secondPerson[w.Lower] })
}

// secondPerson are the pronouns of the second person.
var secondPerson = lists.Set("second person")

// differ reports whether both paragraphs have speakers with different names.
func (x *extraction) differ(p, q int, reports []report, speakers map[int]int) bool {
	a, ok := speakers[p]
	b, known := speakers[q]
	return ok && known && x.Words[reports[a].source.To-1].Lower != x.Words[reports[b].source.To-1].Lower
}

// otherSpeaker returns the report of the speaker with whom the last one, in paragraph p, speaks in turn: both paragraphs begin
// with a quotation, and both sources are stated by different nominals. It returns -1 where the text does not show that.
func (x *extraction) otherSpeaker(p int, reports []report, speakers map[int]int) int {
	last, ok := speakers[p]
	other, known := speakers[p-1]
	if !ok || !known || !x.opens(x.Paragraphs[p].From) || !x.opens(x.Paragraphs[p-1].From) {
		return -1
	}
	a, b := reports[last].source, reports[other].source
	for _, source := range []ling.Range{a, b} {
		if x.Words[source.To-1].XPOS.IsPronoun() {
			return -1
		}
	}
	if x.Words[a.To-1].Lower == x.Words[b.To-1].Lower {
		return -1
	}
	return other
}

// beginsParagraph reports whether q begins the paragraph with the index paragraph.
func (x *extraction) beginsParagraph(q *ling.Quotation, paragraph int) bool {
	return q.Paragraph == paragraph && x.Paragraphs[paragraph].From == q.From
}

// fewestWords is the number of words that a quotation needs to be a continuation. Chosen by hand.
const fewestWords = 3

// isWholeParagraph reports whether a paragraph consists of q, apart from punctuation after it. A closed quotation that does not end like
// a sentence is a heading.
func (x *extraction) isWholeParagraph(q *ling.Quotation) bool {
	if q.Words < fewestWords || q.Closed && !x.endsSentence(q.To-1) {
		return false
	}
	before, after := q.From-1, q.To
	if before >= 0 && x.Words[before].Paragraph == q.Paragraph {
		return false
	}
	for after < len(x.Words) && x.Words[after].IsPunctuation() && x.Words[after].Paragraph == q.Paragraph {
		after++
	}
	return after >= len(x.Words) || x.Words[after].Paragraph != q.Paragraph
}

// paragraphBefore returns the paragraph before that of q, skipping links to other articles, which have labels. It returns -1
// if there is none.
func (x *extraction) paragraphBefore(q *ling.Quotation) int {
	for s := x.Words[q.From].Sentence - 1; s >= 0; s-- {
		here := x.Unlabelled[s]
		if here.From == x.Sentences[s].From && !here.Empty() {
			return x.Words[here.From].Paragraph
		}
	}
	return -1
}
