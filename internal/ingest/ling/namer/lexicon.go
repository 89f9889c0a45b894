package namer

import (
	_ "embed"
	"strings"
	"sync"

	"graphd/internal/ingest/ling/word"
)

//go:embed lexicon.txt
var lexiconText string

// lexicon returns the sets of classes of words by Word.Lower, with a bit for each line of lexicon.txt.
var lexicon = sync.OnceValue(func() map[uint64]uint64 {
	list := map[uint64]uint64{}
	class := uint64(1)
	for line := range strings.Lines(lexiconText) {
		_, words, ok := strings.Cut(line, ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(words) {
			list[word.Hash(w)] |= class
		}
		class <<= 1
	}
	return list
})
