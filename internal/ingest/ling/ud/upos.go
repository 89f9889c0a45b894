package ud

// UPOS is a universal part of speech. The zero value means that the part of speech is unknown.
type UPOS string

// The universal parts of speech, https://universaldependencies.org/u/pos/.
const (
	ADJ   UPOS = "ADJ"
	ADP   UPOS = "ADP"
	ADV   UPOS = "ADV"
	AUX   UPOS = "AUX"
	CCONJ UPOS = "CCONJ"
	DET   UPOS = "DET"
	INTJ  UPOS = "INTJ"
	NOUN  UPOS = "NOUN"
	NUM   UPOS = "NUM"
	PART  UPOS = "PART"
	PRON  UPOS = "PRON"
	PROPN UPOS = "PROPN"
	PUNCT UPOS = "PUNCT"
	SCONJ UPOS = "SCONJ"
	SYM   UPOS = "SYM"
	VERB  UPOS = "VERB"
	X     UPOS = "X"
)

// universal maps a Penn Treebank tag to the universal part of speech that the tag alone implies.
var universal = map[XPOS]UPOS{
	CC: CCONJ, CD: NUM, DT: DET, EX: PRON, FW: X, IN: ADP, JJ: ADJ, JJR: ADJ, JJS: ADJ, LS: X, MD: AUX, NN: NOUN, NNS: NOUN,
	NNP: PROPN, NNPS: PROPN, PDT: DET, POS: PART, PRP: PRON, PRPS: PRON, RB: ADV, RBR: ADV, RBS: ADV, RP: ADP, Symbol: SYM,
	TO: PART, UH: INTJ, VB: VERB, VBD: VERB, VBG: VERB, VBN: VERB, VBP: VERB, VBZ: VERB, WDT: PRON, WP: PRON, WPS: PRON,
	WRB: ADV, Dollar: SYM, Hash: SYM, OpenQuote: PUNCT, CloseQuote: PUNCT, Comma: PUNCT, Stop: PUNCT, Colon: PUNCT,
	LRB: PUNCT, RRB: PUNCT,
}

// Universal returns the universal part of speech of a word from its tag, lemma and relation. Auxiliaries, subordinators and
// pronouns share tags with other words; the lemma and the relation distinguish them, as the UD guidelines for English do.
func Universal(tag XPOS, lemma string, rel Deprel) UPOS {
	switch {
	case tag.IsVerb() && rel.IsAuxiliary():
		return AUX
	case (tag == IN || tag == WRB) && rel == Mark && lemma != "how" && lemma != "when":
		return SCONJ
	case tag == IN && rel == Advmod:
		return ADV
	case tag == RB && lemma == "not":
		return PART
	case tag == TO && rel == Case:
		return ADP
	case (tag == DT || tag == PDT) && rel.isNominal():
		return PRON
	case (tag == WDT || tag == WP) && rel == Det:
		return DET
	}
	if u, ok := universal[tag]; ok {
		return u
	}
	return X
}
