package feature

import (
	"strings"

	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

// Kinds numbers words, tags or relations by their hashes, so that decision trees can split on them. Similar ones have
// adjacent numbers.
type Kinds map[uint64]float64

func number[T ~string](names []T) Kinds {
	out := Kinds{}
	for i, name := range names {
		out[word.Hash(string(name))] = float64(i)
	}
	return out
}

// Of returns the number of the kind with the given hash; for an unknown one a number greater than all others.
func (k Kinds) Of(hash uint64) float64 {
	if n, ok := k[hash]; ok {
		return n
	}
	return float64(len(k))
}

// The numberings. Models are trained on them: changing one makes it necessary to train anew.
var (
	RelationKinds = number(ud.Version1Order())
	TagKinds      = number(ud.TagOrder())
	WordKinds     = number(strings.Fields(`that to if whether how what why who which where when as while after before because
		since although though and but or for of about in on with by at from against during following including according
		saying adding not , . ( ) -- : ` + "`` ''" + ` " “ ” — ;`))
)
