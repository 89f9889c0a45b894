package namer

import (
	"strings"
	"sync"

	"graphd/internal/ingest/ling/namelist"
	"graphd/internal/ingest/ling/word"
)

// lists is a set of name lists.
type lists uint8

const (
	givenName lists = 1 << iota
	commonSurname
	surname
	place          // a place with one word
	placeBegin     // the first word of a place with several words
	placeContinues // a later word of such a place
)

// commonSurnames is the number of surnames that count as common. Chosen by hand.
const commonSurnames = 3000

// A nameIndex finds names by the hashes of their words in lower case.
type nameIndex struct {
	words   map[uint64]lists
	places  map[uint64]bool // by the joined hashes of their words
	longest map[uint64]int  // number of words in the longest place that begins with a word
}

var names = sync.OnceValue(func() *nameIndex {
	x := &nameIndex{words: map[uint64]lists{}, places: map[uint64]bool{}, longest: map[uint64]int{}}
	for name := range namelist.Given() {
		x.words[word.Hash(strings.ToLower(name))] |= givenName
	}
	n := 0
	for name := range namelist.Surnames() {
		list := surname
		if n < commonSurnames {
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

// listed returns the name lists that contain each word. Words without a capital letter are in none.
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
				out[k] |= placeContinues
			}
			i += n - 1
		}
	}
	return out
}

// placeAt returns the number of words in the longest place at the beginning of words; 0 if there is none.
func (x *nameIndex) placeAt(words []*word.Word) int {
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
