package turns

import (
	"strings"

	"graphd/internal/ingest/ling"
)

// turns returns the turns of the labels. A turn ends before the next label or with its paragraph; the paragraphs between two
// turns that go on with the first belong to it.
func (f *finder) turns() []Turn {
	out := make([]Turn, 0, len(f.labels))
	isRecord := f.isRecord()
	partners := f.partnersOf()
	for i, b := range f.labels {
		first := f.Words[b.end].Paragraph
		next, nextParagraph := len(f.Words), first+1
		if i+1 < len(f.labels) {
			next = f.labels[i+1].start
			nextParagraph = f.Words[next].Paragraph
		}
		end := min(next, f.Paragraphs[first].To)
		t := Turn{Label: ling.Between(b.start, b.end), Speaker: b.speaker, Mark: ling.Between(max(b.mark, b.speaker.To), b.mark+1), Content: []ling.Range{ling.Between(b.end, end)}}
		switch b.kind {
		case question:
			t.Name = partners[b.start].asks
		case answer:
			t.Name = partners[b.start].answers
		default:
			t.Name, _ = f.initialsOf(b)
		}
		t.Content = append(t.Content, f.goingOn(b, first+1, nextParagraph, isRecord)...)
		out = append(out, t)
	}
	return out
}

// leastRecord is the number of turns that make a record. Chosen by hand.
const leastRecord = 3

// isRecord reports whether the text is the record of a meeting or hearing, in which everything that is no note is somebody's
// turn: at least three labels in capitals or with a title, office or role, and more paragraphs with labels than other ones
// that end like sentences from the first label on.
func (f *finder) isRecord() bool {
	formal, labelled, others := 0, map[int]bool{}, 0
	for _, b := range f.labels {
		labelled[f.Words[b.start].Paragraph] = true
		if b.kind.isNamed() && b.kind != name {
			formal++
		}
	}
	for p := f.Words[f.labels[0].start].Paragraph; p < len(f.Paragraphs); p++ {
		if !labelled[p] && f.endsSentence(f.Paragraphs[p]) {
			others++
		}
	}
	return formal >= leastRecord && len(labelled) > others
}

// goingOn returns the paragraphs from index from on, before index to, that go on with the turn of label b: those in the first or second
// person and, in a record, those that are no notes.
func (f *finder) goingOn(b label, from, to int, isRecord bool) []ling.Range {
	var out []ling.Range
	for p := from; p < to; p++ {
		paragraph := f.Paragraphs[p]
		if !f.mayGoOn(paragraph) || !f.hasPersons(paragraph) && (!isRecord || f.isNote(paragraph, b)) {
			break
		}
		out = append(out, paragraph)
	}
	return out
}

// mayGoOn reports whether a paragraph without a label has the form of speech: it ends like a sentence, outside brackets, without a
// time or a colon near its beginning.
func (f *finder) mayGoOn(paragraph ling.Range) bool {
	if SkipTime(f.Layout, paragraph.From, paragraph.To) > paragraph.From || isOneOf(f.Layout, paragraph.From, "(", "[") {
		return false
	}
	for k := paragraph.From; k < min(paragraph.To, paragraph.From+longestName+longestOffice); k++ {
		if f.Words[k].Form == ":" {
			return false
		}
	}
	return f.endsSentence(paragraph)
}

// endsSentence reports whether a paragraph ends with the punctuation of a sentence.
func (f *finder) endsSentence(paragraph ling.Range) bool {
	return strings.ContainsAny(f.Words[paragraph.To-1].Form, ".?!…”\"")
}

// hasPersons reports whether a paragraph has a word in the first or second person outside quotations.
func (f *finder) hasPersons(paragraph ling.Range) bool {
	for k := paragraph.From; k < paragraph.To; k++ {
		if persons[f.Words[k].Lower] && !f.IsQuoted(k) {
			return true
		}
	}
	return false
}

// isNote reports whether a paragraph of a record is a note of its clerk: "The witness was sworn." It names the speaker of label b
// before it, or says what the meeting did.
func (f *finder) isNote(paragraph ling.Range, b label) bool {
	const window = 8 // words; chosen by hand
	speaker := f.Words[b.speaker.To-1].Lower
	for k := paragraph.From; k < paragraph.To; k++ {
		if f.Words[k].Lower == speaker || k < paragraph.From+window && notes[f.Words[k].Lower] {
			return true
		}
	}
	return false
}
