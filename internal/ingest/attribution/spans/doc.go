// Package spans finds the attributions of an annotated text: for each its source, its cue and its content, as runs of
// words, by models that are learned from marked texts.
//
// The path, each step a file:
//
//	page            the annotation laid out in numbers
//	rates           how often a word is part of a cue where it occurs
//	scout           a conditional random field over every sentence (cue_features): which stretches of words may be cues, and
//	                how likely
//	label           another over the words around every likely cue (slot_features): which are its source and its content
//	hypothesis      the sources and contents of its most probable labellings, and which of them stands out, by boosted
//	                trees that see what labels cannot: whole subtrees, whole quotations, what is left out (slot_view)
//	ranking         each candidate (rank_features) held against what was made of it and of its neighbours, by boosted trees
//	choose          the best candidates that do not contradict each other
//
// Whoever trains a later step sees what the earlier ones make of texts that they have not seen (jackknifing).
package spans
