package ud

import "strings"

// XPOS is a tag of the Penn Treebank. The zero value means that the word has no tag.
type XPOS string

// The tags of the Penn Treebank (Marcus, Santorini and Marcinkiewicz 1993).
const (
	CC   XPOS = "CC"
	CD   XPOS = "CD"
	DT   XPOS = "DT"
	EX   XPOS = "EX"
	FW   XPOS = "FW"
	IN   XPOS = "IN"
	JJ   XPOS = "JJ"
	JJR  XPOS = "JJR"
	JJS  XPOS = "JJS"
	LS   XPOS = "LS"
	MD   XPOS = "MD"
	NN   XPOS = "NN"
	NNP  XPOS = "NNP"
	NNPS XPOS = "NNPS"
	NNS  XPOS = "NNS"
	PDT  XPOS = "PDT"
	POS  XPOS = "POS"
	PRP  XPOS = "PRP"
	PRPS XPOS = "PRP$"
	RB   XPOS = "RB"
	RBR  XPOS = "RBR"
	RBS  XPOS = "RBS"
	RP   XPOS = "RP"
	TO   XPOS = "TO"
	UH   XPOS = "UH"
	VB   XPOS = "VB"
	VBD  XPOS = "VBD"
	VBG  XPOS = "VBG"
	VBN  XPOS = "VBN"
	VBP  XPOS = "VBP"
	VBZ  XPOS = "VBZ"
	WDT  XPOS = "WDT"
	WP   XPOS = "WP"
	WPS  XPOS = "WP$"
	WRB  XPOS = "WRB"

	Symbol     XPOS = "SYM"
	Dollar     XPOS = "$"
	Hash       XPOS = "#"
	OpenQuote  XPOS = "``"
	CloseQuote XPOS = "''"
	Comma      XPOS = ","
	Stop       XPOS = "."
	Colon      XPOS = ":" // also dashes, semicolons and ellipses
	LRB        XPOS = "-LRB-"
	RRB        XPOS = "-RRB-"
)

// Tags that English treebanks use beyond the Penn Treebank's. The annotator never assigns them.
const (
	ADD  XPOS = "ADD"  // address on the internet
	AFX  XPOS = "AFX"  // affix
	GW   XPOS = "GW"   // part of a word split by mistake
	HYPH XPOS = "HYPH" // hyphen inside a word
	NFP  XPOS = "NFP"  // superfluous punctuation
	XX   XPOS = "XX"   // unintelligible
)

// IsVerb reports whether t is the tag of a verb form; modals are not included.
func (t XPOS) IsVerb() bool { return strings.HasPrefix(string(t), "VB") }

// IsFinite reports whether t is the tag of a finite verb or a modal.
func (t XPOS) IsFinite() bool { return t == VBD || t == VBP || t == VBZ || t == MD }

// IsNoun reports whether t is the tag of a common or proper noun.
func (t XPOS) IsNoun() bool { return strings.HasPrefix(string(t), "NN") }

// IsProperNoun reports whether t is the tag of a proper noun.
func (t XPOS) IsProperNoun() bool { return t == NNP || t == NNPS }

// IsPlural reports whether t is the tag of a plural noun.
func (t XPOS) IsPlural() bool { return t == NNS || t == NNPS }

// IsAdjective reports whether t is the tag of an adjective of any degree.
func (t XPOS) IsAdjective() bool { return strings.HasPrefix(string(t), "JJ") }

// IsAdverb reports whether t is the tag of an adverb of any degree.
func (t XPOS) IsAdverb() bool { return strings.HasPrefix(string(t), "RB") }

// IsPronoun reports whether t is the tag of a personal or possessive pronoun.
func (t XPOS) IsPronoun() bool { return t == PRP || t == PRPS }

// IsInterrogative reports whether t is the tag of a wh-word, interrogative or relative.
func (t XPOS) IsInterrogative() bool { return strings.HasPrefix(string(t), "W") }

// IsPunctuation reports whether t is the tag of a punctuation mark or a currency sign: such tags do not begin with a letter.
func (t XPOS) IsPunctuation() bool { return t != "" && t[0] < 'A' }

// Class returns the first byte of t, which classes tags coarsely (all verb forms are 'V'), and 0 for no tag.
func (t XPOS) Class() byte {
	if t == "" {
		return 0
	}
	return t[0]
}

// TagOrder returns the tags that models number, similar ones next to each other.
func TagOrder() []XPOS {
	return []XPOS{
		VBZ, VBD, VBP, VBG, VBN, VB, MD, TO, IN, WDT, WP, WRB, WPS, CC, Comma, Colon, Stop, OpenQuote, CloseQuote, LRB, RRB,
		RB, RBR, DT, PRP, PRPS, JJ, JJR, JJS, CD, NN, NNS, NNP, NNPS, EX, POS, RP, UH,
	}
}
