// Package classes classifies attributions whose spans are known: the form of speech, the speech act, the kind, polarity,
// certainty and tense, the form of the source and on whose behalf it speaks, the addressee, the occasion and the time.
//
// All classes are rules over the [ling.Layout] of the text and the lexicon of cues. [NewRules] prepares a text and
// [Rules.Classify] classifies one attribution in it.
package classes
