package ingest_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"graphd/internal/graph/vocab"
)

// TestRelations checks the relations between attributions, and pairs that only resemble relations.
func TestRelations(t *testing.T) {
	const article = `Tom Okafor: “The old bridge will be closed by June”

Asked whether the bridge would be closed, Mayor Tom Okafor said that it would. The mayor was asked whether the bus lanes would go.

“The old bridge will be closed by June,” said Mr Okafor. “It will be closed,” he added.

The Rivers Agency recommended that the council hold a public inquiry into the floods. It demanded more money.

The council rejected the agency’s recommendation of a public inquiry. It also rejected the agency’s claims. It rejected the agency’s recommendation of a royal commission.

According to the Gazette, the harbour master said the pier was rotten.
`
	result := run(t, newPipeline(t), "bridge.txt", article)
	report := result.Report()
	texts := map[string]string{}
	for _, a := range report.Attributions {
		texts[a.ID] = a.Text
	}
	var got []string
	for _, a := range report.Attributions {
		for _, relation := range a.Relations {
			got = append(got, fmt.Sprintf("%q %s %q", a.Text, relation.Type, texts[relation.To]))
		}
	}
	want := []string{
		`"that it would" repliesTo "whether the bridge would be closed"`,
		`"The old bridge will be closed by June" repeats "The old bridge will be closed by June"`,
		`"the agency’s recommendation of a public inquiry" disagreesWith "that the council hold a public inquiry into the floods"`,
		`"the pier was rotten" relayedBy "the harbour master said the pier was rotten"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s\n%s", diff, formatReport(report))
	}

	quads := result.Quads(recorded)
	for _, property := range []quad.IRI{vocab.RepliesTo, vocab.Repeats, vocab.DisagreesWith, vocab.RelayedBy} {
		if !slices.ContainsFunc(quads, func(q quad.Quad) bool { return q.Predicate == property && q.Label == result.Label() }) {
			t.Errorf("no quad with %s", property)
		}
	}
}
