package attribution

import "strings"

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

// isFurniture reports whether a content is what headlines say of their article and nobody says: "what the report
// found", "what" in "what the minister said", "five things we learned".
func (r *reading) isFurniture(content run, rep report) bool {
	if content.empty() {
		return false
	}
	first := r.words[content.from]
	if content.len() == 1 && questions[first.lower] {
		return true
	}
	if r.words[rep.cue.from].isPunctuation() && first.quotation < 0 && questions[first.lower] && r.words[content.to-1].lower != "?" {
		return true
	}
	for k := content.from; k+1 < content.to && k < content.from+8; k++ {
		if furniture[r.words[k+1].lower] && (r.words[k].XPOS == "CD" || r.words[k].lower == "key") {
			return true
		}
	}
	return false
}

// asksWho reports whether a source is the word that a question begins with, which leaves open who says it: "Who said what".
func (r *reading) asksWho(source run) bool {
	return source.len() == 1 && questions[r.words[source.from].lower] && r.sentenceOf(source.from).from == source.from
}

var (
	questions = set("what how why who where when")
	furniture = list("furniture")
)

// speakers are nouns for those who speak.
var speakers = list("speaker")
