package graphql_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/view"
	"graphd/internal/graph/vocab"
	"graphd/internal/server/graphql"
)

func TestDepthLimit(t *testing.T) {
	text := "{ nodes(ids: []) { id } attributions {" + strings.Repeat("nodes { document { attributions {", 3) + " totalCount " + strings.Repeat("}}}", 3) + "} }"
	s := bridge(t)
	data(t, s, text, nil)
	got, err := ask(t.Context(), engine(t, graphql.RequestLimits{Depth: 10}), s, text, nil)
	if err != nil || got.Data != nil || len(got.Errors) == 0 || !strings.Contains(got.Errors[0].Message, "exceeds max depth 10") {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestCostLimit exceeds the cost limit by nodes, fields, aliases and nested introspection.
func TestCostLimit(t *testing.T) {
	s, e := bridge(t), engine(t, graphql.RequestLimits{Cost: 500})
	var aliases, pages strings.Builder
	for i := range 60 {
		fmt.Fprintf(&pages, "a%d: attributions(first: %d) { nodes { id } } ", i, i)
	}
	for i := range 300 {
		fmt.Fprintf(&aliases, "a%d: document(id: \"doc:r%d\") { authors } ", i, i)
	}
	for name, text := range map[string]string{
		"nodes":         "{ " + pages.String() + "}",
		"aliases":       "{ " + aliases.String() + "}",
		"introspection": "{ __schema { types " + strings.Repeat("{ fields { type { ofType ", 4) + "{ name }" + strings.Repeat("}}}", 4) + " } }",
	} {
		got, err := ask(t.Context(), e, s, text, nil)
		if !errors.Is(err, graphql.ErrCost) || !strings.Contains(err.Error(), "limit of 500") || got.Data != nil {
			t.Errorf("%s: %v, %s", name, err, got.Data)
		}
	}
	if got, err := ask(t.Context(), e, s, "{ documents { nodes { id title text } } }", nil); err != nil || len(got.Errors) > 0 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestIntrospectionIsWithinTheLimits(t *testing.T) {
	if _, err := ask(t.Context(), engine(t, graphql.RequestLimits{Cost: 30_000}), bridge(t), introspection, nil); err != nil {
		t.Error(err)
	}
}

func TestEnds(t *testing.T) {
	s, e := bridge(t), engine(t, graphql.RequestLimits{})
	cause := errors.New("the client is gone")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(cause)
	if got, err := ask(ctx, e, s, "{ documents { nodes { id } } }", nil); !errors.Is(err, cause) || got.Data != nil {
		t.Errorf("%+v, %v", got, err)
	}
	ctx, stop := context.WithDeadline(t.Context(), time.Now())
	defer stop()
	if _, err := ask(ctx, e, s, "{ documents { nodes { id } } }", nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

func TestFragmentBombs(t *testing.T) {
	var doubling strings.Builder
	doubling.WriteString("{ ...F0 }")
	for i := range 40 {
		fmt.Fprintf(&doubling, " fragment F%d on Query { ...F%d ...F%d }", i, i+1, i+1)
	}
	doubling.WriteString(" fragment F40 on Query { documents { totalCount } }")
	for name, text := range map[string]string{
		"doubling": doubling.String(),
		"cycle":    "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
		"conflict": "{ " + strings.Repeat("documents { nodes { id } } ", 3000) + "}",
		"nesting":  strings.Repeat("{ a ", 5000) + strings.Repeat("}", 5000),
	} {
		begun := time.Now()
		got, err := ask(t.Context(), engine(t, graphql.RequestLimits{}), bridge(t), text, nil)
		if err != nil || name != "conflict" && len(got.Errors) == 0 {
			t.Errorf("%s: %s, %v", name, got.Data, err)
		}
		t.Logf("%s took %v: %.150v", name, time.Since(begun), got.Errors)
	}
}

// counting counts the lookups of nodes in the store.
type counting struct {
	*graph.Snapshot
	reads *atomic.Int64
}

func (c counting) Find(v quad.Value) (codec.NodeID, error) {
	c.reads.Add(1)
	return c.Snapshot.Find(v)
}

// TestEachNodeIsReadOnce runs the same query on one attribution and on many with the same source and document. Only the
// attributions themselves may add lookups, not their source, their document or lists of these.
func TestEachNodeIsReadOnce(t *testing.T) {
	cost := func(n int, fields string) int64 {
		c := counting{statements(t, n), &atomic.Int64{}}
		response, err := engine(t, graphql.RequestLimits{}).Answer(t.Context(), view.New(c, c.Base()), c.Base(),
			graphql.Operation{Query: fmt.Sprintf("{ attributions(first: 1000, filter: {document: \"doc:many\"}) { nodes { id %s } } }", fields)})
		var got struct {
			Attributions struct{ Nodes []struct{ ID string } }
		}
		if err := errors.Join(err, json.Unmarshal(response.Data, &got)); err != nil || len(response.Errors) > 0 || len(got.Attributions.Nodes) != n {
			t.Fatalf("%v, %+v, %d nodes", err, response.Errors, len(got.Attributions.Nodes))
		}
		return c.reads.Load()
	}
	const more = "document { authors identifier language entityCount } source { names ... on Actor { roles { names } memberOf { id } } spokenForBy { names } made { totalCount } documents { totalCount nodes { title } } }"
	few, many := cost(1, more)-cost(1, ""), cost(200, more)-cost(200, "")
	// Which comes first, a list that has a document or a look-up of it, is left to chance; 200 times as many is not.
	if few == 0 || many > 2*few {
		t.Errorf("the fields of source and document take %d look-ups for 1 attribution, %d for 200", few, many)
	}
}

// statements returns a snapshot with a document of n attributions by one person, who holds an office.
func statements(t testing.TB, n int) *graph.Snapshot {
	doc, who := vocab.DefaultBase.IRI("doc", "many"), vocab.DefaultBase.IRI("actor", "lena-holm")
	var quads []quad.Quad
	add := func(s, p quad.IRI, o quad.Value) {
		quads = append(quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: doc})
	}
	add(doc, vocab.Type, vocab.Document)
	add(who, vocab.MentionedIn, doc)
	for i := range n {
		a := vocab.DefaultBase.IRI("attr", fmt.Sprint("many-", i))
		add(a, vocab.Type, vocab.Attribution)
		add(a, vocab.InDocument, doc)
		add(a, vocab.Source, who)
	}
	return bridge(t, quads...)
}
