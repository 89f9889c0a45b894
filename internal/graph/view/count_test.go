package view_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"graphd/api"
	"graphd/internal/graph/view"
	"graphd/internal/graph/vocab"
)

// TestCounts compares each count with the length of its list.
func TestCounts(t *testing.T) {
	v := newView(t)
	for _, f := range []api.AttributionQuery{
		{}, {Actor: "lena-holm"}, {OfBody: "actor:lena-holm"}, {Topic: "body:ferry-committee"}, {Act: "assert"}, {Form: "direct"},
		{LeastConfidence: api.LeastConfidence{MinConfidence: 0.5}}, {Act: "assert", LeastConfidence: api.LeastConfidence{MinConfidence: 0.9}},
		{Document: "r2"}, {Document: "r2", Act: "assert"}, {Actor: "nobody"}, {Act: "assert", Form: "indirect", OfBody: "actor:lena-holm"},
	} {
		n, known, err := v.CountAttributions(t.Context(), f)
		if want := len(attributions(t, v, f, 100)); err != nil || !known || n != want {
			t.Errorf("%+v: %d, %v, %v; the list has %d", f, n, known, err, want)
		}
	}
	for _, f := range []api.AttributionQuery{{Q: "safe"}, {From: "2021"}, {To: "2021", Act: "assert"}} {
		if n, known, err := v.CountAttributions(t.Context(), f); known || err != nil {
			t.Errorf("%+v: %d, %v, %v", f, n, known, err)
		}
	}
	if n, err := v.CountEntities(t.Context(), api.EntityQuery{Kind: "person"}); n != 2 || err != nil {
		t.Errorf("%d persons, %v", n, err)
	}
}

func TestDocumentFilters(t *testing.T) {
	for want, f := range map[string]api.DocumentQuery{
		"r2 r1 r3": {}, "r2 r1": {Mentions: "body:ferry-committee"}, "r2": {Mentions: "per-ek"}, "r1": {Q: "BRIDGE r"},
		"": {Q: "ferry"}, "r1 ": {To: "2021-03-02"},
	} {
		v := newView(t)
		page, err := v.Documents(t.Context(), f, 10, "")
		n, counted := v.CountDocuments(t.Context(), f)
		var ids []string
		for _, d := range page.Items {
			ids = append(ids, strings.TrimPrefix(d.ID, "doc:"))
		}
		if got := strings.Join(ids, " "); got != strings.TrimSpace(want) || n != len(ids) || errors.Join(err, counted) != nil {
			t.Errorf("%+v: %q of %d, %v %v", f, got, n, err, counted)
		}
	}
	page, err := newView(t).Entities(t.Context(), api.EntityQuery{Document: "r2", Kind: "person"}, 10, "")
	if err != nil || len(page.Items) != 2 {
		t.Errorf("%+v, %v", page, err)
	}
}

// TestCursors continues a list after each item of a page by the cursor of that item.
func TestCursors(t *testing.T) {
	v := newView(t)
	all, err := v.Attributions(t.Context(), api.AttributionQuery{}, 10, "")
	if err != nil || len(all.Items) != 4 {
		t.Fatalf("%+v, %v", all, err)
	}
	for i := range all.Items {
		rest, err := v.Attributions(t.Context(), api.AttributionQuery{}, 10, all.Cursor(i))
		if err != nil || len(rest.Items) != len(all.Items)-i-1 || i < 3 && rest.Items[0].ID != all.Items[i+1].ID {
			t.Errorf("after %d: %+v, %v", i, rest.Items, err)
		}
	}
	if last := all.Cursor(1); last != mustPage(t, v, 2).Next {
		t.Errorf("the second item's cursor is %s", last)
	}
}

func mustPage(t *testing.T, v *view.View, limit int) view.Listing[api.Attribution] {
	t.Helper()
	page, err := v.Attributions(t.Context(), api.AttributionQuery{}, limit, "")
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestParts(t *testing.T) {
	v := newView(t)
	a, err := v.Attribution(t.Context(), "a1")
	if err != nil {
		t.Fatal(err)
	}
	ids, err := v.PassageIDs(t.Context(), "a1")
	if err != nil || len(ids.Content) != 2 {
		t.Fatalf("%+v, %v", ids, err)
	}
	p, err := v.Passage(t.Context(), ids.Content[1])
	if err != nil || p.Exact != a.Words.Content[1] || p.Span != a.Normalised.Content[1] {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := v.Passage(t.Context(), "none"); !errors.Is(err, view.ErrNotFound) {
		t.Errorf("unknown passage: %v", err)
	}
	if ids, err := v.Continuing(t.Context(), "b1"); err != nil || !slices.Equal(ids, []string{"attr:b2"}) {
		t.Errorf("%v, %v", ids, err)
	}
	if holders, err := v.Related(t.Context(), "role:minister", vocab.HoldsPost, true); err != nil || len(holders) != 1 || holders[0].Name != "Lena Holm" {
		t.Errorf("%v, %v", holders, err)
	}
	if text, err := v.Text(t.Context(), "r3"); err != nil || text != "Somebody said no." {
		t.Errorf("%q, %v", text, err)
	}
	if _, err := v.Summary(t.Context(), "r9"); !errors.Is(err, view.ErrNotFound) {
		t.Errorf("unknown document: %v", err)
	}
}
