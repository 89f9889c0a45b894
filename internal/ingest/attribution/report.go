package attribution

// report is an attribution in the making, in words instead of code points. The stages fill it in turn.
type report struct {
	cue        int   // the head word of the cue; -1 where there is none
	group      run   // all words of the cue
	entry      entry // what the lexicon says of the head word
	frame      frame
	source     run
	sourceHead int  // -1 if no source is stated
	borrowed   bool // the source is the subject of another clause
	content    []run
	quotation  int     // the quotation that the content begins with or lies in; -1 if none
	continues  int     // index of the report whose speech this one carries on; -1 if none
	floor      float64 // the least chance that a form of words guarantees
	chance     float64 // that the report is right
}

// frame says how the content stands to the cue.
type frame string

// The frames.
const (
	quoteAfter    frame = "quote-after"   // He said: "…"
	quoteBefore   frame = "quote-before"  // "…," he said
	quoteAround   frame = "quote-around"  // "…," he said, "…"
	clauseAfter   frame = "clause-after"  // he said that …
	clauseBefore  frame = "clause-before" // …, he said
	clauseAround  frame = "clause-around" // …, he said, …
	inverted      frame = "inverted"      // …, said the engineer.
	infinitive    frame = "infinitive"    // he promised to …
	request       frame = "request"       // he urged them to …
	gerund        frame = "gerund"        // he suggested closing …
	predication   frame = "predication"   // he called it a …
	object        frame = "object"        // he rejected the call …
	prepositional frame = "preposition"   // he called for …
	light         frame = "light"         // he took aim at …
	rest          frame = "rest"          // he said … to the end of the sentence, where the tree shows no clause
	passive       frame = "passive"       // it was rejected by him
	raised        frame = "raised"        // he is said to …
	experience    frame = "experience"    // it surprised him
	relative      frame = "relative"      // the claim that he made
	nounClause    frame = "noun-clause"   // his claim that …
	nounOf        frame = "noun-of"       // his call for …
	nounIs        frame = "noun-is"       // his view is that …
	hearing       frame = "hearing"       // …, the court heard
	phrase        frame = "phrase"        // according to him, …
	adverb        frame = "adverb"        // reportedly …
	heading       frame = "heading"       // Ruiz: Bridge Is Safe
	headline      frame = "headline"      // Ruiz Slams Toll
)

func newReport(cue int, f frame) report {
	return report{cue: cue, frame: f, sourceHead: -1, quotation: -1, continues: -1, group: run{cue, cue + 1}}
}

// without is what of a lies outside b.
func without(a, b run) []run {
	if !a.overlaps(b) {
		return []run{a}
	}
	var out []run
	if a.from < b.from {
		out = append(out, run{a.from, b.from})
	}
	if b.to < a.to {
		out = append(out, run{b.to, a.to})
	}
	return out
}
