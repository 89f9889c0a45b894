package namer

import (
	"slices"
	"testing"

	"graphd/internal/ingest/ling/word"
)

func TestListed(t *testing.T) {
	var words []*word.Word
	for _, form := range []string{"Pauline", "Nguyen", "left", "New", "York", "City", "for", "paris", "and", "Paris"} {
		words = append(words, word.Make(form))
	}
	got := listed(words)
	if got[1]&(commonSurname|surname) == 0 || got[0]&givenName == 0 {
		t.Errorf("given name and surname: %v", got[:2])
	}
	if got[3]&placeBegin == 0 || got[4]&placeContinues == 0 || got[5]&placeContinues == 0 || got[9]&place == 0 {
		t.Errorf("places: %v", got[3:])
	}
	if !slices.Equal([]lists{got[2], got[6], got[7], got[8]}, []lists{0, 0, 0, 0}) {
		t.Errorf("words without a capital: %v", got)
	}
}
