package ingest_test

import (
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest"
)

// shortEdges are the edges that state that somebody said the words.
var shortEdges = []quad.IRI{
	vocab.Said, vocab.Denies, vocab.Confirms, vocab.Recommends, vocab.Demands, vocab.Rejects, vocab.Accepts, vocab.Promises,
	vocab.Warns, vocab.Asks, vocab.Accuses, vocab.Praises, vocab.Estimates, vocab.Believes, vocab.Intends, vocab.Declines,
}

// TestShortEdgesNeedASpeaker checks that the person asked is not the speaker of a question, and that a refusal is no
// statement.
func TestShortEdgesNeedASpeaker(t *testing.T) {
	const article = `Questions at the quay

Asked whether he would resign, Councillor Amit Patel left the room. The mayor was asked whether the bus lanes would go.

Declined to comment on the fares. Asked about the bridge, the harbour master declined to comment.

The minister did not say whether the ferry was safe.
`
	result := run(t, newPipeline(t), "quay.txt", article)
	unattributed, refused := 0, 0
	for _, a := range result.Report().Attributions {
		edges := edgesOf(result, a.Text)
		switch {
		case a.Entity == nil:
			unattributed++
			if len(edges) > 0 {
				t.Errorf("attribution without a source [%s] %q has the edges %v", a.Words.Cue, a.Text, edges)
			}
		case a.Polarity == "negative":
			refused++
			if len(edges) > 0 {
				t.Errorf("%s [%s] %q has the edges %v", a.Entity.Name, a.Words.Cue, a.Text, edges)
			}
		case a.Act == "decline":
			refused++
			if !slices.Equal(edges, []quad.IRI{vocab.Declines}) {
				t.Errorf("%s [%s] %q has the edges %v, want only that of a refusal", a.Entity.Name, a.Words.Cue, a.Text, edges)
			}
		}
	}
	if unattributed < 3 || refused < 2 {
		t.Errorf("found %d attributions without a source and %d refusals, want at least 3 and 2:\n%s", unattributed, refused, formatReport(result.Report()))
	}
}

// edgesOf returns the short edges to words, each once.
func edgesOf(r ingest.Result, words string) []quad.IRI {
	var out []quad.IRI
	for _, q := range r.Quads(recorded) {
		if p, ok := q.Predicate.(quad.IRI); ok && slices.Contains(shortEdges, p) && q.Object == quad.String(words) && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}
