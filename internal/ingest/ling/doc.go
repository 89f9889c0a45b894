// Package ling annotates a text with sentences, tokens, parts of speech, lemmas, dependencies, names and quotations.
//
// # Words
//
// A paragraph is one line of the text that holds more than white space: a text with one paragraph a line and a text
// with blank lines between its paragraphs come out alike. A token is a syntactic word as the Penn Treebank cuts them
// (do n't, Putin 's), a hyphenated word whole. A sentence never crosses paragraphs, and neither does a quotation.
// A mark is a quotation mark in its role: it opens or it closes.
//
// # The path
//
// [Annotator.Annotate] takes each paragraph in turn. Its marks are told from apostrophes and paired into quotations;
// its words are cut into tokens, its tokens into sentences. Each sentence is then tagged, lemmatised and parsed, and
// names are found over the whole text, since a name's first mention says what its later ones are.
//
// Every step takes time linear in the text, whatever the text is.
package ling
