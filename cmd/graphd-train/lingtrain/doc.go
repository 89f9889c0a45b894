// Package lingtrain trains the models of the linguistic layer: tagger, lemmatizer, parser and name finder.
//
// Most of the training data is the news corpus, annotated by machine (the silver layer). Treebanks and corpora of names that
// people annotated (gold) complement it.
package lingtrain
