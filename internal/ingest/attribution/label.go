package attribution

import (
	"strings"

	"graphd/internal/ingest/ling"
)

// labels announce what follows them; none of them says it.
var labels = list("label")

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

// isSpeaker reports whether what stands before a colon can speak: a person or a body by its name or by a noun for one,
// or a name before a quotation. A topic cannot: "Storm gates: what the report found".
func (r *reading) isSpeaker(label run, quoted bool) bool {
	label = r.trim(label)
	if label.empty() {
		return false
	}
	head := label.to - 1
	for k := label.from; k < label.to; k++ {
		if r.words[k].XPOS == "IN" && k > label.from {
			head = k - 1
			break
		}
	}
	w := r.words[head]
	switch {
	case w.Name.Kind == ling.Person || w.Name.Kind == ling.Organization:
		return !topics[w.lower]
	case speakers[w.Lemma] || speakers[w.lower] || spokespeople[w.lower]:
		return true
	case label.len() == 1 && documents[w.lower]:
		return true
	case r.isName(head):
		return quoted && !topics[w.lower] || r.isNamedElsewhere(head, label)
	}
	return false
}

// isNamedElsewhere reports whether a word is tagged as the name of a person or a body outside the label.
func (r *reading) isNamedElsewhere(i int, label run) bool {
	form := r.words[i].Form
	for k, w := range r.words {
		if (w.Name.Kind == ling.Person || w.Name.Kind == ling.Organization) && w.Form == form && !label.has(k) {
			return true
		}
	}
	return false
}

// Nouns before a colon: those who speak; what speaks where it stands alone; what only says what a text is about.
var (
	speakers  = list("speaker")
	documents = list("document")
	topics    = list("topic")
)

// isFurniture reports whether a content is what headlines say of their article and nobody says: "what the report
// found", "five things we learned".
func (r *reading) isFurniture(content run, rep report) bool {
	if content.empty() {
		return false
	}
	first := r.words[content.from]
	if rep.frame == heading && first.quotation < 0 && questions[first.lower] && r.words[content.to-1].lower != "?" {
		return true
	}
	for k := content.from; k+1 < content.to && k < content.from+8; k++ {
		if furniture[r.words[k+1].lower] && (r.words[k].XPOS == "CD" || r.words[k].lower == "key") {
			return rep.frame == heading || rep.frame == relative || rep.frame == headline || rep.frame == clauseBefore
		}
	}
	return false
}

var (
	questions = set("what how why who where when")
	furniture = list("furniture")
)
