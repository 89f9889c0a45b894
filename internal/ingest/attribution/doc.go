// Package attribution finds who a text reports as saying, believing, intending or judging what.
//
// An attribution has a source, a cue and a content. The source is the person or thing that it comes from, as the text names
// it: "the spokesman". The cue is the word or words that link the two: "said", "according to". The content is what was said,
// in one span or more.
//
// # Stages
//
// [Extractor.Extract] takes a [graphd/internal/ingest/ling.Layout] through these stages:
//
//  1. Package spans finds the spans of source, cue and content with trained models, and estimates how likely each is right.
//  2. Reports that are boilerplate of headlines are dropped, and so are sources that are being asked, not answering.
//  3. The layout of the text adds reports: package turns finds the turns of transcripts, and a cue takes the list, block
//     quotation, quotation or paragraph that it announces; a line after a quotation signs it.
//  4. Reports within the content of others are added, and by-lines and headings that only name something are dropped. The
//     layout has no sentences of boilerplate and credits, which package imprint finds.
//  5. Quoted paragraphs that continue the speech before them become attributions of the same speaker; in an exchange of two,
//     the speakers alternate.
//  6. Package classes determines form, act, kind, polarity, certainty, tense, addressee, occasion, time and on whose behalf.
//
// The models are conditional random fields (package crf) and boosted trees (package boost), trained on marked texts by
// cmd/graphd-train. docs/MODELS.md is the model card.
//
// # Conventions
//
// The conventions are those of PolNeAR, so that scores can be compared. "That" and "to" belong to the content; auxiliaries,
// negation and adverbs belong to the cue, and so does the preposition of a cue. The addressee belongs to no slot. Quotation
// marks belong to the content, the full stop that ends its sentence does not. A quotation split by its cue is one content.
// An attribution inside the content of another, which PolNeAR does not annotate, has a relation to it: SecondHand.
package attribution
