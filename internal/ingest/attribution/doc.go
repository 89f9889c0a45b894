// Package attribution finds who a text reports as saying, believing, intending or judging what.
//
// # Words
//
// An attribution has a source, a cue and a content. The source is who it comes from, as the text names it: "the
// spokesman". The cue is the word or words that tie the two: "said", "according to". The content is what was said, in
// one span or several. A report is an attribution in the making, in words instead of code points.
//
// # The path
//
// Extract goes through these stages; each is a file or a package and could be replaced alone.
//
//	spans        trained models find the spans of source, cue and content, and how sure they are of each (a package)
//	reading      the annotation laid out: words with their trees and quotations
//	report       what was found, less the furniture of headlines (label) and sources that were asked (hearing)
//	continuation quoted paragraphs that go on with the speech before them
//	finding      the head words of the spans, and what the lexicon says of the cue
//	classify     form, act, kind, polarity, certainty, tense; addressee, occasion, when, on whose behalf
//	assemble     words become code points
//
// The models are crf (conditional random fields) and boost (boosted trees); cmd/graphd-train learns them from marked texts.
// Their card is docs/MODELS.md.
//
// # Conventions
//
// They are those of PolNeAR, so that its figures can be compared. "That" and "to" belong to the content; auxiliaries,
// negation and adverbs to the cue, and so does the preposition that a cue asks for; whom it is said to belongs to none
// of them. Quotation marks are inside the content, the full stop that ends its sentence is not. A quotation that is
// split by its cue is one content. What lies inside the content of an attribution is not looked at again: an
// attribution that somebody quotes is theirs to make.
package attribution
