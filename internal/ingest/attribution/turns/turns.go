package turns

import (
	"slices"
	"strings"
	"unicode"

	"graphd/internal/ingest/ling"
)

// Turn is what one speaker says at a time.
type Turn struct {
	Label   ling.Range   // with time, office and colon
	Name    ling.Range   // the name elsewhere in the text that the label is short for: "Rosa Tamm" for "RT" or "A."; empty where there is none
	Speaker ling.Range   // the words of the label that name the speaker: the name, the role or the letter
	Mark    ling.Range   // the colon or stop; empty where it belongs to the speaker, as in "A."
	Content []ling.Range // the words of the turn, a range for each paragraph
}

// Find returns the turns of l in text order, and the labels of persons whose description follows: "Tom Beck: Made two fine saves."
func Find(l *ling.Layout) (turns []Turn, described []ling.Range) {
	f := finder{Layout: l}
	f.collect()
	if len(f.labels) == 0 {
		return nil, nil
	}
	f.readNames()
	f.keepSpeakers()
	if len(f.labels) == 0 {
		return nil, f.described
	}
	return f.turns(), f.described
}

// A finder holds the labels of one text.
type finder struct {
	*ling.Layout
	labels    []label
	described []ling.Range          // labels of persons that a description follows
	names     map[string]bool       // words of the names of persons in the text, in lower case
	full      map[string]ling.Range // the first name of a person with these initials, of two or three words
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
				if at := labelAt(f.Layout, begin, paragraph.To); at.kind != noLabel && f.hasSpeech(at, paragraph) {
					f.labels = append(f.labels, at)
				}
			}
		}
	}
}

// hasSpeech reports whether words follow a label outside quotations: in its paragraph or, where the label is a paragraph, in the next.
func (f *finder) hasSpeech(b label, paragraph ling.Range) bool {
	return !f.IsQuoted(b.speaker.From) && b.end < len(f.Words) && (b.end < paragraph.To || b.start == paragraph.From && b.kind != handle)
}

// keepSpeakers keeps the labels that the document shows to be speakers.
func (f *finder) keepSpeakers() {
	f.keepAnswers()
	dialogue := 0
	count := map[string]int{}
	timed := f.timedSpeakers()
	for _, b := range f.labels {
		if b.kind.isNamed() {
			count[b.key]++
			if f.isPerson(b) || timed[b.key] {
				dialogue++
			}
		}
	}
	f.labels = slices.DeleteFunc(f.labels, func(b label) bool {
		switch {
		case b.kind == question || b.kind == answer:
			return false
		case b.kind == handle:
			return !f.speaks(b.end)
		}
		isSpeaker := f.isPerson(b) || timed[b.key] || count[b.key] > 1 && b.kind == capsName && dialogue > 2
		return dialogue < 2 || !isSpeaker || !f.speaks(b.end)
	})
	if f.isDialogue() {
		return
	}
	f.labels = slices.DeleteFunc(f.labels, func(b label) bool {
		if b.kind.isNamed() && !f.IsQuoted(b.end) {
			f.described = append(f.described, ling.Between(b.start, b.end))
		}
		return b.kind.isNamed()
	})
}

// timedSpeakers returns the keys of the labels in capitals after a time, such as "[00:15] REEVE:", if there are at least two, and one
// of them more than once.
func (f *finder) timedSpeakers() map[string]bool {
	keys, repeated := map[string]bool{}, false
	for _, b := range f.labels {
		if b.kind == capsName && b.speaker.From > b.start {
			repeated = repeated || keys[b.key]
			keys[b.key] = true
		}
	}
	if len(keys) < 2 || !repeated {
		return nil
	}
	return keys
}

// isDialogue reports whether at least half of the turns of named speakers sound spoken. Those of the invented transcripts in testdata do;
// lists of candidates or players, with a description after each name, do not. The share is chosen by hand.
func (f *finder) isDialogue() bool {
	named, spoken := 0, 0
	for _, b := range f.labels {
		if b.kind.isNamed() {
			named++
			if f.soundsSpoken(ling.Between(b.end, f.ParagraphOf(b.end).To)) {
				spoken++
			}
		}
	}
	return 2*spoken >= named
}

// soundsSpoken reports whether r is a quotation or has, outside quotations, a word in the first or second person or a question mark.
func (f *finder) soundsSpoken(r ling.Range) bool {
	if q := f.Words[r.From].Quotation; q >= 0 && f.Quotations[q].To >= r.To-1 {
		return true
	}
	for k := r.From; k < r.To; k++ {
		if w := &f.Words[k]; (persons[w.Lower] || w.Form == "?") && !f.IsQuoted(k) {
			return true
		}
	}
	return false
}

// keepAnswers drops the letters "Q" and "A" that are no labels: there must be both, and each answer follows a question. An initial,
// as in "A. Lunn", follows none.
func (f *finder) keepAnswers() {
	asked, answers := false, 0
	kept := f.labels[:0]
	for _, b := range f.labels {
		if b.kind == answer && !asked {
			continue
		}
		if b.kind == answer || b.kind == question {
			asked = b.kind == question
			if !asked {
				answers++
			}
		}
		kept = append(kept, b)
	}
	f.labels = kept
	if answers == 0 {
		f.labels = slices.DeleteFunc(f.labels, func(b label) bool { return b.kind == question })
	}
}

// isPerson reports whether a label refers to a person: by its title, office or role, or because the text names a person of
// this last name.
func (f *finder) isPerson(b label) bool {
	switch b.kind {
	case titled, inOffice, role:
		return true
	case capsName, name:
		if _, known := f.initialsOf(b); known {
			return true
		}
		first, last := f.Words[b.speaker.From], f.Words[b.speaker.To-1]
		isFull := b.speaker.Len() > 1 && b.speaker.Len() <= 4
		return f.names[last.Lower] || isFull && (last.Name.Kind == ling.Person || givenNames()[first.Lower])
	}
	return false
}

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
