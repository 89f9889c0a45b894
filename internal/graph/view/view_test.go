package view_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"graphd/api"
	"graphd/internal/graph"
	"graphd/internal/graph/view"
	"graphd/internal/graph/vocab"
)

var update = flag.Bool("update", false, "update the golden files")

var spans = regexp.MustCompile(`\[\s+(\d+),\s+(\d+)\s+\]`)

// newView returns a view of a store with the documents of bridge and the extra quads.
func newView(t *testing.T, extra ...quad.Quad) *view.View {
	t.Helper()
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	if _, err := store.Apply(t.Context(), graph.Edit{Add: append(bridge(), extra...)}); err != nil {
		t.Fatal(err)
	}
	snapshot, err := store.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { snapshot.Close() })
	return view.New(snapshot, base)
}

// golden compares got's JSON with testdata/<name>.json.
func golden(t *testing.T, name string, got any, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.MarshalIndent(got, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	text = spans.ReplaceAll(text, []byte("[$1, $2]"))
	file := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.WriteFile(file, append(text, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(text)+"\n"); d != "" {
		t.Error(d)
	}
}

func TestGolden(t *testing.T) {
	ctx := t.Context()
	t.Run("documents", func(t *testing.T) {
		got, err := newView(t).Documents(ctx, api.DocumentQuery{}, 10, "")
		golden(t, "documents", got, err)
	})
	t.Run("document", func(t *testing.T) {
		got, err := newView(t).Document(ctx, "doc:r2", api.LeastConfidence{})
		golden(t, "document", got, err)
	})
	t.Run("attribution", func(t *testing.T) {
		got, err := newView(t).Attribution(ctx, "urn:graphd:attr:a1")
		golden(t, "attribution", got, err)
	})
	t.Run("entities", func(t *testing.T) {
		got, err := newView(t).Entities(ctx, api.EntityQuery{}, 10, "")
		golden(t, "entities", got, err)
	})
	t.Run("entity", func(t *testing.T) {
		got, err := newView(t).Entity(ctx, "lena-holm")
		golden(t, "entity", got, err)
	})
}

func attributions(t *testing.T, v *view.View, f api.AttributionQuery, limit int) []string {
	t.Helper()
	var ids []string
	for next := ""; ; {
		page, err := v.Attributions(t.Context(), f, limit, next)
		if err != nil {
			t.Fatalf("%+v: %v", f, err)
		}
		for _, a := range page.Items {
			ids = append(ids, strings.TrimPrefix(a.ID, "attr:"))
		}
		if page.Complete != (page.Next == "") || len(page.Items) > limit {
			t.Fatalf("%+v: complete %v, next %q, %d items of %d", f, page.Complete, page.Next, len(page.Items), limit)
		}
		if next = page.Next; next == "" {
			return ids
		}
	}
}

func TestFilters(t *testing.T) {
	for _, test := range []struct {
		name   string
		filter api.AttributionQuery
		want   string
	}{
		{"everything, newest document first, undated last, in text order", api.AttributionQuery{}, "b1 b2 a1 c1"},
		{"actor by short id", api.AttributionQuery{Actor: "actor:lena-holm"}, "b1"},
		{"actor by bare id", api.AttributionQuery{Actor: "lena-holm"}, "b1"},
		{"actor by whole IRI", api.AttributionQuery{Actor: "urn:graphd:actor:per-ek"}, "b2"},
		{"body includes those who speak for it", api.AttributionQuery{OfBody: "actor:lena-holm"}, "b1 b2"},
		{"topic", api.AttributionQuery{Topic: "body:ferry-committee"}, "b1"},
		{"act", api.AttributionQuery{Act: "recommend"}, "a1"},
		{"form", api.AttributionQuery{Form: "indirect"}, "b1 b2 c1"},
		{"document", api.AttributionQuery{Document: "r2"}, "b1 b2"},
		{"words in any case", api.AttributionQuery{Q: "wAs safe"}, "b2"},
		{"words beyond ASCII", api.AttributionQuery{Q: "NAÏVELY"}, "a1"},
		{"from", api.AttributionQuery{From: "2021-03-03"}, "b1 b2"},
		{"to, inclusive", api.AttributionQuery{To: "2021-03-02"}, "a1"},
		{"within a month", api.AttributionQuery{From: "2021-03", To: "2021-03"}, "b1 b2 a1"},
		{"within a year that is over", api.AttributionQuery{To: "2020"}, ""},
		{"two conditions", api.AttributionQuery{Form: "indirect", Act: "assert"}, "b2 c1"},
		{"document and act", api.AttributionQuery{Document: "doc:r2", Act: "reject"}, "b1"},
		{"conditions that no attribution meets together", api.AttributionQuery{Act: "recommend", Form: "indirect"}, ""},
		{"one of several sources", api.AttributionQuery{Actor: "ada-roth"}, "b2"},
		{"confidence", api.AttributionQuery{LeastConfidence: api.LeastConfidence{MinConfidence: 0.5}}, "b1 a1 c1"},
		{"confidence, inclusive, in a document", api.AttributionQuery{Document: "r2", LeastConfidence: api.LeastConfidence{MinConfidence: 0.41}}, "b1 b2"},
		{"the highest confidence, which one without any has", api.AttributionQuery{LeastConfidence: api.LeastConfidence{MinConfidence: 1}}, "c1"},
		{"unknown actor", api.AttributionQuery{Actor: "nobody"}, ""},
		{"unknown document", api.AttributionQuery{Document: "r9"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			v := newView(t)
			for limit := 1; limit <= 5; limit++ {
				got := strings.Join(attributions(t, v, test.filter, limit), " ")
				if got != test.want {
					t.Errorf("by %d: got %q, want %q", limit, got, test.want)
				}
			}
		})
	}
}

func TestPagesOfDocumentsAndEntities(t *testing.T) {
	v := newView(t)
	var documents, entities []string
	for next, more := "", true; more; more = next != "" {
		page, err := v.Documents(t.Context(), api.DocumentQuery{}, 1, next)
		if err != nil {
			t.Fatal(err)
		}
		documents, next = append(documents, page.Items[0].Title), page.Next
	}
	for next, more := "", true; more; more = next != "" {
		page, err := v.Entities(t.Context(), api.EntityQuery{}, 1, next)
		if err != nil {
			t.Fatal(err)
		}
		entities, next = append(entities, page.Items[0].Name), page.Next
	}
	if want := []string{"Minister answers", "Bridge report", "Note"}; !slices.Equal(documents, want) {
		t.Errorf("got %q, want %q", documents, want)
	}
	if want := []string{"Ferry Committee", "Lena Holm", "Per Ek", "the bridge"}; !slices.Equal(entities, want) {
		t.Errorf("got %q, want %q", entities, want)
	}
}

func TestCursorSurvivesNewDocuments(t *testing.T) {
	before, err := newView(t).Documents(t.Context(), api.DocumentQuery{}, 1, "")
	if err != nil {
		t.Fatal(err)
	}
	newer := newDocument("r4", "Later still", "2021-04-01", "Nothing.")
	after, err := newView(t, newer.quads...).Documents(t.Context(), api.DocumentQuery{}, 1, before.Next)
	if err != nil {
		t.Fatal(err)
	}
	if got := after.Items[0].Title; got != "Bridge report" {
		t.Errorf("the second page begins with %q", got)
	}
}

func TestFindEntities(t *testing.T) {
	for _, test := range []struct {
		filter api.EntityQuery
		want   string
	}{
		{api.EntityQuery{Q: "lena"}, "actor:lena-holm"},
		{api.EntityQuery{Q: "the committee"}, "body:ferry-committee"},
		{api.EntityQuery{Kind: "person"}, "actor:lena-holm actor:per-ek"},
		{api.EntityQuery{Q: "e", Kind: "body"}, "body:ferry-committee"},
		{api.EntityQuery{Q: "zzz"}, ""},
	} {
		page, err := newView(t).Entities(t.Context(), test.filter, 10, "")
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, e := range page.Items {
			ids = append(ids, e.ID)
		}
		if got := strings.Join(ids, " "); got != test.want {
			t.Errorf("%+v: got %q, want %q", test.filter, got, test.want)
		}
	}
}

func TestErrors(t *testing.T) {
	ctx, v := t.Context(), newView(t)
	documents, err := v.Documents(ctx, api.DocumentQuery{}, 1, "")
	if err != nil {
		t.Fatal(err)
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	for name, test := range map[string]struct {
		call func() error
		want error
	}{
		"unknown document":                   {func() error { _, err := v.Document(ctx, "r9", api.LeastConfidence{}); return err }, view.ErrNotFound},
		"id of a document for an entity":     {func() error { _, err := v.Entity(ctx, "doc:r1"); return err }, view.ErrNotFound},
		"unknown entity":                     {func() error { _, err := v.Entity(ctx, "nobody"); return err }, view.ErrNotFound},
		"unknown attribution":                {func() error { _, err := v.Attribution(ctx, "a9"); return err }, view.ErrNotFound},
		"id of an entity for an attribution": {func() error { _, err := v.Attribution(ctx, "actor:per-ek"); return err }, view.ErrNotFound},
		"cursor of another list":             {func() error { _, err := v.Attributions(ctx, api.AttributionQuery{}, 1, documents.Next); return err }, view.ErrCursor},
		"invalid cursor":                     {func() error { _, err := v.Documents(ctx, api.DocumentQuery{}, 1, "%%"); return err }, view.ErrCursor},
		"date": {func() error {
			_, err := v.Attributions(ctx, api.AttributionQuery{From: "last week"}, 1, "")
			return err
		}, view.ErrFilter},
		"cancelled": {func() error { _, err := newView(t).Attributions(cancelled, api.AttributionQuery{}, 1, ""); return err }, context.Canceled},
	} {
		if err := test.call(); !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", name, err, test.want)
		}
	}
}

// TestStrayQuads checks that quads which were written by hand, outside of any document, do not break lists.
func TestStrayQuads(t *testing.T) {
	stray := base.IRI("attr", "stray")
	v := newView(t,
		quad.Quad{Subject: stray, Predicate: vocab.Act, Object: vocab.ConceptOf(vocab.ActList, "recommend")},
		quad.Quad{Subject: stray, Predicate: vocab.Act, Object: vocab.ConceptOf(vocab.ActList, "recommend"), Label: vocab.CurationGraph},
		quad.Quad{Subject: base.IRI("attr", "a1"), Predicate: quad.String("note"), Object: quad.String("x")},
		quad.Quad{Subject: base.IRI("attr", "a1"), Predicate: vocab.About, Object: quad.String("not an IRI")},
		quad.Quad{Subject: base.IRI("doc", "r1"), Predicate: vocab.Issued, Object: quad.Int(7)},
		quad.Quad{Subject: quad.String("attr"), Predicate: vocab.Type, Object: vocab.Attribution},
		quad.Quad{Subject: stray, Predicate: vocab.About, Object: quad.String("anything")},
	)
	if a, err := v.Attribution(t.Context(), "a1"); err != nil || len(a.About) != 1 {
		t.Errorf("%+v, %v", a.About, err)
	}
	if got := attributions(t, v, api.AttributionQuery{Act: "recommend"}, 2); !slices.Equal(got, []string{"a1"}) {
		t.Errorf("got %q", got)
	}
}
