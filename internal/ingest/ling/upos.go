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

// nominal are relations in which a determiner alone stands for a noun phrase.
const nominal = " nsubj nsubjpass dobj iobj nmod root conj ccomp expl appos "

// Universal is the universal part of speech of a word with a Penn Treebank tag, a lemma and a relation. Where the tag does
// not tell, auxiliaries, subordinators and pronouns are told as the Universal Dependencies guidelines for English have it.
func Universal(xpos, lemma, deprel string) string {
	switch {
	case strings.HasPrefix(xpos, "VB") && (strings.HasPrefix(deprel, "aux") || deprel == "cop"):
		return "AUX"
	case (xpos == "IN" || xpos == "WRB") && deprel == "mark" && lemma != "how" && lemma != "when":
		return "SCONJ"
	case xpos == "IN" && deprel == "advmod":
		return "ADV"
	case xpos == "RB" && lemma == "not":
		return "PART"
	case xpos == "TO" && deprel == "case":
		return "ADP"
	case (xpos == "DT" || xpos == "PDT") && strings.Contains(nominal, " "+deprel+" "):
		return "PRON"
	case (xpos == "WDT" || xpos == "WP") && deprel == "det":
		return "DET"
	}
	if u, ok := universal[xpos]; ok {
		return u
	}
	return "X"
}
