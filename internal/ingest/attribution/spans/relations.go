package spans

import "graphd/internal/ingest/ling/word"

// Hashes of the relations and words that features ask for by name.
var (
	relAcl       = word.Hash("acl")
	relAdvcl     = word.Hash("advcl")
	relAppos     = word.Hash("appos")
	relAux       = word.Hash("aux")
	relAuxpass   = word.Hash("auxpass")
	relCase      = word.Hash("case")
	relCcomp     = word.Hash("ccomp")
	relCop       = word.Hash("cop")
	relDep       = word.Hash("dep")
	relDobj      = word.Hash("dobj")
	relMark      = word.Hash("mark")
	relNeg       = word.Hash("neg")
	relNmod      = word.Hash("nmod")
	relNsubj     = word.Hash("nsubj")
	relNsubjpass = word.Hash("nsubjpass")
	relParataxis = word.Hash("parataxis")
	relPunct     = word.Hash("punct")
	relRelcl     = word.Hash("acl:relcl")
	relXcomp     = word.Hash("xcomp")

	colon     = word.Hash(":")
	comma     = word.Hash(",")
	lemmaTo   = word.Hash("to")
	lemmaThat = word.Hash("that")
)

// telling are the relations of dependents whose own words matter.
func telling(rel uint64) bool {
	switch rel {
	case relNsubj, relNsubjpass, relDobj, relMark, relXcomp, relCcomp, relNmod, relCase, relAdvcl, relDep:
		return true
	}
	return false
}
