package ud

import "strings"

// version1 maps relations whose names differ in Universal Dependencies 1 to those of version 2. The relations neg and nmod
// are not in the map: what they become depends on more than their names.
var version1 = map[string]Deprel{
	"dobj": Obj, "nsubjpass": NsubjPass, "csubjpass": CsubjPass, "auxpass": AuxPass, "mwe": Fixed, "name": Flat,
	"nmod:tmod": OblTmod, "nmod:npmod": OblNpmod, "nmod:agent": OblAgent,
}

// FromVersion1 returns the relation of version 2 for rel, a relation of version 1 between a word with tag own and its
// head with tag head, which is empty for the root.
//
//   - neg becomes det for a determiner ("no plan") and advmod otherwise ("did not").
//   - nmod becomes obl where the head is a verb, an adjective or an adverb.
//   - All bare noun phrases of time and measure become subtypes of obl, whatever their heads.
func FromVersion1(rel string, own, head XPOS) Deprel {
	switch rel {
	case Version1Neg:
		if own == DT {
			return Det
		}
		return Advmod
	case string(Nmod):
		if head.takesOblique() {
			return Obl
		}
		return Nmod
	}
	if v2, ok := version1[rel]; ok {
		return v2
	}
	return Deprel(rel)
}

// takesOblique reports whether nominals with a case marker modify a word with tag t as obl rather than nmod.
func (t XPOS) takesOblique() bool {
	return t.IsVerb() || t.IsAdjective() || t.IsAdverb() || t == MD || t == IN || t == RP || t == TO || t == WRB
}

// Version1 returns the name in version 1 of the relation of a word whose lower-case form is lower. It inverts
// [FromVersion1], except that every negation by "not", "n't", "never" or "no" counts as neg. The features of models trained on
// version 1 are hashed from these names.
func (d Deprel) Version1(lower string) string {
	switch d {
	case Advmod, Det:
		if d.Negates(lower) {
			return Version1Neg
		}
	case Obj:
		return "dobj"
	case NsubjPass:
		return "nsubjpass"
	case CsubjPass:
		return "csubjpass"
	case AuxPass:
		return "auxpass"
	case Fixed:
		return "mwe"
	case Obl:
		return string(Nmod)
	case OblTmod:
		return string(NmodTmod)
	case OblNpmod:
		return string(NmodNpmod)
	}
	return string(d)
}

// Version1Neg is the relation of negations in version 1.
const Version1Neg = "neg"

// Version1Order returns the names in version 1 of the relations that models number, similar ones next to each other.
func Version1Order() []string {
	return strings.Fields(`ccomp xcomp parataxis advcl dobj acl acl:relcl nmod conj dep appos nsubj nsubjpass amod advmod
		compound det case mark cc punct aux auxpass cop neg nmod:tmod nmod:poss iobj root`)
}
