package export

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/subgraph"
	"graphd/internal/graph/vocab"
)

// drawn returns a random graph of a few nodes with arbitrary text in its values.
func drawn(t *rapid.T) subgraph.Subgraph {
	iri := rapid.Custom(func(t *rapid.T) quad.Value {
		return quad.IRI(rapid.SampledFrom([]string{"urn:graphd:actor:", "http://example.org/é", "urn:graphd:ns:", "x:"}).Draw(t, "base") +
			rapid.StringMatching(`[a-z0-9"<> &']{0,3}`).Draw(t, "name"))
	})
	literal := rapid.Custom(func(t *rapid.T) quad.Value {
		text := quad.String(rapid.String().Draw(t, "text"))
		return rapid.SampledFrom([]quad.Value{
			text, quad.LangString{Value: text, Lang: "de"}, quad.TypedString{Value: text, Type: "x:type"},
			quad.Int(rapid.Int64().Draw(t, "int")), quad.Float(rapid.Float64().Draw(t, "float")), quad.Bool(true),
		}).Draw(t, "value")
	})
	nodes := rapid.SliceOfNDistinct(iri, 1, 6, func(v quad.Value) quad.Value { return v }).Draw(t, "nodes")
	g := subgraph.Subgraph{Base: vocab.DefaultBase, Request: subgraph.Selection{Roots: []quad.IRI{"urn:graphd:actor:--"}}}
	labels := []quad.Value{nil, quad.IRI("urn:graphd:doc:1"), quad.IRI("urn:graphd:doc:2")}
	for _, value := range nodes {
		node := subgraph.Vertex{Value: value, Kind: "other", Label: rapid.String().Draw(t, "label")}
		facts := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) subgraph.Fact {
			return subgraph.Fact{Predicate: iri.Draw(t, "predicate"), Object: literal.Draw(t, "object"), Graph: rapid.SampledFrom(labels).Draw(t, "graph")}
		}), 0, 5, func(f subgraph.Fact) string { return termText(f.Predicate) + termText(f.Object) + fmt.Sprint(f.Graph) }).Draw(t, "facts")
		slices.SortFunc(facts, func(a, b subgraph.Fact) int {
			return strings.Compare(termText(a.Predicate)+" "+termText(a.Object), termText(b.Predicate)+" "+termText(b.Object))
		})
		node.Facts = facts
		g.Nodes = append(g.Nodes, node)
	}
	at := rapid.IntRange(0, len(nodes)-1)
	g.Edges = rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) subgraph.Edge {
		return subgraph.Edge{From: at.Draw(t, "from"), To: at.Draw(t, "to"), Predicate: iri.Draw(t, "predicate"), Graph: rapid.SampledFrom(labels).Draw(t, "graph")}
	}), 0, 8, func(e subgraph.Edge) subgraph.Edge { return e }).Draw(t, "edges")
	return g
}

func termText(v quad.Value) string { return string(nquads.AppendTerm(nil, v)) }

// TestAnyGraph writes random graphs and parses the files: they are well formed, ids are unique, every edge has its nodes, and the
// quads are unchanged.
func TestAnyGraph(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		g := drawn(rt)
		wanted := want(g)
		if len(wanted.Nodes) != len(g.Nodes) || len(wanted.Edges) != len(g.Edges) {
			rt.Fatalf("ids are not unique")
		}
		for id := range wanted.Nodes {
			if _, ok := wanted.Edges[id]; ok || !utf8.ValidString(id) {
				rt.Fatalf("id %s", id)
			}
		}
		for _, f := range Formats() {
			text := written(t, f, g)
			switch {
			case strings.HasSuffix(f.MediaType, "json"):
				if !json.Valid(text) {
					rt.Fatalf("%s is not JSON:\n%s", f.Name, text)
				}
			case strings.HasSuffix(f.MediaType, "xml"):
				checkXML(rt, f.Name, text)
			}
			if again := written(t, f, g); !bytes.Equal(text, again) {
				rt.Fatalf("%s differs when written again", f.Name)
			}
		}
		checkNodeLink(rt, t, g, wanted)
		checkNQuads(rt, t, g)
	})
}

func checkXML(rt *rapid.T, name string, text []byte) {
	ids, ends := map[string]bool{}, []string{}
	decoder := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			rt.Fatalf("%s: %v\n%s", name, err, text)
		}
		element, ok := token.(xml.StartElement)
		if !ok || element.Name.Local != "node" && element.Name.Local != "edge" {
			continue
		}
		for _, a := range element.Attr {
			switch a.Name.Local {
			case "id":
				if ids[a.Value] {
					rt.Fatalf("%s: %s twice", name, a.Value)
				}
				ids[a.Value] = true
			case "source", "target":
				ends = append(ends, a.Value)
			}
		}
	}
	for _, end := range ends {
		if !ids[end] {
			rt.Fatalf("%s: an edge without its node %s", name, end)
		}
	}
}

func checkNodeLink(rt *rapid.T, t *testing.T, g subgraph.Subgraph, wanted graphContents) {
	f, _ := ByName("node-link")
	var file struct {
		Nodes, Edges, Links []map[string]any
	}
	if err := json.Unmarshal(written(t, f, g), &file); err != nil {
		rt.Fatal(err)
	}
	if len(file.Nodes) != len(g.Nodes) || len(file.Edges) != len(g.Edges) || !cmp.Equal(file.Edges, file.Links) {
		rt.Fatalf("%d nodes, %d edges, %d links", len(file.Nodes), len(file.Edges), len(file.Links))
	}
	for _, n := range file.Nodes {
		id := n["id"].(string)
		delete(n, "id")
		if d := cmp.Diff(wanted.Nodes[id], n); d != "" {
			rt.Fatal(d)
		}
	}
}

func checkNQuads(rt *rapid.T, t *testing.T, g subgraph.Subgraph) {
	f, _ := ByName("nquads")
	var got, expected []string
	for line := range bytes.Lines(written(t, f, g)) {
		if q, ok, err := nquads.ParseLine(line); err != nil {
			rt.Fatal(err)
		} else if ok {
			got = append(got, string(nquads.AppendQuad(nil, q)))
		}
	}
	for _, q := range quads(g) {
		expected = append(expected, string(nquads.AppendQuad(nil, q)))
	}
	slices.Sort(expected)
	if d := cmp.Diff(expected, got); d != "" {
		rt.Fatal(d)
	}
}
