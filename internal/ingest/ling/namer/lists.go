package namer

import (
	"strings"
	"sync"

	"graphd/internal/ingest/ling/namelist"
	"graphd/internal/ingest/ling/word"
)

// lists says in which lists of names a word is.
type lists uint8

const (
	givenName lists = 1 << iota
	commonSurname
	surname
	place      // a place of one word
	placeBegin // the first of several words of a place
	placeGoesOn
)

// common is how many surnames, from the commonest on, are common.
const common = 3000

// index finds names by the hashes of their words in lower case.
type index struct {
	words   map[uint64]lists
	places  map[uint64]bool // by the hashes of all words, joined
	longest map[uint64]int  // words of the longest place that begins with a word
}

var names = sync.OnceValue(func() *index {
	x := &index{words: map[uint64]lists{}, places: map[uint64]bool{}, longest: map[uint64]int{}}
	for name := range namelist.Given() {
		x.words[word.Hash(strings.ToLower(name))] |= givenName
	}
	n := 0
	for name := range namelist.Surnames() {
		list := surname
		if n < common {
			list = commonSurname
		}
		x.words[word.Hash(name)] |= list
		n++
	}
	for name := range namelist.Places() {
		words := strings.Fields(name)
		hash := uint64(0)
		for _, w := range words {
			hash = word.Join(hash, word.Hash(w))
		}
		x.places[hash] = true
		first := word.Hash(words[0])
		x.longest[first] = max(x.longest[first], len(words))
	}
	return x
})

// listed is what each of words is in the lists; words without a capital are in none.
func listed(words []*word.Word) []lists {
	x, out := names(), make([]lists, len(words))
	for i, w := range words {
		if w.Capital {
			out[i] |= x.words[w.Lower]
		}
	}
	for i := 0; i < len(words); i++ {
		switch n := x.placeAt(words[i:]); {
		case n == 1:
			out[i] |= place
		case n > 1:
			out[i] |= placeBegin
			for k := i + 1; k < i+n; k++ {
				out[k] |= placeGoesOn
			}
			i += n - 1
		}
	}
	return out
}

// placeAt is how many words the longest place has that words begin with.
func (x *index) placeAt(words []*word.Word) int {
	if !words[0].Capital {
		return 0
	}
	hash, found := uint64(0), 0
	for k := range min(x.longest[words[0].Lower], len(words)) {
		if hash = word.Join(hash, words[k].Lower); x.places[hash] {
			found = k + 1
		}
	}
	return found
}
