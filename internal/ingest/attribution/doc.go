// Package attribution finds who a text reports as saying, believing, intending or judging what.
//
// # Words
//
// An attribution has a source, a cue and a content. The source is who it comes from, as the text names it: "the
// spokesman". The cue is the word or words that tie the two: "said", "according to". The content is what was said, in
// one span or several. A report is an attribution in the making, in words instead of code points. Its frame says how
// the content stands to the cue: a quotation before it, a clause after it, the object of a preposition.
//
// # The path
//
// Extract goes through these stages; each is a file and could be replaced alone.
//
//	reading      the annotation laid out: words with their trees and quotations
//	quotation    a quotation and the cue that stands beside it become a report
//	predicate    a verb or adjective and what its tree offers as content become reports, one for each frame that fits
//	inverted     "…, said the engineer" becomes a report by the order of its words
//	trailing     "…, the council confirmed"; "…, the court heard", which does not state who said it
//	rest         a verb of saying whose tree shows no content takes the rest of its sentence
//	noun         "his claim that …", "a call for …"
//	phrase       "according to …", "in her view", "reportedly"
//	heading      a speaker, a colon and what was said
//	weigh        every report gets the chance that it is right, from the evidence for and against it
//	resolve      of reports that contradict each other the likeliest stays
//	continuation quoted paragraphs that go on with the speech before them
//	classify     form, act, kind, polarity, certainty, tense; circumstance: addressee, occasion, on whose behalf
//	assemble     words become code points, the chance becomes a confidence for each slot
//
// The first stages propose freely; weigh and resolve choose. Where the tree is broken or missing, quotation, rest and
// heading still work, from tags and the order of words.
//
// # Conventions
//
// They are those of PolNeAR, so that its figures can be compared. "That" and "to" belong to the content; auxiliaries,
// negation and adverbs to the cue, and so does the preposition that a cue asks for; whom it is said to belongs to none
// of them. Quotation marks are inside the content, the full stop that ends its sentence is not. A quotation that is
// split by its cue is one content. What lies inside the content of an attribution is not looked at again: an
// attribution that somebody quotes is theirs to make.
package attribution
