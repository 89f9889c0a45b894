// Package neural applies the task heads of the fine-tuned encoder to the vectors of a text's words: how probable it is that a
// word is part of a cue, of a source or of a content, and, for a given cue, of its own source or content.
//
// The heads are trained together with the encoder by training/train.py. They are layers of the usual kind: the tags of a word
// are a linear layer on its vector; its roles for a cue are a hidden layer with rectified linear units on the sum of a
// projection of the word, a projection of the mean of the cue's words, and an embedding of their distance, followed by a linear
// layer; to that, the product of a key of the word and a query of the cue is added (a biaffine classifier, Dozat and Manning 2017).
package neural
