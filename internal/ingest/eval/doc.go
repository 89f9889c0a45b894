// Package eval compares extracted attributions with annotated ones.
//
// The gold standard is a set of documents in which people have annotated each attribution: its source, cue and content,
// as spans in code points of the text as given. The attributions of a system are compared with them by word tokens, so
// that white space does not matter.
//
// There are two measures. Exact: the spans of one slot (source, cue or content) have the same tokens. Triple: system and
// gold attributions are paired one to one by the overlap of their contents, and a pair is right if the Dice coefficient
// of the contents is at least one half and each source contains the head word of the other. Precision is the share of
// the system's attributions that are right, recall the share of the gold attributions that were found, and F1 their
// harmonic mean. Counts are summed over all documents. The scores by form and by phenomenon measure recall on
// the gold attributions, and precision on the system's attributions, that have that form or phenomenon.
package eval
