package attribution

import (
	"strings"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// labels announce what follows them; none of them says it.
var labels = list("label")

// label is how many words the label that a sentence begins with has, its colon included: none if it has no label.
func (r *reading) label(sentence ling.Range) int {
	for i := sentence.From + 1; i < sentence.To-1 && i < sentence.From+4; i++ {
		if r.Words[i].Lower == ":" {
			if labels[strings.ToLower(r.Text.Slice(r.SpanOf(ling.Between(sentence.From, i))))] {
				return i + 1 - sentence.From
			}
			return 0
		}
	}
	return 0
}

// isFurniture reports whether a content is what headlines say of their article and nobody says: "what the report
// found", "what" in "what the minister said", "five things we learned".
func (r *reading) isFurniture(content ling.Range, rep report) bool {
	if content.Empty() {
		return false
	}
	first := r.Words[content.From]
	if content.Len() == 1 && questions[first.Lower] {
		return true
	}
	if r.Words[rep.cue.From].IsPunctuation() && first.Quotation < 0 && questions[first.Lower] && r.Words[content.To-1].Lower != "?" {
		return true
	}
	for k := content.From; k+1 < content.To && k < content.From+8; k++ {
		if furniture[r.Words[k+1].Lower] && (r.Words[k].XPOS == ud.CD || r.Words[k].Lower == "key") {
			return true
		}
	}
	return false
}

// asksWho reports whether a source is the word that a question begins with, which leaves open who says it: "Who said what".
func (r *reading) asksWho(source ling.Range) bool {
	return source.Len() == 1 && questions[r.Words[source.From].Lower] && r.sentenceOf(source.From).From == source.From
}

var (
	questions = set("what how why who where when")
	furniture = list("furniture")
)

// speakers are nouns for those who speak.
var speakers = list("speaker")
