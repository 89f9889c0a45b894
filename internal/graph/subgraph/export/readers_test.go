package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"graphd/internal/graph"
	"graphd/internal/graph/nquads"
	"graphd/internal/graph/subgraph"
)

// graphContents holds the nodes and edges that a reader found in a file, or should find.
type graphContents struct {
	Nodes map[string]map[string]any `json:"nodes"`
	Edges map[string]readEdge       `json:"edges"`
}

type readEdge struct {
	Source     string         `json:"source"`
	Target     string         `json:"target"`
	Attributes map[string]any `json:"attributes"`
}

// difficult returns a subgraph with values that are hard to write: markup, quotation marks, line breaks, formulas, control
// characters, several values, numbers, parallel edges, a loop, a blank node.
func difficult(t testing.TB) subgraph.Subgraph {
	t.Helper()
	text, err := os.ReadFile("testdata/difficult.nq")
	if err != nil {
		t.Fatal(err)
	}
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	if _, err := store.Load(t.Context(), bytes.NewReader(text), graph.LoadOptions{}); err != nil {
		t.Fatal(err)
	}
	control := quad.Quad{Subject: quad.IRI("urn:graphd:actor:ann"), Predicate: quad.IRI("urn:graphd:ns:said"),
		Object: quad.String("a bell\a, a null\x00, a non-character\uffff and a tab\t"), Label: quad.IRI("urn:graphd:doc:1")}
	if _, err := store.Apply(t.Context(), graph.Edit{Add: []quad.Quad{control}}); err != nil {
		t.Fatal(err)
	}
	g, err := selectFrom(t.Context(), store, subgraph.Selection{Roots: []quad.IRI{"urn:graphd:actor:ann"}, Depth: 3})
	if err != nil {
		t.Fatal(err)
	}
	if len(g.Nodes) != 6 || len(g.Edges) != 8 || !g.Complete {
		t.Fatalf("%d nodes, %d edges, %s", len(g.Nodes), len(g.Edges), g.Reason)
	}
	return g
}

// files writes g in every format to a temporary folder, each file named after its format.
func files(t testing.TB, g subgraph.Subgraph) string {
	t.Helper()
	folder := t.TempDir()
	for _, f := range Formats() {
		if err := os.WriteFile(filepath.Join(folder, f.Name), written(t, f, g), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func written(t testing.TB, f Format, g subgraph.Subgraph) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b, g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// want returns what every reader must find.
func want(g subgraph.Subgraph) graphContents {
	tab := newTable(g)
	r := graphContents{map[string]map[string]any{}, map[string]readEdge{}}
	for i := range g.Nodes {
		r.Nodes[tab.ids[i]] = attributes(tab.node(i))
	}
	for i, e := range g.Edges {
		r.Edges[tab.edgeIDs[i]] = readEdge{tab.ids[e.From], tab.ids[e.To], attributes(tab.edge(e))}
	}
	return r
}

func attributes(row []attributeValue) map[string]any {
	m := map[string]any{}
	for _, c := range row {
		switch c.kind {
		case kindLong:
			m[c.name] = float64(c.whole)
		case kindDouble:
			m[c.name] = c.real
		case kindBoolean:
			m[c.name] = c.whole != 0
		default:
			m[c.name] = c.text
		}
	}
	return m
}

// quads returns the quads of a subgraph: its edges and facts.
func quads(g subgraph.Subgraph) (all []quad.Quad) {
	for _, e := range g.Edges {
		all = append(all, quad.Quad{Subject: g.Nodes[e.From].Value, Predicate: e.Predicate, Object: g.Nodes[e.To].Value, Label: e.Graph})
	}
	for _, node := range g.Nodes {
		for _, f := range node.Facts {
			all = append(all, quad.Quad{Subject: node.Value, Predicate: f.Predicate, Object: f.Object, Label: f.Graph})
		}
	}
	return all
}

// same compares the contents that were found with the expected ones. It ignores additional attributes of a format.
func same(t *testing.T, want, got graphContents) {
	t.Helper()
	if len(got.Nodes) != len(want.Nodes) || len(got.Edges) != len(want.Edges) {
		t.Errorf("%d nodes and %d edges, want %d and %d", len(got.Nodes), len(got.Edges), len(want.Nodes), len(want.Edges))
	}
	for id, attributes := range want.Nodes {
		if d := cmp.Diff(attributes, only(got.Nodes[id], attributes)); d != "" {
			t.Errorf("node %s: %s", id, d)
		}
	}
	for id, edge := range want.Edges {
		found := got.Edges[id]
		found.Attributes = only(found.Attributes, edge.Attributes)
		if d := cmp.Diff(edge, found); d != "" {
			t.Errorf("edge %s: %s", id, d)
		}
	}
}

func only(found, wanted map[string]any) map[string]any {
	m := map[string]any{}
	for name, value := range found {
		if _, ok := wanted[name]; ok {
			m[name] = value
		}
	}
	return m
}

// run runs a reader and returns its output.
func run(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	command := exec.Command(name, args...)
	var errors bytes.Buffer
	command.Stderr = &errors
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, errors.String())
	}
	return out
}

func need(t *testing.T, what string, there func() bool) {
	t.Helper()
	if there() {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed: run make readers", what)
	}
	t.Skipf("SKIPPED: %s is not installed; run make readers to test the formats that it reads", what)
}

func program(t *testing.T, name string) string {
	t.Helper()
	need(t, name, func() bool { _, err := exec.LookPath(name); return err == nil })
	return name
}

// python returns Debian's Python, which finds Debian's packages.
func python(t *testing.T, module string) string {
	t.Helper()
	const name = "/usr/bin/python3"
	need(t, "python3-"+module, func() bool { return exec.Command(name, "-c", "import "+module).Run() == nil })
	return name
}

func node(t *testing.T) string {
	t.Helper()
	need(t, "the npm packages of internal/graph/subgraph/export/testdata/readers", func() bool {
		_, err := os.Stat("testdata/readers/node_modules/sigma")
		return err == nil
	})
	return program(t, "node")
}

func decode[T any](t *testing.T, text []byte) (v T) {
	t.Helper()
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestNetworkX(t *testing.T) {
	t.Parallel()
	g := difficult(t)
	for format, got := range decode[map[string]graphContents](t, run(t, python(t, "networkx"), "testdata/readers/read_networkx.py", files(t, g))) {
		t.Run(format, func(t *testing.T) {
			w := want(g)
			if format == "gexf" || format == "graphml" { // in these formats the weight is not an attribute
				withoutWeight(w, got)
			}
			same(t, w, got)
		})
	}
}

func withoutWeight(reads ...graphContents) {
	for _, r := range reads {
		for _, e := range r.Edges {
			delete(e.Attributes, "weight")
		}
	}
}

func TestCytoscapeAndGraphology(t *testing.T) {
	t.Parallel()
	g := difficult(t)
	for format, got := range decode[map[string]graphContents](t, run(t, node(t), "testdata/readers/read.mjs", files(t, g))) {
		t.Run(format, func(t *testing.T) { same(t, want(g), got) })
	}
}

func TestGraphviz(t *testing.T) {
	t.Parallel()
	g := difficult(t)
	out := run(t, program(t, "dot"), "-Tdot_json", filepath.Join(files(t, g), "dot"))
	found := decode[struct {
		Objects, Edges []map[string]any
	}](t, out)
	got := graphContents{map[string]map[string]any{}, map[string]readEdge{}}
	for _, o := range found.Objects {
		got.Nodes[o["name"].(string)] = o
	}
	for _, e := range found.Edges {
		got.Edges[e["id"].(string)] = readEdge{nameAt(found.Objects, e["tail"]), nameAt(found.Objects, e["head"]), e}
	}
	same(t, inDOT(want(g)), inDOT(got))
}

func nameAt(objects []map[string]any, at any) string {
	return objects[int(at.(float64))]["name"].(string)
}

// inDOT returns r with every attribute as text in DOT.
func inDOT(r graphContents) graphContents {
	text := func(attributes map[string]any) {
		delete(attributes, "name") // in Graphviz, name is the id
		for name, value := range attributes {
			if s, ok := value.(string); ok {
				attributes[name] = strings.NewReplacer("\\\\", "\\", "\\n", "\n", "\r\n", "\n", "\r", "\n").Replace(s)
			} else {
				attributes[name] = fmt.Sprint(value)
			}
		}
	}
	for _, attributes := range r.Nodes {
		text(attributes)
	}
	for _, e := range r.Edges {
		text(e.Attributes)
	}
	return r
}

func TestRDFLib(t *testing.T) {
	t.Parallel()
	g := difficult(t)
	type readTerm struct {
		Blank              bool
		Value              string
		IRI                bool
		Language, Datatype string
	}
	var wanted []string
	for _, q := range quads(g) {
		wanted = append(wanted, blankless(q))
	}
	slices.Sort(wanted)
	for format, found := range decode[map[string][][4]json.RawMessage](t, run(t, python(t, "rdflib"), "testdata/readers/read_rdflib.py", files(t, g))) {
		t.Run(format, func(t *testing.T) {
			var got []string
			for _, q := range found {
				var terms [3]quad.Value
				for i := range terms {
					r := decode[readTerm](t, q[i])
					switch {
					case r.Blank:
						terms[i] = quad.BNode("b")
					case r.IRI:
						terms[i] = quad.IRI(r.Value)
					case r.Language != "":
						terms[i] = quad.LangString{Value: quad.String(r.Value), Lang: r.Language}
					case r.Datatype != "":
						terms[i] = quad.TypedString{Value: quad.String(r.Value), Type: quad.IRI(r.Datatype)}
					default:
						terms[i] = quad.String(r.Value)
					}
				}
				line := quad.Quad{Subject: terms[0], Predicate: terms[1], Object: terms[2]}
				if label := decode[string](t, q[3]); label != "" {
					line.Label = quad.IRI(label)
				}
				got = append(got, blankless(line))
			}
			slices.Sort(got)
			if d := cmp.Diff(wanted, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// blankless returns the line of a quad with all blank nodes renamed to one name.
func blankless(q quad.Quad) string {
	for _, at := range []*quad.Value{&q.Subject, &q.Object} {
		if _, ok := (*at).(quad.BNode); ok {
			*at = quad.BNode("b")
		}
	}
	return string(nquads.AppendQuad(nil, q))
}

func TestRapper(t *testing.T) {
	t.Parallel()
	g := difficult(t)
	rapper, folder := program(t, "rapper"), files(t, g)
	var wanted []string
	for _, q := range quads(g) {
		if line := blankless(q); !strings.Contains(line, "\x00") {
			wanted = append(wanted, line)
		}
	}
	slices.Sort(wanted)
	for _, format := range []string{"nquads", "trig"} {
		t.Run(format, func(t *testing.T) {
			var got []string
			for line := range strings.Lines(string(run(t, rapper, "-q", "-i", format, "-o", "nquads", filepath.Join(folder, format)))) {
				q, _, err := nquads.ParseLine([]byte(line))
				if err != nil {
					t.Fatal(err)
				}
				if line := blankless(q); !strings.Contains(line, "a null") { // rapper ends strings at a null character
					got = append(got, line)
				}
			}
			slices.Sort(got)
			if d := cmp.Diff(wanted, got); d != "" {
				t.Error(d)
			}
		})
	}
}
