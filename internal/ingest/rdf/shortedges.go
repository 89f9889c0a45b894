package rdf

import (
	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/text"
)

// writeShortEdges adds the edges from the speaker to the words of a, if it is likely right: speaker said "words", speaker denies
// "words".
func (f Findings) writeShortEdges(g *graphBuilder, speaker quad.IRI, a attribution.Attribution) {
	if a.Overall() < vocab.LeastConfidence {
		return
	}
	words := quad.String(f.ContentText(a))
	for _, edge := range shortEdges(a) {
		g.add(speaker, edge, words)
	}
	for _, q := range f.ownQuotations(a) {
		g.add(speaker, vocab.Said, quad.String(f.unquoted(q)))
		g.add(speaker, vocab.SpokeOf, quad.String(f.unquoted(q)))
	}
}

// shortEdges returns the predicates between the source of a and its content. Somebody who reads one of them alone must not
// quote the opposite of the document, nor more than it says.
func shortEdges(a attribution.Attribution) []quad.IRI {
	switch {
	case a.Act == classes.Decline && !a.PutForward:
		return []quad.IRI{vocab.SpokeOf, vocab.Declines}
	case a.Polarity == classes.Negative:
		return negativeEdges(a)
	case !isReported(a):
		return possibleEdges(a)
	}
	edges := []quad.IRI{vocab.SpokeOf}
	if a.PutForward {
		edges = append(edges, vocab.Said)
	}
	if edge, ok := actEdge(a); ok {
		edges = append(edges, edge)
	}
	return edges
}

// isReported reports whether the document vouches that the source did what the cue of a says. At second hand, only another source
// does.
func isReported(a attribution.Attribution) bool {
	return a.SecondHand < 0 && a.Polarity != classes.Negative && a.Tense != classes.Future && a.Certainty == classes.Certain
}

// negativeEdges returns the edges of what the source did not say or think. The negation of a denial is neither a statement nor a
// denial, so that it has none.
func negativeEdges(a attribution.Attribution) []quad.IRI {
	switch {
	case a.Act.Reverses() || a.Tense == classes.Future || a.Certainty != classes.Certain:
	case a.Cue.Class == "believe":
		return []quad.IRI{vocab.SpokeOf, vocab.Doubts}
	case a.Act == classes.Accept && a.Kind == classes.Speech && a.Statement:
		return []quad.IRI{vocab.SpokeOf, vocab.Rejects} // "does not accept that"
	case a.Kind == classes.Speech:
		return []quad.IRI{vocab.DidNotSay}
	}
	return nil
}

// possibleEdges returns the edges of what the source may say, or is to say. What it may deny has none.
func possibleEdges(a attribution.Attribution) []quad.IRI {
	if a.Act.Reverses() || a.Kind == classes.Belief || a.Kind == classes.Intention {
		return nil
	}
	return []quad.IRI{vocab.MaySay}
}

// actEdge returns the edge of the act of a, if it has one. A quotation is how a source denies something, not what it denies.
func actEdge(a attribution.Attribution) (quad.IRI, bool) {
	switch {
	case a.Act.Reverses():
		edge, ok := vocab.ActEdge(string(a.Act))
		return edge, ok && !a.PutForward
	case a.Cue.Class == "fear":
		return vocab.Fears, true
	case a.Cue.Class == "want", a.Cue.Class == "intend" && a.Act == classes.Believe:
		return vocab.Wants, true
	case a.Kind == classes.Intention:
		return vocab.Intends, a.Cue.Class != "ponder" && !a.PutForward
	case a.Act == classes.Believe && !a.Statement:
		return "", false
	}
	return vocab.ActEdge(string(a.Act))
}

// ownQuotations returns the quotations in an indirect or mixed content that are the words of the source. Those in what it denies
// may be the words that it denies, unless they follow "as": "rejected the report as “fiction”".
func (f Findings) ownQuotations(a attribution.Attribution) []text.Span {
	if !isReported(a) || a.Act == classes.Decline {
		return nil
	}
	var own []text.Span
	for _, q := range f.quotedFragments(a) {
		if (!a.Act.Reverses() || f.followsAs(q)) && !f.isOthers(a, q) && !f.isDisowned(a, q) {
			own = append(own, q)
		}
	}
	return own
}

// followsAs reports whether the word before a quotation is "as".
func (f Findings) followsAs(quotation text.Span) bool {
	words := f.Layout.WordsIn(quotation)
	return !words.Empty() && words.From > 0 && f.Layout.Words[words.From-1].Lower == "as"
}

// isDisowned reports whether the content of a says of a quotation in it that the words were not, or would not be, said: "“I took the bribe”
// is something I would never say".
func (f Findings) isDisowned(a attribution.Attribution, quotation text.Span) bool {
	end := f.Layout.WordsIn(a.Content.Spans[len(a.Content.Spans)-1]).To
	k := f.Layout.WordsIn(quotation).To
	for k < end && (f.Layout.Words[k].IsPunctuation() || f.Layout.IsQuoted(k)) {
		k++
	}
	if k >= end || !f.Layout.Words[k].XPOS.IsFinite() {
		return false
	}
	negated, spoken := false, false
	for ; k < end; k++ {
		w := &f.Layout.Words[k]
		negated = negated || classes.IsNegation(w.Lower)
		spoken = spoken || w.XPOS.IsVerb() && (classes.IsSpeech(w.Lemma) || w.Lemma == "utter" || w.Lemma == "use")
	}
	return negated && spoken
}

// isOthers reports whether a quotation in the content of a is what somebody in the content says: "the critics who called it “a
// folly”", "critics had called it “a folly”".
func (f Findings) isOthers(a attribution.Attribution, quotation text.Span) bool {
	from := f.Layout.WordsIn(a.Content.Spans[0]).From
	k := f.Layout.WordsIn(quotation).From - 1
	for k > from && !f.Layout.Words[k].XPOS.IsVerb() {
		k--
	}
	if k <= from || !classes.IsSpeech(f.Layout.Words[k].Lemma) || f.Layout.IsQuoted(k) {
		return false
	}
	subject := k - 1
	for subject > from && (f.Layout.Words[subject].Deprel.IsAuxiliary() || f.Layout.Words[subject].XPOS.IsAdverb()) {
		subject--
	}
	w := &f.Layout.Words[subject]
	return w.XPOS.IsInterrogative() || w.Deprel == ud.Nsubj && w.XPOS.IsNoun()
}
