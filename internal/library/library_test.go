package library_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/vocab"
	"graphd/internal/ingest"
	"graphd/internal/ingest/document"
	"graphd/internal/library"
	"graphd/quads"
)

const (
	first = "Bridge report\n\nAna Ruiz said the bridge was “safe for now”. The Foreign Office said it had seen no report.\n"
	later = "Bridge report\n\nAna Ruiz said the bridge was “no longer safe”. The Foreign Office said it had read the report.\n"
	other = "Harbour news\n\nTom Okafor said the harbour would open on Monday.\n"
)

type fixture struct {
	t       *testing.T
	store   *graph.Store
	library *library.Library
}

func newFixture(t *testing.T) fixture {
	t.Helper()
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	gazetteer, err := quads.FS.Open("gazetteer.nq")
	if err != nil {
		t.Fatal(err)
	}
	defer gazetteer.Close()
	known, err := ingest.ReadGazetteer(gazetteer, store.Base())
	if err != nil {
		t.Fatal(err)
	}
	pipeline, err := ingest.New(ingest.FastModels, store.Base(), known)
	if err != nil {
		t.Fatal(err)
	}
	return fixture{t, store, library.New(store, pipeline)}
}

func (f fixture) add(identifier, text string) library.Outcome {
	f.t.Helper()
	return f.addInput(document.Input{Name: identifier, Identifier: identifier, Content: strings.NewReader(text), MediaType: "text/plain"})
}

func (f fixture) addInput(input document.Input) library.Outcome {
	f.t.Helper()
	for doc, err := range document.Read(context.Background(), input, document.ReadLimits{}) {
		if err != nil {
			f.t.Fatal(err)
		}
		outcome, err := f.library.Add(context.Background(), doc)
		if err != nil {
			f.t.Fatal(err)
		}
		return outcome
	}
	f.t.Fatal("no document")
	return library.Outcome{}
}

func (f fixture) dump() string {
	f.t.Helper()
	snapshot, err := f.store.Snapshot()
	if err != nil {
		f.t.Fatal(err)
	}
	defer snapshot.Close()
	var b strings.Builder
	if _, err := snapshot.Dump(context.Background(), &b, nil); err != nil {
		f.t.Fatal(err)
	}
	return b.String()
}

func (f fixture) withdraw(version quad.IRI) graph.Change {
	f.t.Helper()
	change, err := f.library.Withdraw(context.Background(), version)
	if err != nil {
		f.t.Fatal(err)
	}
	return change
}

func TestSameDocumentTwiceChangesNothing(t *testing.T) {
	f := newFixture(t)
	if got := f.add("a", first); got.Status != library.Added || got.Change.Added == 0 {
		t.Fatalf("first time: %s, %+v", got.Status, got.Change)
	}
	before := f.dump()
	got := f.add("a", first)
	if got.Status != library.Unchanged || got.Change.Added != 0 || got.Change.Removed != 0 {
		t.Errorf("second time: %s, %+v", got.Status, got.Change)
	}
	if f.dump() != before {
		t.Error("the store changed")
	}
}

func TestChangedDocumentReplacesWhatItSupported(t *testing.T) {
	f := newFixture(t)
	old := f.add("a", first)
	f.add("b", other)
	got := f.add("a", later)
	if got.Status != library.Replaced || len(got.Superseded) != 1 || got.Superseded[0] != old.Document {
		t.Fatalf("%s, superseded %v", got.Status, got.Superseded)
	}
	dump := f.dump()
	if strings.Contains(dump, "safe for now") || !strings.Contains(dump, "no longer safe") || !strings.Contains(dump, "harbour") {
		t.Error("the old version is still there, or more than it has gone:\n", dump)
	}
	revision := quad.Quad{Subject: got.Document, Predicate: vocab.WasRevisionOf, Object: old.Document, Label: got.Document}
	if !strings.Contains(dump, revision.NQuad()) {
		t.Error("the new version does not name the one that it revises")
	}
	if again := f.add("a", later); again.Status != library.Unchanged {
		t.Errorf("the changed document once more: %s, %+v", again.Status, again.Change)
	}
}

func TestWithdrawRemovesJustWhatTheDocumentSupports(t *testing.T) {
	f := newFixture(t)
	f.add("b", other)
	before := f.dump()
	added := f.add("a", first)
	change := f.withdraw(added.Document)
	if change.Removed != added.Change.Added || change.Added != 0 {
		t.Errorf("added %d quads, removed %d", added.Change.Added, change.Removed)
	}
	if f.dump() != before {
		t.Error("the store is not what it was before the document came")
	}
	if _, err := f.library.Withdraw(context.Background(), added.Document); !errors.Is(err, library.ErrNoDocument) {
		t.Errorf("withdrawn twice: %v", err)
	}
}

func TestReferenceFactsStayWhileADocumentMentionsTheirSubject(t *testing.T) {
	f := newFixture(t)
	a := f.add("a", first)
	b := f.add("b", "Ports\n\nThe Foreign Office said the ports were open.\n")
	facts := func() int { return strings.Count(f.dump(), string("<"+vocab.ReferenceGraph+">")) }
	if facts() == 0 {
		t.Fatal("no reference facts about the Foreign Office")
	}
	f.withdraw(a.Document)
	if facts() == 0 {
		t.Error("the facts went with the first of two documents")
	}
	f.withdraw(b.Document)
	if dump := f.dump(); dump != "" {
		t.Error("left behind:\n", dump)
	}
}

func TestDocumentsWithOneTextKeepIt(t *testing.T) {
	f := newFixture(t)
	version := f.add("a", first).Document
	if got := f.add("b", first); got.Document != version {
		t.Fatal("another version for the same text")
	}
	if got := f.add("a", first); got.Status != library.Unchanged {
		t.Errorf("a once more: %s, %+v", got.Status, got.Change)
	}
	f.add("a", later)
	if dump := f.dump(); !strings.Contains(dump, "safe for now") {
		t.Error("b's text went when a's changed")
	}
	f.add("b", later)
	if dump := f.dump(); strings.Contains(dump, "safe for now") {
		t.Error("the text stayed when neither document had it")
	}
}
