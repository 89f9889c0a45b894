package coref_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/coref"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// TestDegenerate resolves repetitive texts, which would take quadratic time if a search looked back without bound.
func TestDegenerate(t *testing.T) {
	for name, unit := range map[string]string{
		"capitals":    "Alpha ",
		"titles":      "Mr Secretary ",
		"quotes":      "“",
		"pronouns":    "he said he ",
		"nominals":    "the committee of the ",
		"possessives": "the city’s ",
		"surnames":    "Mr Smith met John Smith. ",
		"commas":      "Ana Ruiz, the mayor, ",
		"acronyms":    "IT US WHO ",
		"spokesmen":   "A spokesman for Acme said. The spokesman ",
	} {
		t.Run(name, func(t *testing.T) {
			given := text.Normalize(strings.Repeat(unit, 4_000))
			resolution := coref.NewResolver(known).Resolve(ling.NewLayout(given, ling.Segment(given)), nil)
			checkInvariants(t, given, resolution)
		})
	}
}

// TestKeysAreStable checks that documents that were read before do not change the result.
func TestKeysAreStable(t *testing.T) {
	resolver := coref.NewResolver(known)
	resolve := func(s string) entity.Resolution {
		given := text.Normalize(s)
		return resolver.Resolve(ling.NewLayout(given, ling.Segment(given)), nil)
	}
	before := resolve("Foreign Secretary Dominic Raab met Jane Doe. Mr Raab left.")
	resolve("Dominic Raab, a baker from Hull, met Jane Doe.")
	if diff := cmp.Diff(before, resolve("Foreign Secretary Dominic Raab met Jane Doe. Mr Raab left.")); diff != "" {
		t.Error(diff)
	}
}

// FuzzResolve checks the invariants of a resolution for any text and any phrase.
func FuzzResolve(f *testing.F) {
	f.Add("“We won,” said Ana Ruiz, the city’s mayor. She left.", 15, 23)
	f.Add("The Prime Minister’s official spokesman said no.", 0, 39)
	f.Add("MORE: ISC (the) of and, who", 3, 9)
	resolver := coref.NewResolver(known)
	f.Fuzz(func(t *testing.T, s string, start, end int) {
		given := text.Normalize(s)
		var phrases []text.Span
		if 0 <= start && start < end && end <= given.Len() {
			phrases = []text.Span{{Start: start, End: end}}
		}
		checkInvariants(t, given, resolver.Resolve(ling.NewLayout(given, ling.Segment(given)), phrases))
	})
}

// checkInvariants fails the test unless mentions and entities of r are consistent.
func checkInvariants(t *testing.T, given text.Text, r entity.Resolution) {
	t.Helper()
	mentioned := make([]bool, len(r.Entities))
	keys := map[string]bool{}
	for i, m := range r.Mentions {
		if m.Span.Start < 0 || m.Span.End > given.Len() || m.Span.Len() <= 0 {
			t.Fatalf("mention %d has the span %v in a text of %d", i, m.Span, given.Len())
		}
		if i > 0 && m.Span.Start < r.Mentions[i-1].Span.Start {
			t.Fatalf("mention %d is out of order", i)
		}
		if m.Confidence <= 0 || m.Confidence > 1 {
			t.Fatalf("mention %d has the confidence %v", i, m.Confidence)
		}
		mentioned[m.Entity] = true
	}
	for i, e := range r.Entities {
		if !mentioned[i] || keys[string(e.Kind)+e.Key] || e.Kind == "" {
			t.Fatalf("entity %d, %q of kind %q: mentioned %v, key taken %v", i, e.Key, e.Kind, mentioned[i], keys[string(e.Kind)+e.Key])
		}
		keys[string(e.Kind)+e.Key] = true
	}
}
