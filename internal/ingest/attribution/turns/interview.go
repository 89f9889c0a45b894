package turns

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// partners are the two persons of an interview or examination with the letters "Q" and "A"; empty ranges where the text does not show who.
type partners struct{ asks, answers ling.Range }

// partnersOf returns the partners for each letter label, by its first word. A heading such as "EXAMINATION OF ANNA REEVE BY MR DUNN"
// names them for the labels after it, and a line "BY MR DUNN:" who asks. Otherwise the only person whom the text before the first label
// names answers, apart from the one with whom that person spoke and the author.
func (f *finder) partnersOf() map[int]partners {
	found := map[int]partners{}
	var now partners
	next, opened := 0, false
	for p, paragraph := range f.Paragraphs {
		if next == len(f.labels) {
			break
		}
		b := f.labels[next]
		if f.Words[b.start].Paragraph != p {
			now = f.headed(paragraph, now)
			continue
		}
		if !opened && now.answers.Empty() {
			now = f.introduced(ling.Between(0, paragraph.From))
		}
		for opened = true; next < len(f.labels) && f.Words[f.labels[next].start].Paragraph == p; next++ {
			found[f.labels[next].start] = now
		}
	}
	return found
}

// headed returns the partners after a paragraph that has no label, those before it if it names none.
func (f *finder) headed(paragraph ling.Range, before partners) partners {
	now := before
	isHeading := !f.endsSentence(paragraph)
	for k := paragraph.From; isHeading && k+2 < paragraph.To; k++ {
		switch w := f.Words[k].Lower; {
		case examinations[w] && (f.Words[k+1].Lower == "of" || f.Words[k+1].Lower == "with"):
			if name := f.fullName(k+2, paragraph.To); !name.Empty() {
				now = partners{answers: name}
			}
		case w == "by" && (!now.answers.Empty() && k > paragraph.From || isOneOf(f.Layout, paragraph.To-1, ":")):
			if name := f.fullName(k+1, paragraph.To); !name.Empty() {
				now.asks = name
			}
		}
	}
	return now
}

// fullName returns the capitalised words from word i on as a name; empty where there are none.
func (f *finder) fullName(i, to int) ling.Range {
	k := i
	for k < to && k < i+longestName && isNamePart(f.Layout, k, k == i) && f.Words[k].Lower != "by" {
		k++
	}
	if k > i && honorifics[f.Words[i].Lower] && k == i+1 {
		return ling.Range{}
	}
	return ling.Between(i, k)
}

// introduced returns the partners that the text in r introduces as those of an interview: the only person that it names, with the one to
// whom that person spoke. Persons that it only mentions, as in "about Tom Beck", do not count.
func (f *finder) introduced(r ling.Range) (out partners) {
	first := map[string]ling.Range{} // the first name of each person, by the last word
	isInterview := false
	for k := r.From; k < r.To; k++ {
		isInterview = isInterview || conversing[f.Words[k].Lemma] || examinations[f.Words[k].Lower] || answering[f.Words[k].Lemma]
		if w := &f.Words[k]; w.Name.Kind != ling.Person || !w.Name.Begin && k > r.From && f.Words[k-1].Name.Kind == ling.Person {
			continue
		}
		name := ling.Between(k, k+1)
		for name.To < r.To && f.Words[name.To].Name.Kind == ling.Person && !f.Words[name.To].Name.Begin {
			name.To++
		}
		last := f.Words[name.To-1].Lower
		if _, known := first[last]; known {
			continue
		}
		switch {
		case f.isAsker(name):
			out.asks = name
		case !f.isTopic(name):
			first[last] = name
		}
	}
	if len(first) != 1 || !isInterview {
		return partners{}
	}
	for _, name := range first {
		out.answers = name
	}
	return out
}

// isAsker reports whether a name is that of the author, in a by-line, or of the one with whom somebody spoke: "spoke to Tom Beck".
func (f *finder) isAsker(name ling.Range) bool {
	k := name.From - 1
	if k < 0 || f.Words[k].Paragraph != f.Words[name.From].Paragraph {
		return false
	}
	if f.ParagraphOf(k).From == k {
		return f.Words[k].Lower == "by"
	}
	return (f.Words[k].Lower == "to" || f.Words[k].Lower == "with") && conversing[f.Words[k-1].Lemma]
}

// isTopic reports whether a preposition other than "with" precedes a name: "about Tom Beck".
func (f *finder) isTopic(name ling.Range) bool {
	k := name.From - 1
	return k >= 0 && f.Words[k].XPOS == ud.IN && f.Words[k].Lower != "with" && f.Words[k].Sentence == f.Words[name.From].Sentence
}

var (
	answering    = lists.Set("answering")
	examinations = lists.Set("examination")
	conversing   = lists.Set("conversing")
)
