package coref_test

import (
	"testing"

	"graphd/internal/ingest/entity/coref"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// TestCapitalsInNames checks that the name of a nominal loses the capitals of a headline as a whole or not at all.
func TestCapitalsInNames(t *testing.T) {
	annotator, err := ling.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ document, phrase, name string }{
		{"MAYOR SAYS BRIDGE WILL CLOSE\n\nIt opened in May.", "MAYOR", "mayor"},
		{"POLICE: driver fled on foot", "POLICE", "police"},
		{"SENIOR OFFICIALS WARN OF FLOODS", "SENIOR OFFICIALS", "senior officials"},
		{"NBRA OFFICIALS WARN OF FLOODS", "NBRA OFFICIALS", "NBRA officials"},
		{"CALIFORNIA LAWYERS WARN OF FLOODS", "CALIFORNIA LAWYERS", "California lawyers"},
		{"MS users warned of floods.", "MS users", "MS users"},
		{"Senior officials warn of floods.", "Senior officials", "senior officials"},
		{"The mayor warned of floods.", "The mayor", "the mayor"},
		{"NBRA officials warned of floods.", "NBRA officials", "NBRA officials"},
		{"Élite runners complained.", "Élite runners", "élite runners"},
	} {
		given := text.Normalize(c.document)
		phrase := text.Span{Start: 0, End: len([]rune(c.phrase))}
		r := coref.NewResolver(known).Resolve(annotator.Layout(given), []text.Span{phrase})
		e, _, ok := r.At(phrase)
		if !ok {
			t.Errorf("%q: %s is not linked", c.document, c.phrase)
		} else if got := r.Entities[e].Name; got != c.name {
			t.Errorf("%q: got the name %q, want %q", c.document, got, c.name)
		}
	}
}
