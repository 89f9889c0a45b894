package curation_test

import (
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"graphd/api"
	"graphd/internal/curation"
	"graphd/internal/graph/vocab"
)

const (
	base  = vocab.DefaultBase
	label = quad.IRI("urn:graphd:doc:d")
)

// found returns a graph in which Ann says the words of two attributions, and Bob those of a third one.
func found() (quads []quad.Quad) {
	add := func(subject, predicate quad.IRI, object quad.Value) {
		quads = append(quads, quad.Quad{Subject: subject, Predicate: predicate, Object: object, Label: label})
	}
	for _, e := range []string{"ann", "bob", "cy"} {
		iri := base.IRI("actor", e)
		add(iri, vocab.Label, quad.String(e))
		add(iri, vocab.EntityKind, vocab.ConceptOf(vocab.EntityKindList, "person"))
		for _, class := range vocab.EntityClasses("person") {
			add(iri, vocab.Type, class)
		}
	}
	for i, a := range []struct{ speaker, words, exact string }{
		{"ann", "it is dry", "it is dry"}, {"ann", "the wall is “quite safe” today", "the wall is “quite safe,” today"}, {"bob", "quite safe", "quite safe"},
	} {
		speaker, iri, passage := base.IRI("actor", a.speaker), base.IRI("attr", fmt.Sprint(i)), base.IRI("passage", fmt.Sprint(i))
		add(iri, vocab.Type, vocab.Attribution)
		add(iri, vocab.Source, speaker)
		add(speaker, vocab.Made, iri)
		add(iri, vocab.ContentText, quad.String(a.words))
		add(iri, vocab.ContentPassage, passage)
		add(passage, vocab.Exact, quad.String(a.exact))
		add(speaker, vocab.SpokeOf, quad.String(a.words))
	}
	add(base.IRI("actor", "ann"), vocab.Said, quad.String("quite safe"))
	return quads
}

func record(id string, c api.NewCorrection) api.CorrectionRecord {
	r := api.CorrectionRecord{ID: "correction:" + id, NewCorrection: c, Recorded: "2026-01-01T00:00:0" + id + "Z"}
	if c.Attribution != "" {
		r.Anchors = []api.AttributionAnchor{{ID: c.Attribution, Document: "doc:d"}}
	}
	r.Result = &api.EntityRef{ID: c.Entity, Name: "cy", Kind: "person"}
	return r
}

func correct(t *testing.T, records ...api.CorrectionRecord) (withheld, added []quad.Quad) {
	t.Helper()
	withheld, added, err := curation.Correct(curation.NewLog(base, records), label, found())
	if err != nil {
		t.Fatal(err)
	}
	return withheld, added
}

func TestIndependentCorrectionsCommute(t *testing.T) {
	corrections := []api.NewCorrection{
		{Action: api.ActionReattribute, Attribution: "attr:1", Entity: "actor:cy"}, {Action: api.ActionReject, Attribution: "attr:0"},
		{Action: api.ActionRename, Entity: "actor:bob", Name: "Robert"},
	}
	var wantWithheld, wantAdded []quad.Quad
	for i, order := range [][3]int{{1, 2, 3}, {1, 3, 2}, {2, 1, 3}, {2, 3, 1}, {3, 1, 2}, {3, 2, 1}} {
		var records []api.CorrectionRecord
		for j, c := range corrections {
			r := record(fmt.Sprint(j+1), c)
			r.Recorded = fmt.Sprintf("2026-01-01T00:00:0%dZ", order[j])
			records = append(records, r)
		}
		withheld, added := correct(t, records...)
		if i == 0 {
			wantWithheld, wantAdded = withheld, added
		}
		if diff := cmp.Diff([2][]quad.Quad{wantWithheld, wantAdded}, [2][]quad.Quad{withheld, added}); diff != "" || len(withheld) == 0 {
			t.Errorf("order %v:\n%s", order, diff)
		}
	}
}

func TestAQuotationInTheContentMovesWithIt(t *testing.T) {
	_, added := correct(t, record("1", api.NewCorrection{Action: api.ActionReattribute, Attribution: "attr:1", Entity: "actor:cy"}))
	words := map[quad.Value]bool{}
	for _, q := range added {
		if q.Subject == base.IRI("actor", "cy") && q.Predicate == vocab.Said {
			words[q.Object] = true
		}
	}
	if diff := cmp.Diff(map[quad.Value]bool{quad.String("quite safe"): true}, words); diff != "" {
		t.Errorf("said by the right source (-want +got):\n%s", diff)
	}
}

func TestUndoneCorrectionsDoNothing(t *testing.T) {
	r := record("1", api.NewCorrection{Action: api.ActionReject, Attribution: "attr:0"})
	undo := api.CorrectionRecord{ID: "correction:2", NewCorrection: api.NewCorrection{Action: api.ActionUndo}, Undoes: r.ID, Recorded: "2026-01-02T00:00:00Z"}
	if withheld, added := correct(t, r, undo); len(withheld)+len(added) > 0 {
		t.Errorf("withheld %v, added %v", withheld, added)
	}
}

func TestCuratedGraphKeepsWhatIsWithheld(t *testing.T) {
	withheld, added := correct(t, record("1", api.NewCorrection{Action: api.ActionReject, Attribution: "attr:1"}))
	var stated []quad.Quad
	for _, q := range curation.CuratedQuads(base, label, withheld, added) {
		if q.Predicate == vocab.Withheld {
			stated = append(stated, q)
		}
	}
	read, err := curation.Withheld(stated)
	if diff := cmp.Diff(withheld, read); diff != "" || err != nil || len(read) == 0 {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestMergesFollowEachOther(t *testing.T) {
	log := curation.NewLog(base, []api.CorrectionRecord{
		record("1", api.NewCorrection{Action: api.ActionMerge, Keep: "actor:ann", Others: []string{"actor:bob"}}),
		record("2", api.NewCorrection{Action: api.ActionMerge, Keep: "actor:cy", Others: []string{"actor:bob"}}),
		record("3", api.NewCorrection{Action: api.ActionDifferent, A: "actor:ann", B: "actor:cy"}),
	})
	for _, id := range []string{"actor:ann", "actor:bob", "actor:cy"} {
		if got := log.MergedInto(id); got != "actor:cy" {
			t.Errorf("%s has become %s", id, got)
		}
	}
	if r, ok := log.Contradiction(); !ok || r.ID != "correction:3" {
		t.Errorf("contradicted: %+v, %t", r, ok)
	}
}
