package ling

import "strings"

// universal is the universal part of speech of a Penn Treebank tag, where the tag alone tells.
var universal = map[string]string{
	"CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "FW": "X", "IN": "ADP", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ",
	"LS": "X", "MD": "AUX", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PDT": "DET", "POS": "PART",
	"PRP": "PRON", "PRP$": "PRON", "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "RP": "ADP", "SYM": "SYM", "TO": "PART", "UH": "INTJ",
	"VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "WDT": "PRON", "WP": "PRON",
	"WP$": "PRON", "WRB": "ADV", "$": "SYM", "#": "SYM", "``": "PUNCT", "''": "PUNCT", ",": "PUNCT", ".": "PUNCT", ":": "PUNCT",
	"-LRB-": "PUNCT", "-RRB-": "PUNCT",
}

// upos is the universal part of speech of a tagged, lemmatised and parsed token. The conversion is that of the Universal
// Dependencies documentation for English: auxiliaries, subordinators and pronouns are told by lemma and relation.
func upos(t Token) string {
	switch t.Deprel {
	case "aux", "auxpass", "cop":
		if t.XPOS[0] == 'V' {
			return "AUX"
		}
	case "mark":
		switch t.XPOS {
		case "IN":
			return "SCONJ"
		case "RB", "WRB":
			return "SCONJ"
		}
	case "neg":
		if t.XPOS == "RB" && t.Lemma == "not" {
			return "PART"
		}
	case "case":
		if t.XPOS == "TO" || strings.HasPrefix(t.XPOS, "VB") && t.XPOS != "VBG" {
			return "ADP"
		}
	case "nsubj", "dobj", "nsubjpass", "nmod", "root", "conj", "ccomp", "expl", "iobj":
		if t.XPOS == "DT" {
			return "PRON"
		}
	case "det":
		if t.XPOS == "WDT" || t.XPOS == "WP" {
			return "DET"
		}
	}
	if t.XPOS == "RB" && t.Lemma == "not" {
		return "PART"
	}
	if u, ok := universal[t.XPOS]; ok {
		return u
	}
	return "X"
}
