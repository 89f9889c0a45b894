package rdf

import (
	_ "embed"
	"slices"
	"strings"

	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/text"
)

// reactions finds attributions that reject, deny, accept or confirm another one, whose content names a speech: "the mayor's
// call for a public inquiry". The document must have exactly one attribution of that source and act that contains each
// content word of the rest of the phrase.
func (f Findings) reactions() []Relation {
	var found []Relation
	for i, a := range f.Attributions {
		kind, ok := reactionTypes[a.Act]
		if !ok || a.Polarity != classes.Positive || len(a.Content.Spans) != 1 {
			continue
		}
		speech, ok := f.speechNamedBy(a.Content.Spans[0])
		if !ok {
			continue
		}
		if to, unique := f.uniqueMatch(i, speech); unique {
			found = append(found, Relation{kind, i, to})
		}
	}
	return found
}

var reactionTypes = map[classes.Act]RelationType{
	classes.Reject: DisagreesWith, classes.Deny: DisagreesWith,
	classes.Accept: AgreesWith, classes.Confirm: AgreesWith,
}

// namedSpeech describes the attribution that a phrase such as "the mayor's call for a public inquiry" refers to.
type namedSpeech struct {
	source int           // index in Resolution.Entities
	acts   []classes.Act // the acts that the noun may denote
	lemmas []string      // the content words after the noun
}

//go:embed speechnouns.tsv
var speechNounsTSV string

// speechNouns holds the acts that a noun of speech may denote, by lemma.
var speechNouns = readSpeechNouns()

func readSpeechNouns() map[string][]classes.Act {
	nouns := map[string][]classes.Act{}
	for line := range strings.Lines(speechNounsTSV) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		noun, acts, _ := strings.Cut(strings.TrimSpace(line), "\t")
		for _, act := range strings.Split(acts, ",") {
			nouns[noun] = append(nouns[noun], classes.Act(act))
		}
	}
	return nouns
}

// minSpeechLemmas is the number of content words that identify a speech: "remarks on immigration" may refer to many. Chosen
// by hand.
const minSpeechLemmas = 2

// speechNamedBy reads a content that begins with the name of its source in the possessive and a noun of speech.
func (f Findings) speechNamedBy(content text.Span) (speech namedSpeech, ok bool) {
	first := f.firstWord(content)
	if first < 0 {
		return speech, false
	}
	words, end := f.Layout.Words, f.Layout.SentenceOf(first).To
	possessive := first
	for possessive < end && words[possessive].XPOS != ud.POS {
		possessive++
	}
	if possessive == first || possessive == end || !content.Contains(words[possessive].Span) {
		return speech, false
	}
	noun := possessive + 1
	for noun < end && words[noun].UPOS == ud.ADJ {
		noun++
	}
	if noun == end || !content.Contains(words[noun].Span) {
		return speech, false
	}
	source, known := f.mentionEndingWith(text.Span{Start: content.Start, End: words[possessive-1].End})
	speech.source, speech.acts = source, speechNouns[words[noun].Lemma]
	speech.lemmas = f.contentLemmas(text.Span{Start: words[noun].End, End: content.End})
	return speech, known && len(speech.acts) > 0 && len(speech.lemmas) >= minSpeechLemmas
}

// mentionEndingWith returns the entity of the longest mention that begins in s and ends where s ends.
func (f Findings) mentionEndingWith(s text.Span) (entity int, ok bool) {
	for _, m := range f.Resolution.Mentions { // in text order: a longer one comes first
		if s.Contains(m.Span) && m.Span.End == s.End {
			return m.Entity, true
		}
	}
	return 0, false
}

// uniqueMatch returns the attribution that speech describes. It reports false unless exactly one does. The attribution
// whose content names the speech is not considered.
func (f Findings) uniqueMatch(naming int, speech namedSpeech) (index int, unique bool) {
	count := 0
	for i, a := range f.Attributions {
		source, known := f.Source(a)
		if i == naming || !known || source != speech.source || a.Polarity != classes.Positive || !slices.Contains(speech.acts, a.Act) {
			continue
		}
		var lemmas []string
		for _, span := range a.Content.Spans {
			lemmas = append(lemmas, f.contentLemmas(span)...)
		}
		if !slices.ContainsFunc(speech.lemmas, func(lemma string) bool { return !slices.Contains(lemmas, lemma) }) {
			index = i
			count++
		}
	}
	return index, count == 1
}

// contentLemmas returns the lemmas of the content words in s: nouns, names, verbs, adjectives and numbers.
func (f Findings) contentLemmas(s text.Span) (lemmas []string) {
	words := f.Layout.WordsIn(s)
	for _, w := range f.Layout.Words[words.From:words.To] {
		if s.Contains(w.Span) && slices.Contains([]ud.UPOS{ud.NOUN, ud.PROPN, ud.VERB, ud.ADJ, ud.NUM}, w.UPOS) {
			lemmas = append(lemmas, w.Lemma)
		}
	}
	return lemmas
}
