package ud

import "strings"

// Deprel is a relation of a word to its head.
type Deprel string

// The relations that the annotator assigns, https://universaldependencies.org/u/dep/.
const (
	Acl         Deprel = "acl"
	AclRelcl    Deprel = "acl:relcl"
	Advcl       Deprel = "advcl"
	Advmod      Deprel = "advmod"
	Amod        Deprel = "amod"
	Appos       Deprel = "appos"
	Aux         Deprel = "aux"
	AuxPass     Deprel = "aux:pass"
	Case        Deprel = "case"
	Cc          Deprel = "cc"
	CcPreconj   Deprel = "cc:preconj"
	Ccomp       Deprel = "ccomp"
	Compound    Deprel = "compound"
	CompoundPrt Deprel = "compound:prt"
	Conj        Deprel = "conj"
	Cop         Deprel = "cop"
	Csubj       Deprel = "csubj"
	CsubjPass   Deprel = "csubj:pass"
	Dep         Deprel = "dep" // unspecified
	Det         Deprel = "det"
	DetPredet   Deprel = "det:predet"
	Discourse   Deprel = "discourse"
	Expl        Deprel = "expl"
	Fixed       Deprel = "fixed"
	Iobj        Deprel = "iobj"
	Mark        Deprel = "mark"
	Nmod        Deprel = "nmod"
	NmodPoss    Deprel = "nmod:poss"
	Nsubj       Deprel = "nsubj"
	NsubjPass   Deprel = "nsubj:pass"
	Nummod      Deprel = "nummod"
	Obj         Deprel = "obj"
	Obl         Deprel = "obl"
	OblNpmod    Deprel = "obl:npmod"
	OblTmod     Deprel = "obl:tmod"
	Parataxis   Deprel = "parataxis"
	Punct       Deprel = "punct"
	Root        Deprel = "root"
	Xcomp       Deprel = "xcomp"
)

// Relations of the UD treebanks that the annotator never assigns.
const (
	AdvclRelcl   Deprel = "advcl:relcl"
	Clf          Deprel = "clf"
	CsubjOuter   Deprel = "csubj:outer"
	Dislocated   Deprel = "dislocated"
	Flat         Deprel = "flat"
	FlatForeign  Deprel = "flat:foreign"
	Goeswith     Deprel = "goeswith"
	List         Deprel = "list"
	NmodDesc     Deprel = "nmod:desc"
	NmodNpmod    Deprel = "nmod:npmod"
	NmodTmod     Deprel = "nmod:tmod"
	NmodUnmarked Deprel = "nmod:unmarked"
	NsubjOuter   Deprel = "nsubj:outer"
	OblAgent     Deprel = "obl:agent"
	OblArg       Deprel = "obl:arg"
	OblUnmarked  Deprel = "obl:unmarked"
	Orphan       Deprel = "orphan"
	Reparandum   Deprel = "reparandum"
	Vocative     Deprel = "vocative"
)

// Base returns d without its subtype: "nsubj" for "nsubj:pass".
func (d Deprel) Base() Deprel {
	base, _, _ := strings.Cut(string(d), ":")
	return Deprel(base)
}

// IsSubject reports whether d is the relation of a subject, nominal or clausal, active or passive.
func (d Deprel) IsSubject() bool {
	switch d {
	case Nsubj, NsubjPass, Csubj, CsubjPass:
		return true
	}
	return false
}

// IsNominalSubject reports whether d is the relation of a nominal subject, active or passive.
func (d Deprel) IsNominalSubject() bool { return d == Nsubj || d == NsubjPass }

// IsPassive reports whether d occurs only in the passive voice.
func (d Deprel) IsPassive() bool { return d == NsubjPass || d == CsubjPass || d == AuxPass }

// IsAuxiliary reports whether d is the relation of an auxiliary or a copula.
func (d Deprel) IsAuxiliary() bool { return d == Aux || d == AuxPass || d == Cop }

// IsOblique reports whether d is the relation of a nominal with a case marker to a predicate or another nominal.
func (d Deprel) IsOblique() bool {
	switch d {
	case Nmod, Obl, OblAgent, OblArg:
		return true
	}
	return false
}

// Negates reports whether a word in relation d, with the lower-case form lower, negates its head.
func (d Deprel) Negates(lower string) bool {
	switch lower {
	case "not", "n't", "never", "no":
		return d == Advmod || d == Det
	}
	return false
}

// isNominal reports whether a determiner in relation d is the head of a noun phrase.
func (d Deprel) isNominal() bool {
	switch d {
	case Nsubj, NsubjPass, Obj, Iobj, Nmod, Obl, Root, Conj, Ccomp, Expl, Appos:
		return true
	}
	return false
}
