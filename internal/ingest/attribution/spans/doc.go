// Package spans finds the attributions of a text, each with its source, cue and content as ranges of words, with models
// trained on marked texts.
//
// The steps, in order:
//
//  1. With the full models, package neural reads the text with a pretrained encoder. What its heads say about each word, and
//     about each word given a cue, is a part of the features of all later steps.
//  2. Package feature turns the text into hashes and looks up how often each word is a cue.
//  3. scout.go: a conditional random field over each sentence finds candidates for cues and their probabilities.
//  4. label.go: another one labels the words around each candidate as source or content.
//  5. hypothesis.go: boosted trees choose among the sources and contents of the most probable labellings. Their features
//     (view.go) cover what labels cannot express: whole subtrees, whole quotations, words left out.
//  6. ranking.go: boosted trees score each candidate, in two rounds, by its features and those of its neighbours.
//  7. choose.go: the best candidates that do not contradict each other are reported.
//
// Each step is trained on the output of the earlier ones for texts that these were not trained on (jackknifing).
package spans
