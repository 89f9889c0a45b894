package attribution

import (
	"strings"
	"unicode"
)

// Relations of Universal Dependencies 1 that version 2 names otherwise.
var renamed = map[string]string{
	"dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "nmod:tmod": "obl:tmod",
	"nmod:npmod": "obl:npmod", "neg": "advmod", "name": "flat", "mwe": "fixed", "nmod:agent": "obl:agent",
}

func relation(deprel string) string {
	if v2, ok := renamed[deprel]; ok {
		return v2
	}
	return deprel
}

// dependent is the first dependent of word i that stands in one of the relations, -1 if none does.
func (r *reading) dependent(i int, relations ...string) int {
	for _, d := range r.words[i].deps {
		for _, rel := range relations {
			if r.words[d].rel == rel {
				return d
			}
		}
	}
	return -1
}

// subject is the grammatical subject of word i's clause, -1 if it has none of its own.
func (r *reading) subject(i int) int {
	return r.dependent(i, "nsubj", "nsubj:pass", "csubj", "csubj:pass")
}

// preposition is the word that marks nominal i's case, -1 if none does.
func (r *reading) preposition(i int) int { return r.dependent(i, "case") }

// oblique is the first prepositional dependent of word i to its right with the preposition in lower case, -1 if none.
func (r *reading) oblique(i int, preposition string) int {
	for _, d := range r.words[i].deps {
		if d > i && r.isOblique(d) {
			if c := r.preposition(d); c >= 0 && r.words[c].lower == preposition {
				return d
			}
		}
	}
	return -1
}

func (r *reading) isOblique(i int) bool {
	rel := r.words[i].rel
	return rel == "nmod" || rel == "obl" || rel == "obl:agent" || rel == "obl:arg"
}

func (r *reading) isVerb(i int) bool {
	return strings.HasPrefix(r.words[i].XPOS, "VB") || r.words[i].UPOS == "VERB"
}

func (r *reading) isNominal(i int) bool {
	x := r.words[i].XPOS
	return strings.HasPrefix(x, "NN") || x == "PRP" || x == "WP" || x == "CD" || x == "DT" || x == "EX" || x == "WDT"
}

func (r *reading) isName(i int) bool { return strings.HasPrefix(r.words[i].XPOS, "NNP") }

// isAuxiliary reports whether word i serves another verb.
func (r *reading) isAuxiliary(i int) bool {
	rel := r.words[i].rel
	return rel == "aux" || rel == "aux:pass" || rel == "cop"
}

// isPassive reports whether verb i stands in the passive voice.
func (r *reading) isPassive(i int) bool {
	if r.words[i].XPOS != "VBN" {
		return false
	}
	return r.dependent(i, "aux:pass", "nsubj:pass", "csubj:pass") >= 0
}

// isNegated reports whether word i is negated by a dependent of its own.
func (r *reading) isNegated(i int) bool {
	for _, d := range r.words[i].deps {
		switch r.words[d].lower {
		case "not", "n't", "never", "no":
			if r.words[d].rel == "advmod" || r.words[d].rel == "det" {
				return true
			}
		}
	}
	return false
}

func isLetterOrDigit(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// infinitiveMark is the "to" of verb i, -1 if it has none.
func (r *reading) infinitiveMark(i int) int {
	for _, d := range r.words[i].deps {
		if d < i && r.words[d].XPOS == "TO" && r.words[d].rel != "case" {
			return d
		}
	}
	return -1
}

// startsSentence reports whether only conjunctions, adverbs and marks stand before word i.
func (r *reading) startsSentence(i int, sentence run) bool {
	for k := sentence.from; k < i; k++ {
		if x := r.words[k].XPOS; x != "CC" && x != "RB" && !r.words[k].isPunctuation() {
			return false
		}
	}
	return true
}
