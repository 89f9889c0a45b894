// Package lexicon holds what is known about words before a document is read: nouns for people, offices and bodies, titles,
// countries, determiners, pronouns, and lists of words that the mention detector and the coreference resolver treat alike.
//
// The tables are embedded from the TSV files of this folder; README.md describes them.
package lexicon
