// Package wordpiece splits words into the pieces of a BERT vocabulary.
//
// It does what BertTokenizer of HuggingFace does with do_lower_case: control characters are removed, accents are stripped,
// letters are lowercased, punctuation and CJK ideographs become words of their own, and each word is split greedily into the
// longest pieces of the vocabulary (Schuster and Nakajima 2012; Devlin et al. 2019). The names of special pieces, such as
// "[CLS]", are ordinary text: a document cannot insert a special piece.
package wordpiece
