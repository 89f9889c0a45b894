package attribution

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// ownViewSources are the words of "let's" and "let us", which name nobody.
var ownViewSources = lists.Set("own view source")

// withoutNarrator drops reports that are nobody's speech: those in by-lines, and in headings that only name
// something. Views of the author are nobody's ("let's hope") or, where the source is "I" and the text has a by-line, its author's.
func (x *extraction) withoutNarrator(reports []report) []report {
	author := x.author()
	kept := reports[:0]
	for _, rep := range reports {
		at := rep.cue
		if at.Empty() {
			at = rep.content[0]
		}
		if x.contradicts(rep) || !rep.verbatim && (x.isByline(x.Words[at.From].Paragraph) || x.onlyNames(rep)) {
			continue
		}
		switch {
		case rep.speaker.Empty() && x.isNarratorsI(rep):
			rep.speaker = author
		case rep.source.Len() == 1 && ownViewSources[x.Words[rep.source.From].Lower]:
			rep.source = ling.Range{}
		}
		kept = append(kept, rep)
	}
	return kept
}

// contradicts reports whether the content of rep is what the author says against the source: "Contrary to what Mr Dacre told the court, the
// ship was empty."
func (x *extraction) contradicts(rep report) bool {
	what := rep.source.From - 1
	if rep.source.Empty() || rep.cue.Empty() || what < 1 || x.Words[what].Lower != "what" || rep.content[0].From < rep.cue.To {
		return false
	}
	before := x.Words[what-1].Lower
	return against[before] || what > 1 && against[x.Words[what-2].Lower+" "+before]
}

// against are the words before "what" that set the author's own words against those of a source.
var against = lists.Set("against")

// isNarratorsI reports whether the source of rep is "I" in the author's own text: outside quotations and block quotations.
func (x *extraction) isNarratorsI(rep report) bool {
	if rep.source.Len() != 1 || x.Words[rep.source.From].Lower != "i" {
		return false
	}
	return !x.IsQuoted(rep.source.From) && x.Styles[x.Words[rep.source.From].Paragraph].Depth == 0
}

// onlyNames reports whether rep is in a heading that names something and reports nothing: "The minister's warning to drivers",
// "What the report says about dams". It has no verb, or begins with "what" or "how" and is no question.
func (x *extraction) onlyNames(rep report) bool {
	if rep.cue.Empty() {
		return false
	}
	heading := x.ParagraphOf(rep.cue.From)
	if x.endsSentence(heading.To-1) || x.Words[heading.To-1].Form == ":" || heading.Len() > longestHeading {
		return false
	}
	if first := x.Words[x.sentenceOf(heading.From).From].Lower; (first == "what" || first == "how") && !x.IsQuoted(rep.content[0].From) {
		return true
	}
	for k := heading.From; k < heading.To; k++ {
		w := &x.Words[k]
		isVerbal := w.XPOS.IsVerb() || w.XPOS == ud.MD || w.XPOS == ud.NNS && rep.cue.Has(k) // headlines have verbs tagged as plurals
		if isVerbal || w.Form == ":" || x.IsQuoted(k) {
			return false
		}
	}
	return true
}

// longestHeading is the number of words that a heading may have. Chosen by hand.
const longestHeading = 16
