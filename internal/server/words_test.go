package server_test

import (
	"cmp"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"graphd/api"
	"graphd/internal/server"
	"graphd/quads"
)

// TestOneAttribution adds the sample and reads it again: what POST answers and what GET answers differ in the offsets of the
// text as given alone, and every range has its exact words.
func TestOneAttribution(t *testing.T) {
	article, err := quads.FS.ReadFile("article.txt")
	if err != nil {
		t.Fatal(err)
	}
	given := "\ufeff" + string(article) // so that the text as given and the normalised one differ
	c := newClient(t, server.ServeLimits{})
	posted := decode[api.Ingested](t, c.post("/api/v1/documents", "text/plain; charset=utf-8", given))
	full := decode[api.FullDocument](t, c.get("/api/v1/documents/"+posted.ID))
	if len(full.Found) != len(posted.Attributions) || len(full.Found) < 20 {
		t.Fatalf("%d attributions found, %d stored", len(posted.Attributions), len(full.Found))
	}
	byID := map[string]api.Attribution{}
	for _, a := range posted.Attributions {
		checkWords(t, a.ID, given, api.Offsets{Source: a.Source, Cue: a.Cue, Content: a.Content}, a.Words)
		a.Source, a.Cue, a.Content = nil, nil, nil
		byID[a.ID] = a
	}
	before := -1
	for _, a := range full.Found {
		checkWords(t, a.ID, full.Text, a.Normalised, a.Words)
		if diff := gocmp.Diff(inOneOrder(byID[a.ID]), inOneOrder(a)); diff != "" {
			t.Errorf("%s, -posted +read:\n%s", a.ID, diff)
		}
		if a.Normalised.Content[0][0] < before {
			t.Errorf("%s is out of order", a.ID)
		}
		before = a.Normalised.Content[0][0]
		one := decode[api.Attribution](t, c.get("/api/v1/attributions/"+a.ID))
		if diff := gocmp.Diff(a, one); diff != "" {
			t.Errorf("%s, -in the document +by itself:\n%s", a.ID, diff)
		}
	}
}

// checkWords checks that each range of offsets in text has the words at the same index.
func checkWords(t *testing.T, id, text string, offsets api.Offsets, words api.AttributionWords) {
	t.Helper()
	points := []rune(text)
	for _, part := range []struct {
		ranges []api.TextRange
		words  []string
	}{{offsets.Source, words.Source}, {offsets.Cue, words.Cue}, {offsets.Content, words.Content}} {
		if len(part.ranges) != len(part.words) {
			t.Errorf("%s: %d ranges for %d words", id, len(part.ranges), len(part.words))
			continue
		}
		for i, r := range part.ranges {
			if got := string(points[r[0]:r[1]]); got != part.words[i] {
				t.Errorf("%s: %v is %q, not %q", id, r, got, part.words[i])
			}
		}
	}
}

// inOneOrder returns a with its lists that have no order sorted.
func inOneOrder(a api.Attribution) api.Attribution {
	a.About = slices.SortedFunc(slices.Values(a.About), func(a, b api.EntityRef) int { return cmp.Compare(a.ID, b.ID) })
	a.Relations = slices.SortedFunc(slices.Values(a.Relations), func(a, b api.AttributionRelation) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.To, b.To))
	})
	return a
}
