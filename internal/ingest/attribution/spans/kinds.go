package spans

import (
	"strings"

	"graphd/internal/ingest/ling/word"
)

// kinds number words, tags or relations, so that trees can ask which one it is. Those next to each other are alike.
type kinds map[uint64]float64

func number(names string) kinds {
	out := kinds{}
	for i, name := range strings.Fields(names) {
		out[word.Hash(name)] = float64(i)
	}
	return out
}

// of is the number of what has the hash; that of no kind is past the last.
func (k kinds) of(hash uint64) float64 {
	if n, ok := k[hash]; ok {
		return n
	}
	return float64(len(k))
}

var (
	relationKinds = number(`ccomp xcomp parataxis advcl dobj acl acl:relcl nmod conj dep appos nsubj nsubjpass amod advmod
		compound det case mark cc punct aux auxpass cop neg nmod:tmod nmod:poss iobj root`)
	tagKinds  = number("VBZ VBD VBP VBG VBN VB MD TO IN WDT WP WRB WP$ CC , : . `` '' -LRB- -RRB- RB RBR DT PRP PRP$ JJ JJR JJS CD NN NNS NNP NNPS EX POS RP UH")
	wordKinds = number("that to if whether how what why who which where when as while after before because since although though and but or for of about in on with by at from against during following including according saying adding not , . ( ) -- : `` '' \" “ ” — ;")
)
