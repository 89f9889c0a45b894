// Package spans finds the attributions of an annotated text: for each its source, its cue and its content, as runs of
// words, by models that are learned from marked texts.
//
// The path, each step a file:
//
//	page            the annotation laid out in numbers
//	rates           how often a word is part of a cue where it occurs
//	cue_features    a conditional random field over every sentence: which stretches of words may be cues, and how likely
//	slot_features   another over the words around every likely cue: which are its source and its content
//	hypothesis      the sources and contents of its most probable labellings, and which of them stands out, by boosted
//	                trees that see what labels cannot: whole subtrees, whole quotations, what is left out (slot_view)
//	rank_features   each candidate held against what was made of it and of its neighbours, by boosted trees
//	choose          the best candidates that do not contradict each other
//
// Whoever trains a later step sees what the earlier ones make of texts that they have not seen (jackknifing).
package spans
