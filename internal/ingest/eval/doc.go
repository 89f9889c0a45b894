// Package eval measures extracted attributions against marked ones.
//
// Gold is a set of documents whose attributions people have marked: for each its source, cue and content, as spans in
// code points of the text as given. A system's attributions are compared with them in word tokens, so that spaces
// never matter.
//
// Two measures are taken. Exact: the spans of one slot (source, cue or content) are the same, token for token. Triple:
// the attributions are paired one to one by how much their contents share, and a pair is right if the contents'
// Dice coefficient is at least one half and each source holds the other's head word. Precision is over what the system
// found, recall over what people marked, and F1 their harmonic mean; all counts are pooled over documents. By form,
// recall is over gold and precision over system attributions of that form. The same holds by phenomenon.
package eval
