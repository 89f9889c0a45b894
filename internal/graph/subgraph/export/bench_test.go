package export

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"sync"
	"testing"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/subgraph"
	"graphd/internal/graph/vocab"
)

// millionQuads returns a store of a millionQuads quads: documents with fifty attributions by a thousand actors, each with source, passages
// and values.
var millionQuads = sync.OnceValues(func() (*graph.Store, error) {
	store, err := graph.OpenMemory(graph.Options{CacheBytes: 512 << 20})
	if err != nil {
		return nil, err
	}
	base := store.Base()
	for d := range 1400 {
		doc := base.IRI("doc", fmt.Sprintf("%032x", d))
		_, err := store.Apply(context.Background(), graph.Edit{Add: documentQuads(base, doc, d)})
		if err != nil {
			return nil, err
		}
	}
	return store, nil
})

func documentQuads(base vocab.Base, doc quad.IRI, d int) []quad.Quad {
	var list []quad.Quad
	add := func(s quad.IRI, p quad.IRI, o quad.Value) {
		list = append(list, quad.Quad{Subject: s, Predicate: p, Object: o, Label: doc})
	}
	add(doc, vocab.Type, vocab.Document)
	add(doc, vocab.Title, quad.String(fmt.Sprintf("Document %d", d)))
	for i := range 50 {
		n := d*50 + i
		attribution, actor := base.IRI("attr", fmt.Sprintf("%032x", n)), base.IRI("actor", fmt.Sprintf("person-%d", n*n%997))
		text := quad.String(fmt.Sprintf("“What was said in sentence %d of document %d”, and what followed from it.", i, d))
		add(attribution, vocab.Type, vocab.Attribution)
		add(attribution, vocab.Source, actor)
		add(attribution, vocab.ContentText, text)
		add(attribution, vocab.Act, vocab.ConceptOf(vocab.ActList, "assert"))
		add(attribution, vocab.Confidence, quad.Float(float64(n%100)/100))
		add(attribution, vocab.InDocument, doc)
		add(attribution, vocab.ContentPassage, base.IRI("passage", fmt.Sprintf("%x-%d", d, i)))
		add(attribution, vocab.Tense, vocab.ConceptOf(vocab.TenseList, "future"))
		add(actor, vocab.Made, attribution)
		add(actor, vocab.MentionedIn, doc)
		add(actor, vocab.Label, quad.String("Person"))
		add(actor, vocab.Said, text)
		add(base.IRI("passage", fmt.Sprintf("%x-%d", d, i)), vocab.Exact, text)
		add(base.IRI("passage", fmt.Sprintf("%x-%d", d, i)), vocab.Start, quad.Int(i))
	}
	return list
}

// BenchmarkSubgraph measures selecting 2,000 edges from a millionQuads quads with warm caches, and writing them in each format. It also
// measures encoding/json on the same nodes and edges, as the unit in which to read the other figures.
func BenchmarkSubgraph(b *testing.B) {
	store, err := millionQuads()
	if err != nil {
		b.Fatal(err)
	}
	request := subgraph.Selection{Roots: []quad.IRI{store.Base().IRI("actor", "person-1")}, Depth: 4}
	pull := func() subgraph.Subgraph {
		g, err := selectFrom(b.Context(), store, request)
		if err != nil {
			b.Fatal(err)
		}
		return g
	}
	g := pull()
	if len(g.Edges) != 2000 {
		b.Fatalf("%d nodes, %d edges", len(g.Nodes), len(g.Edges))
	}
	b.Logf("%d nodes, %d edges", len(g.Nodes), len(g.Edges))
	b.Run("encoding-json", func(b *testing.B) {
		w := want(g)
		for b.Loop() {
			if err := json.NewEncoder(io.Discard).Encode(w); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			pull()
		}
	})
	for _, f := range Formats() {
		b.Run("write-"+f.Name, func(b *testing.B) {
			for b.Loop() {
				if err := f.Write(io.Discard, g); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// selectFrom selects a subgraph of the current version of store.
func selectFrom(ctx context.Context, store *graph.Store, sel subgraph.Selection) (subgraph.Subgraph, error) {
	snapshot, err := store.Snapshot()
	if err != nil {
		return subgraph.Subgraph{}, err
	}
	defer snapshot.Close()
	return subgraph.Select(ctx, snapshot, sel)
}
