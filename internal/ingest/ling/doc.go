// Package ling annotates a text with sentences, tokens, parts of speech, lemmas, dependencies, names and quotations, and lays
// it out for the stages that read it.
//
// # Terms
//
// A paragraph is a line of the text that is not blank; its [ParagraphStyle] says whether it is an item of a list or in a block quotation.
// A token is a syntactic word as in the Penn Treebank (do n't, Putin
// 's); hyphenated words are one token. Sentences and quotations do not cross paragraphs. Tags and relations are those of
// package ud.
//
// # Stages
//
// [Annotator.Annotate] processes the paragraphs in turn. It distinguishes quotation marks from apostrophes and pairs them
// into quotations, cuts words into tokens and tokens into sentences. Each sentence is then tagged, lemmatized and parsed; the
// relations of the parser, which is trained on trees in version 1 of Universal Dependencies, are converted to version 2.
// Names are found over the whole text, since the first mention of a name helps to recognize later ones.
//
// [NewLayout] lays an annotated text out as one sequence of words with their trees, sentences, paragraphs and quotations.
//
// Every step takes time linear in the length of the text.
package ling
