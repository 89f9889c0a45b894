package gizmo_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"graphd/internal/graph/query/gizmo"
)

// difference is a class of scripts that Cayley's Gizmo answers wrongly.
type difference struct {
	name    string
	says    string // part of its entry in docs/LANGUAGES.md
	example string
	right   string // a script that Cayley's Gizmo answers as example should be answered; empty if example is an error
}

var differences = []difference{
	{"capital order", "`Order` exists", `g.V("<bob>").in("<follows>").Order().all()`, `g.V("<bob>").in("<follows>").order().all()`},
	{"count", "`count` counts", `g.emit(g.V("<bob>").out("<follows>", "p").order().order().skip(0).count() + g.V("<charlie>").out("<follows>").order().limit(1).count())`, `g.emit(2)`},
	{"empty list", "An empty list matches no nodes", `g.V("<bob>").out([]).all()`, `g.V("<bob>").out("<none>").all()`},
	{"empty text", "`\"\"` is the empty text", `g.V().filter(regex("", true)).all()`, `g.V().filter(regex("()", true)).all()`},
	{"lists in a list", "Lists may be nested", `g.V("<bob>").out(["<follows>", ["<status>"]]).all()`, `g.V("<bob>").out(["<follows>", "<status>"]).all()`},
	{"list of nodes", "`V`, `is` and `has` accept lists", `g.V(["<alice>", "<bob>"]).out("<follows>").all()`, `g.V("<alice>", "<bob>").out("<follows>").all()`},
	{"list of tags", "`tag` accepts a list", `g.V("<bob>").tag(["a", "b"]).all()`, `g.V("<bob>").tag("a", "b").all()`},
	{"no label", "Edges without a label have no `labels`", `g.V("<greg>").labels().all()`, `g.V("<greg>").labels().is("<winter>", "<summer>").all()`},
	{"null tags", "`null` is not a tag", `g.V("<bob>").out("<follows>", "p", null).all()`, `g.V("<bob>").out("<follows>", "p").all()`},
	{"order keeps paths", "`order` keeps every path", `g.V("<dani>").saveOpt("<follows>", "f").order().all()`, `g.V("<dani>").saveOpt("<follows>", "f").all()`},
	{"own limit", "`getLimit(n)` limits its own path", `g.V("<bob>").in("<follows>").order().getLimit(1); g.V("<fred>").in("<follows>").all()`, `g.V("<bob>").in("<follows>").order().limit(1).all(); g.V("<fred>").in("<follows>").all()`},
	{"path for a predicate", "`has` and `save` accept a path as predicate", `g.V("<bob>").has(g.V("<status>"), "quiet").all()`, `g.V("<bob>").has("<status>", "quiet").all()`},
	{"paths in a list", "Several paths as predicates mean their union", `g.V("<bob>").out([g.V("<follows>"), g.V("<status>")]).all()`, `g.V("<bob>").out(["<follows>", "<status>"]).all()`},
	{"prefixes", "A registered prefix makes an IRI", `g.V("p:gill").out("p:knows").all()`, `g.V("<urn:people:gill>").out("<urn:people:knows>").all()`},
	{"recursion", "A recursion may be nested in another", `g.V("<charlie>").followRecursive(g.M().followRecursive("<follows>", 1)).unique().all()`, `g.V("<charlie>").followRecursive("<follows>").unique().all()`},
	{"regex literal", "`regex` also accepts `/…/`", `g.V().filter(regex(/^AL/i)).all()`, `g.V().filter(regex("(?i)^AL")).all()`},
	{"tags of every label", "`labelContext(null, \"tag\")` tags", `g.V("<emily>").labelContext(null, "l").out("<status>").all()`, `g.V("<emily>").labelContext(g.V(), "l").out("<status>").all()`},
	{"typed", "`typed(\"5\", \"xsd:integer\")` is 5", `g.V(typed("31", "http://www.w3.org/2001/XMLSchema#integer")).in("<age>").all()`, `g.V(31).in("<age>").all()`},
	{"unions and exclusions", "Unions, and exclusions of nodes that do not exist", `g.V("<alice>").except(g.V("<nobody>")).all()`, `g.V("<alice>").all()`},
	{"paths of a union", "paths through all of its parts", `g.V("<greg>").and(g.V("<greg>").tag("x").or(g.V("<greg>").tag("y"))).all()`, `g.V("<greg>").tag("x").or(g.V("<greg>").tag("y")).all()`},

	{"wrong kind", "An argument of the wrong kind is an error", `g.V("<bob>").out({a: 1}).all()`, ""},
	{"cycle", "it never ends the process", `var a = {}; a.a = a; g.emit(a)`, ""},
	{"back to no tag", "`back(\"x\")` without a tag `x`", `g.V("<bob>").back("x").all()`, ""},
	{"null path", "`follow`, `and`, `or`, `except` of `null`", `g.V("<bob>").and(null).all()`, ""},
	{"answer", "answers with the result of that call", `g.V("<bob>").out("<follows>").toArray()`, `g.emit(g.V("<bob>").out("<follows>").toArray())`},
	{"path that is never run", "A path that is built and never run is an error", `g.V("<bob>")`, ""},
	{"emitted IRI", "`g.emit` writes an IRI as", `g.emit(iri("bob"))`, `g.emit("<bob>")`},
}

// TestDifferencesFromStock checks that each difference exists, is documented, and that graphd answers example as Cayley's
// Gizmo answers right.
func TestDifferencesFromStock(t *testing.T) {
	qs, stock := people(t), newStock(t)
	engine := gizmo.New(prefixes, gizmo.Budgets{})
	manual, err := os.ReadFile(filepath.FromSlash("../../../../docs/LANGUAGES.md"))
	if err != nil {
		t.Fatal(err)
	}
	documented := strings.Join(strings.Fields(string(manual)), " ")
	for _, d := range differences {
		t.Run(d.name, func(t *testing.T) {
			if !strings.Contains(documented, d.says) {
				t.Errorf("docs/LANGUAGES.md does not contain %q", d.says)
			}
			ours, theirs := runOurs(t, engine, qs, d.example), stock.ask(d.example)
			slices.Sort(ours.Rows)
			slices.Sort(theirs.Rows)
			if ours.Fault == "" && theirs.Fault+theirs.Ended == "" && slices.Equal(ours.Rows, theirs.Rows) {
				t.Errorf("Cayley answers the same: %q", ours.Rows)
			}
			if d.right == "" {
				if ours.Fault == "" {
					t.Errorf("graphd answers %q; want an error", ours.Rows)
				}
				return
			}
			right := stock.ask(d.right)
			slices.Sort(right.Rows)
			if diff := cmp.Diff(right, ours); diff != "" {
				t.Errorf("graphd's answer is not Cayley's answer to right (-Cayley +graphd):\n%s", diff)
			}
		})
	}
}

// known returns a correction that is used and is not among the differences, or "" if there is none.
func known(used map[string]bool) (unknown string) {
	for name := range used {
		if !slices.ContainsFunc(differences, func(d difference) bool { return d.name == name }) {
			return name
		}
	}
	return ""
}
