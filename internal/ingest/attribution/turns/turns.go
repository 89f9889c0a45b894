package turns

import (
	"strings"
	"sync"
	"unicode"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/namelist"
)

// Turn is what one speaker says at a time.
type Turn struct {
	Label   ling.Range   // with time, office and colon
	Speaker ling.Range   // the words of the label that name the speaker; empty for "Q." and "A."
	Mark    ling.Range   // the colon; for "Q." and "A." the letter
	Content []ling.Range // the words of the turn, a range for each paragraph
}

// Find returns the turns of l in text order.
func Find(l *ling.Layout) []Turn {
	f := finder{Layout: l}
	f.collect()
	if len(f.labels) == 0 {
		return nil
	}
	f.readNames()
	f.keepSpeakers()
	return f.turns()
}

// A finder holds the labels of one text.
type finder struct {
	*ling.Layout
	labels []label
	names  map[string]bool // words of the names of persons in the text, in lower case
}

// collect finds all possible labels: at the beginning of paragraphs, and of sentences within them.
func (f *finder) collect() {
	for p, paragraph := range f.Paragraphs {
		if f.Styles[p].Dateline.IsZero() {
			for s := f.Words[paragraph.From].Sentence; s < len(f.Sentences) && f.Sentences[s].From < paragraph.To; s++ {
				begin := f.Sentences[s].From
				if n := len(f.labels); n > 0 && begin < f.labels[n-1].end {
					continue
				}
				if at := labelAt(f.Layout, begin, paragraph.To); at.kind != noLabel && at.end < paragraph.To && !f.IsQuoted(at.speaker.From) {
					f.labels = append(f.labels, at)
				}
			}
		}
	}
}

// readNames collects the words of the names of persons outside labels, and of the names in labels with a title or an office.
func (f *finder) readNames() {
	f.names = map[string]bool{}
	next := 0
	for i := range f.Words {
		for next < len(f.labels) && f.labels[next].end <= i {
			next++
		}
		if next < len(f.labels) && f.labels[next].start <= i {
			continue
		}
		if w := &f.Words[i]; w.Name.Kind == ling.Person {
			f.names[w.Lower] = true
		}
	}
	for _, b := range f.labels {
		if b.kind == titled || b.kind == inOffice {
			f.names[f.Words[b.speaker.To-1].Lower] = true
		}
	}
}

// keepSpeakers keeps the labels that the document shows to be speakers.
func (f *finder) keepSpeakers() {
	var questions, answers, dialogue int
	count := map[string]int{}
	for _, b := range f.labels {
		switch b.kind {
		case question:
			questions++
		case answer:
			answers++
		default:
			count[b.key]++
			if f.isPerson(b) {
				dialogue++
			}
		}
	}
	kept := f.labels[:0]
	for _, b := range f.labels {
		keep := false
		switch b.kind {
		case question, answer:
			keep = questions > 0 && answers > 0
		case handle:
			keep = f.speaks(b.end)
		default:
			keep = dialogue > 1 && (f.isPerson(b) || count[b.key] > 1 && b.kind == capsName && dialogue > 2) && f.speaks(b.end)
		}
		if keep {
			kept = append(kept, b)
		}
	}
	f.labels = kept
}

// isPerson reports whether a label refers to a person: by its title, office or role, or because the text names a person of
// this last name.
func (f *finder) isPerson(b label) bool {
	switch b.kind {
	case titled, inOffice, role:
		return true
	case capsName, name:
		first, last := f.Words[b.speaker.From], f.Words[b.speaker.To-1]
		isFull := b.speaker.Len() > 1 && b.speaker.Len() <= 4
		return f.names[last.Lower] || isFull && (last.Name.Kind == ling.Person || givenNames()[first.Lower])
	}
	return false
}

// givenNames holds given names in lower case.
var givenNames = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	for name := range namelist.Given() {
		known[strings.ToLower(name)] = true
	}
	return known
})

// speaks reports whether the words from i on are speech: a sentence with an end, or with a verb. The values of a table are
// none.
func (f *finder) speaks(i int) bool {
	sentence := f.SentenceOf(i)
	letters := false
	for k := i; k < sentence.To; k++ {
		w := &f.Words[k]
		if w.XPOS.IsVerb() || letters && strings.ContainsAny(w.Form, ".?!") && w.Len() <= 3 {
			return true
		}
		letters = letters || strings.ContainsFunc(w.Form, unicode.IsLetter)
	}
	return false
}

// turns returns the turns of the labels. A turn ends before the next label or with its paragraph; paragraphs between two
// turns that go on in the first or second person belong to the turn before them.
func (f *finder) turns() []Turn {
	out := make([]Turn, 0, len(f.labels))
	for i, b := range f.labels {
		paragraph := f.ParagraphOf(b.start)
		end := paragraph.To
		if i+1 < len(f.labels) {
			end = min(end, f.labels[i+1].start)
		}
		t := Turn{Label: ling.Between(b.start, b.end), Speaker: b.speaker, Mark: ling.Between(b.end-1, b.end), Content: []ling.Range{ling.Between(b.end, end)}}
		if b.kind == question || b.kind == answer {
			t.Speaker, t.Mark = ling.Range{}, b.speaker
		}
		if i+1 < len(f.labels) && end == paragraph.To {
			t.Content = append(t.Content, f.goingOn(f.Words[b.start].Paragraph+1, f.Words[f.labels[i+1].start].Paragraph)...)
		}
		out = append(out, t)
	}
	return out
}

// goingOn returns the paragraphs from index from on, before index to, that go on with a turn.
func (f *finder) goingOn(from, to int) []ling.Range {
	var out []ling.Range
	for p := from; p < to; p++ {
		paragraph := f.Paragraphs[p]
		if !f.isSpoken(paragraph) {
			break
		}
		out = append(out, paragraph)
	}
	return out
}

// isSpoken reports whether a paragraph without a label goes on with a turn: a sentence with an end, in the first or second
// person, without a time and outside brackets.
func (f *finder) isSpoken(paragraph ling.Range) bool {
	if skipTime(f.Layout, paragraph.From, paragraph.To) > paragraph.From || isOneOf(f.Layout, paragraph.From, "(", "[", "-LRB-") {
		return false
	}
	if !strings.ContainsAny(f.Words[paragraph.To-1].Form, ".?!…”\"") {
		return false
	}
	for k := paragraph.From; k < paragraph.To; k++ {
		if f.Words[k].Form == ":" && k < paragraph.From+longestName+longestOffice {
			return false
		}
		if persons[f.Words[k].Lower] && !f.IsQuoted(k) {
			return true
		}
	}
	return false
}
