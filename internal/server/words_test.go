package server_test

import (
	"encoding/json"
	"testing"

	"graphd/internal/server"
	"graphd/quads"
)

// Every attribution of the sample leads back to its exact words: in its document's text, and in the list.
func TestEveryWordLeadsBack(t *testing.T) {
	article, err := quads.FS.ReadFile("article.txt")
	if err != nil {
		t.Fatal(err)
	}
	c := newClient(t, server.Limits{})
	stored := decode[uploaded](t, c.post("/api/v1/documents", "text/plain; charset=utf-8", string(article)))
	type attribution struct {
		ID                   string
		Source, Cue, Content [][2]int
		Words                struct{ Source, Cue, Content []string }
	}
	full := decode[struct {
		Text         string
		Attributions []attribution
	}](t, c.get("/api/v1/documents/"+stored.ID))
	if len(full.Attributions) != len(stored.Attributions) || len(full.Attributions) < 20 {
		t.Fatalf("%d attributions found, %d stored", len(stored.Attributions), len(full.Attributions))
	}
	text, before := []rune(full.Text), -1
	for _, a := range full.Attributions {
		for i, spans := range [][][2]int{a.Source, a.Cue, a.Content} {
			words := [][]string{a.Words.Source, a.Words.Cue, a.Words.Content}[i]
			for j, s := range spans {
				if got := string(text[s[0]:s[1]]); got != words[j] {
					t.Errorf("%s: %v is %q, not %q", a.ID, s, got, words[j])
				}
			}
		}
		if a.Content[0][0] < before {
			t.Errorf("%s is out of order", a.ID)
		}
		before = a.Content[0][0]
		one := c.get("/api/v1/attributions/" + a.ID)
		var again attribution
		if err := json.Unmarshal([]byte(one.body), &again); err != nil || len(again.Content) != len(a.Content) {
			t.Errorf("%s by itself: %s", a.ID, one.body)
		}
	}
}
