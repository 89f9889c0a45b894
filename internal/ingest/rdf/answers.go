package rdf

import (
	"slices"

	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/text"
)

// answersTo finds what is rejected, denied, accepted or confirmed where its words name somebody's speech, "the mayor's call
// for a public inquiry", and the document has just one attribution of that source and act that holds each word of weight
// in the rest of the phrase.
func (r Findings) answers() []Relation {
	var found []Relation
	for i, a := range r.Attributions {
		kind, ok := answerRelations[a.Act]
		if !ok || a.Polarity != classes.Positive || len(a.Content.Spans) != 1 {
			continue
		}
		named, ok := r.namedSpeechIn(a.Content.Spans[0])
		if !ok {
			continue
		}
		if to, only := r.onlyMatch(i, named); only {
			found = append(found, Relation{kind, i, to})
		}
	}
	return found
}

var answerRelations = map[classes.Act]RelationType{
	classes.Reject: DisagreesWith, classes.Deny: DisagreesWith,
	classes.Accept: AgreesWith, classes.Confirm: AgreesWith,
}

// speech is what a phrase such as "the mayor's call for a public inquiry" says of an attribution.
type namedSpeech struct {
	source int           // entity
	acts   []classes.Act // what the noun may stand for
	lemmas []string      // the words of weight after it
}

// speechNouns are the acts that nouns of speech stand for.
var speechNouns = map[string][]classes.Act{
	"call": {classes.Demand, classes.Recommend}, "demand": {classes.Demand}, "request": {classes.Demand, classes.Ask},
	"appeal": {classes.Demand}, "plea": {classes.Demand},
	"recommendation": {classes.Recommend}, "proposal": {classes.Recommend}, "suggestion": {classes.Recommend}, "advice": {classes.Recommend},
	"claim": {classes.Assert, classes.Accuse}, "assertion": {classes.Assert}, "allegation": {classes.Accuse, classes.Assert},
	"accusation": {classes.Accuse}, "warning": {classes.Warn}, "promise": {classes.Promise}, "pledge": {classes.Promise},
	"denial": {classes.Deny}, "estimate": {classes.Estimate}, "forecast": {classes.Estimate},
}

// speechNamed reads a content that begins with somebody's name in the possessive and a noun of speech.
func (r Findings) namedSpeechIn(content text.Span) (named namedSpeech, ok bool) {
	sentence, first := r.tokenAt(content)
	if first < 0 {
		return named, false
	}
	tokens := sentence.Tokens[first:]
	possessive := slices.IndexFunc(tokens, func(t ling.Token) bool { return t.XPOS == ud.POS })
	if possessive < 1 || !content.Contains(tokens[possessive].Span) {
		return named, false
	}
	noun := possessive + 1
	for noun < len(tokens) && tokens[noun].UPOS == ud.ADJ {
		noun++
	}
	if noun == len(tokens) || !content.Contains(tokens[noun].Span) {
		return named, false
	}
	owner, known := r.mentionEnding(text.Span{Start: content.Start, End: tokens[possessive-1].End})
	named.source, named.acts = owner, speechNouns[tokens[noun].Lemma]
	named.lemmas = r.contentLemmas(text.Span{Start: tokens[noun].End, End: content.End})
	return named, known && len(named.acts) > 0 && len(named.lemmas) >= minNamedLemmas
}

// fewestNamed is how many words of weight tell which speech is meant: "remarks on immigration" may be many.
const minNamedLemmas = 2

// mentionTo is the entity of the longest mention that ends where s does, and begins in it.
func (r Findings) mentionEnding(s text.Span) (entity int, ok bool) {
	for _, m := range r.Resolution.Mentions { // in text order: a longer one comes first
		if s.Contains(m.Span) && m.Span.End == s.End {
			return m.Entity, true
		}
	}
	return 0, false
}

// onlyOne is the one attribution that a phrase describes, beside the attribution that it stands in.
func (r Findings) onlyMatch(but int, named namedSpeech) (place int, ok bool) {
	count := 0
	for i, a := range r.Attributions {
		source, known := r.Source(a)
		if i == but || !known || source != named.source || a.Polarity != classes.Positive || !slices.Contains(named.acts, a.Act) {
			continue
		}
		var held []string
		for _, span := range a.Content.Spans {
			held = append(held, r.contentLemmas(span)...)
		}
		if all := !slices.ContainsFunc(named.lemmas, func(lemma string) bool { return !slices.Contains(held, lemma) }); all {
			place = i
			count++
		}
	}
	return place, count == 1
}

// weighty are the lemmas of the nouns, names, verbs, adjectives and numbers in a range.
func (r Findings) contentLemmas(s text.Span) (lemmas []string) {
	at, _ := slices.BinarySearchFunc(r.Annotation.Sentences, s.Start, compareEnd)
	for ; at < len(r.Annotation.Sentences) && r.Annotation.Sentences[at].Start < s.End; at++ {
		for _, t := range r.Annotation.Sentences[at].Tokens {
			if s.Contains(t.Span) && slices.Contains([]ud.UPOS{ud.NOUN, ud.PROPN, ud.VERB, ud.ADJ, ud.NUM}, t.UPOS) {
				lemmas = append(lemmas, t.Lemma)
			}
		}
	}
	return lemmas
}
