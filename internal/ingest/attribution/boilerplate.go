package attribution

import (
	"graphd/internal/ingest/attribution/turns"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

var (
	questionWords = lists.Set("question word")
	// boilerplateNouns follow a number in headlines about the article itself: "five things we learned".
	boilerplateNouns = lists.Set("boilerplate")
)

// isBoilerplate reports whether the content of rep is a headline's phrase about its own article, which nobody says: "what
// the report found", "what" in "what the minister said", "five things we learned".
func (x *extraction) isBoilerplate(rep report) bool {
	content := rep.content[0]
	if content.Empty() {
		return false
	}
	first := &x.Words[content.From]
	if content.Len() == 1 && questionWords[first.Lower] {
		return true
	}
	if x.Words[rep.cue.From].IsPunctuation() && first.Quotation < 0 && questionWords[first.Lower] && x.Words[content.To-1].Lower != "?" {
		return true
	}
	const window = 8 // words from the beginning of the content; chosen by hand
	for k := content.From; k+1 < content.To && k < content.From+window; k++ {
		if boilerplateNouns[x.Words[k+1].Lower] && (x.Words[k].XPOS == ud.CD || x.Words[k].Lower == "key") {
			return true
		}
	}
	return false
}

// isOrdinaryColon reports whether the colon that is the cue of rep follows no speaker but a key ("Weather:"), a year, or the place of a
// dateline ("Paris: It rained all day."), or is followed by a description without a verb ("Calder: a life in politics").
func (x *extraction) isOrdinaryColon(rep report) bool {
	if rep.source.Empty() || rep.cue.Empty() || rep.content[0].Empty() || x.Words[rep.cue.From].Form != ":" {
		return false
	}
	if turns.IsKey(x.Layout, rep.source) {
		return true
	}
	content, last := rep.content[0], x.Words[rep.source.To-1]
	switch {
	case x.IsQuoted(content.From):
		return false
	case last.XPOS == ud.CD && rep.source.Len() == 1:
		return true
	case last.Name.Kind == ling.Place && rep.source.Len() <= 2 && x.endsSentence(x.ParagraphOf(rep.cue.From).To-1):
		return true
	}
	return x.Words[content.From].XPOS == ud.DT && !x.hasVerb(content)
}

// isPredicateOfSource reports whether the quotation after the source, without another cue, is its predicate, so that others say it:
// "Ministers 'knew of the leak'".
func (x *extraction) isPredicateOfSource(rep report) bool {
	mark := rep.cue.From
	if rep.cue.Len() != 1 || rep.source.To != mark || !x.opens(mark) || !x.Words[mark].IsPunctuation() || mark+1 >= len(x.Words) {
		return false
	}
	return x.Words[mark+1].XPOS.IsFinite() || x.Words[mark+1].XPOS == ud.VBN
}

// asksForSource reports whether source is the question word that begins a sentence, which asks for the source: "Who said
// what".
func (x *extraction) asksForSource(source ling.Range) bool {
	return source.Len() == 1 && questionWords[x.Words[source.From].Lower] && x.sentenceOf(source.From).From == source.From
}

// sentenceOf returns the sentence of word i without its label.
func (x *extraction) sentenceOf(i int) ling.Range { return x.Unlabelled[x.Words[i].Sentence] }
