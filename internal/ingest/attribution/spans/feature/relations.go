package feature

import (
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

// Hashes of the relations and words that features ask for by name.
var (
	RelAcl       = hashRelation(ud.Acl)
	RelAdvcl     = hashRelation(ud.Advcl)
	RelAppos     = hashRelation(ud.Appos)
	RelAux       = hashRelation(ud.Aux)
	RelAuxPass   = hashRelation(ud.AuxPass)
	RelCase      = hashRelation(ud.Case)
	RelCcomp     = hashRelation(ud.Ccomp)
	RelCop       = hashRelation(ud.Cop)
	RelDep       = hashRelation(ud.Dep)
	RelMark      = hashRelation(ud.Mark)
	RelNeg       = word.Hash(ud.Version1Neg)
	RelNmod      = hashRelation(ud.Nmod) // and obl, which has the same name in version 1
	RelNsubj     = hashRelation(ud.Nsubj)
	RelNsubjPass = hashRelation(ud.NsubjPass)
	RelObj       = hashRelation(ud.Obj)
	RelParataxis = hashRelation(ud.Parataxis)
	RelPunct     = hashRelation(ud.Punct)
	RelRelcl     = hashRelation(ud.AclRelcl)
	RelXcomp     = hashRelation(ud.Xcomp)

	Colon = word.Hash(string(ud.Colon))
	Comma = word.Hash(string(ud.Comma))
	To    = word.Hash("to")
	That  = word.Hash("that")
)

// hashRelation returns the hash of the name that d has in version 1 of Universal Dependencies: the models were trained on
// these names.
func hashRelation(d ud.Deprel) uint64 { return word.Hash(d.Version1("")) }

// isLexicalized reports whether features use the words of dependents in relation rel, not only the relation.
func isLexicalized(rel uint64) bool {
	switch rel {
	case RelNsubj, RelNsubjPass, RelObj, RelMark, RelXcomp, RelCcomp, RelNmod, RelCase, RelAdvcl, RelDep:
		return true
	}
	return false
}
