package library_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"graphd/api"
	"graphd/internal/graph"
	"graphd/internal/graph/view"
	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/document"
	"graphd/internal/library"
)

const wire = "Ferry strike\n\nAna Ruiz said on Tuesday that the ferries would stop.\n"

// post adds the text as a JSON document with other fields.
func (f fixture) post(text string, fields map[string]any) library.Outcome {
	f.t.Helper()
	record := map[string]any{"text": text}
	for name, value := range fields {
		record[name] = value
	}
	body, err := json.Marshal(record)
	if err != nil {
		f.t.Fatal(err)
	}
	return f.addInput(document.Input{Name: "request", Content: strings.NewReader(string(body)), MediaType: "application/json"})
}

// document returns a document as the API shows it.
func (f fixture) document(id quad.IRI) api.FullDocument {
	f.t.Helper()
	snapshot, err := f.store.Snapshot()
	if err != nil {
		f.t.Fatal(err)
	}
	defer snapshot.Close()
	doc, err := view.New(snapshot, f.store.Base()).Document(context.Background(), string(id), api.LeastConfidence{})
	if err != nil {
		f.t.Fatal(err)
	}
	return doc
}

// titles returns the titles of the publications of a document, in order.
func (f fixture) titles(id quad.IRI) []string {
	f.t.Helper()
	var titles []string
	for _, p := range f.document(id).Publications {
		titles = append(titles, p.Title+" ("+p.Publisher+")")
	}
	return titles
}

func TestTwoOutletsPublishOneText(t *testing.T) {
	f := newFixture(t)
	post := map[string]any{"title": "Ferries to stop", "publisher": "The Post", "author": "Bo Ray", "date": "2024-03-07", "url": "https://post.example/1"}
	star := map[string]any{"title": "No ferries", "publisher": "The Star", "author": "Cy Day", "date": "2024-03-06", "url": "https://star.example/1"}
	first := f.post(wire, post)
	second := f.post(wire, star)
	if first.Document != second.Document || first.Publication == second.Publication || second.Status != library.Updated || second.Result != nil {
		t.Fatalf("second: %s %s of %s, extracted %t", second.Status, second.Publication, second.Document, second.Result != nil)
	}
	doc := f.document(first.Document)
	if got := f.titles(first.Document); !slices.Equal(got, []string{"No ferries (The Star)", "Ferries to stop (The Post)"}) {
		t.Errorf("publications %q", got)
	}
	if doc.Title != "No ferries" || doc.Issued != "2024-03-06" || doc.Publisher != "The Star" {
		t.Errorf("the document has the metadata of another publication than the first: %+v", doc.DocumentRef)
	}
	for _, again := range []map[string]any{post, star, {}} {
		if got := f.post(wire, again); got.Status != library.Unchanged || got.Change != (graph.Change{}) || got.Attributions != 1 {
			t.Errorf("%v once more: %s, %+v, %d attributions", again["title"], got.Status, got.Change, got.Attributions)
		}
	}
	if got := f.addInput(document.Input{Name: "request", Content: strings.NewReader(wire), MediaType: "text/plain"}); got.Status != library.Unchanged {
		t.Errorf("the bare text: %s", got.Status)
	}
	post["title"] = "Ferries will stop"
	if got := f.post(wire, post); got.Status != library.Updated || got.Publication != first.Publication {
		t.Errorf("another title at the same address: %s of %s", got.Status, got.Publication)
	}
	if got := f.titles(first.Document); !slices.Equal(got, []string{"No ferries (The Star)", "Ferries will stop (The Post)"}) {
		t.Errorf("publications %q", got)
	}
}

func TestPublicationsWithoutAddressDifferInTheirMetadata(t *testing.T) {
	f := newFixture(t)
	doc := f.post(wire, map[string]any{"publisher": "The Post", "title": "Ferries to stop"}).Document
	for _, c := range []struct {
		fields map[string]any
		status library.Status
		count  int
	}{
		{map[string]any{"publisher": "The Post"}, library.Unchanged, 1},
		{map[string]any{"publisher": "The Post", "title": "Ferries to stop", "date": "2024-03-07"}, library.Updated, 1},
		{map[string]any{"publisher": "The Star", "title": "Ferries to stop"}, library.Updated, 2},
		{map[string]any{"publisher": "The Post", "title": "Ferries to stop", "date": "2024-03-07", "url": "https://post.example/1"}, library.Updated, 2},
		{map[string]any{"publisher": "The Post", "title": "Ferries to stop", "url": "https://post.example/2"}, library.Updated, 3},
	} {
		got := f.post(wire, c.fields)
		if n := len(f.document(doc).Publications); got.Status != c.status || n != c.count {
			t.Errorf("%v: %s, %d publications; want %s, %d", c.fields, got.Status, n, c.status, c.count)
		}
	}
}

func TestWithdrawingPublications(t *testing.T) {
	f := newFixture(t)
	empty := f.dump()
	early := map[string]any{"id": "a", "title": "Early", "date": "2024-03-05", "keywords": []string{"ferries", "Ana Ruiz"}}
	late := map[string]any{"id": "b", "title": "Late", "date": "2024-03-20", "keywords": []string{"strikes"}}
	only := newFixture(t)
	only.post(wire, late)

	a, b := f.post(wire, early), f.post(wire, late)
	if said := f.document(a.Document).Found[0].SaidOn; said != "2024-03-05" {
		t.Errorf("said on %s, want the Tuesday of the first publication", said)
	}
	if subjects := f.document(a.Document).Subjects; len(subjects) != 3 {
		t.Errorf("subjects %+v", subjects)
	}
	version, gone, change, err := f.library.WithdrawPublication(context.Background(), a.Publication)
	if err != nil || gone || version != a.Document || change.Removed == 0 {
		t.Fatalf("%s, gone %t, %+v, %v", version, gone, change, err)
	}
	if said := f.document(a.Document).Found[0].SaidOn; said != "2024-03-19" {
		t.Errorf("said on %s, want the Tuesday of the publication that is left", said)
	}
	if diff := cmp.Diff(withoutTimes(only.dump()), withoutTimes(f.dump())); diff != "" {
		t.Errorf("the other publication alone supports other quads (-want +got):\n%s", diff)
	}
	if _, _, _, err := f.library.WithdrawPublication(context.Background(), a.Publication); !errors.Is(err, library.ErrNoPublication) {
		t.Errorf("withdrawn twice: %v", err)
	}
	if _, gone, _, err = f.library.WithdrawPublication(context.Background(), b.Publication); err != nil || !gone {
		t.Errorf("the last one: gone %t, %v", gone, err)
	}
	if f.dump() != empty {
		t.Error("left behind:\n", f.dump())
	}
}

// withoutTimes removes the quads with times of recording.
func withoutTimes(dump string) []string {
	lines := slices.DeleteFunc(strings.Split(dump, "\n"), func(l string) bool { return strings.Contains(l, string(vocab.Recorded)) })
	slices.Sort(lines)
	return lines
}

func TestDatesOfANewFirstPublicationAreThoseOfAnExtraction(t *testing.T) {
	text := "Harbour\n\nAna Ruiz said on Tuesday that it was safe. In May 2023, Bo Ray said it was not. Cy Day said last week that nobody knew. " +
		"Di Lee said on March 3, 2024, that it was. Ed Fox is expected to say on Friday that it is.\n"
	f, whole := newFixture(t), newFixture(t)
	f.post(text, map[string]any{"id": "a", "title": "A"})
	f.post(text, map[string]any{"id": "a", "date": "2024-03-07"})
	whole.post(text, map[string]any{"id": "a", "title": "A", "date": "2024-03-07"})
	if diff := cmp.Diff(withoutTimes(whole.dump()), withoutTimes(f.dump())); diff != "" || strings.Count(f.dump(), string(vocab.SaidOn)+">") < 3 {
		t.Errorf("dates (-want +got):\n%s", diff)
	}
}

func TestAChangedPublicationLeavesItsOldText(t *testing.T) {
	f := newFixture(t)
	old := f.post(wire, map[string]any{"id": "a", "title": "A"})
	f.post(wire, map[string]any{"id": "b", "title": "B"})
	changed := f.post(later, map[string]any{"id": "a", "title": "A"})
	if changed.Status != library.Replaced || !slices.Equal(changed.Superseded, []quad.IRI{old.Document}) {
		t.Errorf("%s, superseded %v", changed.Status, changed.Superseded)
	}
	if got := f.titles(old.Document); !slices.Equal(got, []string{"B ()"}) {
		t.Errorf("the old text has the publications %q", got)
	}
	back := f.post(wire, map[string]any{"id": "a", "title": "A"})
	if back.Status != library.Replaced || back.Result != nil || len(f.titles(old.Document)) != 2 {
		t.Errorf("back again: %s, extracted %t, %q", back.Status, back.Result != nil, f.titles(old.Document))
	}
	if strings.Contains(f.dump(), "no longer safe") {
		t.Error("the text that nothing publishes any more is still there")
	}
}

func TestConcurrentPublicationsOfOneText(t *testing.T) {
	f := newFixture(t)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() { f.post(wire, map[string]any{"id": fmt.Sprint("p", i), "title": fmt.Sprint("Title ", i)}) })
	}
	all.Wait()
	doc := f.post(wire, map[string]any{}).Document
	if got := f.titles(doc); len(got) != 8 {
		t.Errorf("publications %q", got)
	}
}

// A store that an older version of graphd wrote has no publications, and one or more identifiers for each document.
func TestDocumentsOfOldStores(t *testing.T) {
	f := newFixture(t)
	doc := f.post(wire, map[string]any{"id": "a", "title": "Old", "publisher": "The Post"}).Document
	snapshot, err := f.store.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	var old graph.Edit
	for _, q := range must(snapshot.Quads(t.Context(), quad.Quad{Label: doc})) {
		subject, _ := q.Subject.(quad.IRI)
		if q.Predicate == vocab.WorkExample || strings.HasPrefix(string(subject), "urn:graphd:publication:") {
			old.Remove = append(old.Remove, q)
		}
	}
	snapshot.Close()
	old.Add = []quad.Quad{{Subject: doc, Predicate: vocab.Identifier, Object: quad.String("b"), Label: doc}}
	must(f.store.Apply(t.Context(), old))

	before := f.document(doc).Publications
	if got := f.titles(doc); !slices.Equal(got, []string{"Old (The Post)", "Old (The Post)"}) {
		t.Fatalf("publications %q", got)
	}
	f.post(wire, map[string]any{"id": "b", "title": "New", "publisher": "The Star"})
	after := f.document(doc).Publications
	if got := f.titles(doc); !slices.Contains(got, "Old (The Post)") || !slices.Contains(got, "New (The Star)") {
		t.Errorf("publications %q", got)
	}
	for _, p := range after {
		if !slices.ContainsFunc(before, func(b api.Publication) bool { return b.ID == p.ID }) {
			t.Errorf("%s has another id than before", p.ID)
		}
		iri, _ := f.store.Base().Expand(p.ID)
		must1(f.library.WithdrawPublication(t.Context(), iri))
	}
	if dump := f.dump(); dump != "" {
		t.Error("left behind:\n", dump)
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func must1(_ quad.IRI, _ bool, _ graph.Change, err error) {
	if err != nil {
		panic(err)
	}
}
