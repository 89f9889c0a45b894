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

// difference is a class of scripts that Cayley's Gizmo answers otherwise, and wrongly.
type difference struct {
	name    string
	says    string // in docs/LANGUAGES.md
	example string
	right   string // what Cayley's Gizmo answers as example should be; empty where nothing is
}

var differences = []difference{
	{"capital order", "`Order` exists", `g.V("<bob>").in("<follows>").Order().all()`, `g.V("<bob>").in("<follows>").order().all()`},
	{"count", "`count` counts", `g.emit(g.V("<bob>").out("<follows>", "p").order().order().skip(0).count() + g.V("<charlie>").out("<follows>").order().limit(1).count())`, `g.emit(2)`},
	{"empty list", "An empty list names nothing", `g.V("<bob>").out([]).all()`, `g.V("<bob>").out("<none>").all()`},
	{"empty text", "`\"\"` is the empty text", `g.V().filter(regex("", true)).all()`, `g.V().filter(regex("()", true)).all()`},
	{"lists in a list", "Lists may stand in lists", `g.V("<bob>").out(["<follows>", ["<status>"]]).all()`, `g.V("<bob>").out(["<follows>", "<status>"]).all()`},
	{"list of nodes", "`V`, `is` and `has` take lists", `g.V(["<alice>", "<bob>"]).out("<follows>").all()`, `g.V("<alice>", "<bob>").out("<follows>").all()`},
	{"list of tags", "`tag` takes a list", `g.V("<bob>").tag(["a", "b"]).all()`, `g.V("<bob>").tag("a", "b").all()`},
	{"no label", "Edges without a label have no `labels`", `g.V("<greg>").labels().all()`, `g.V("<greg>").labels().is("<winter>", "<summer>").all()`},
	{"null tags", "`null` is no tag", `g.V("<bob>").out("<follows>", "p", null).all()`, `g.V("<bob>").out("<follows>", "p").all()`},
	{"order keeps ways", "`order` keeps every way", `g.V("<dani>").saveOpt("<follows>", "f").order().all()`, `g.V("<dani>").saveOpt("<follows>", "f").all()`},
	{"own limit", "`getLimit(n)` bounds its own path", `g.V("<bob>").in("<follows>").order().getLimit(1); g.V("<fred>").in("<follows>").all()`, `g.V("<bob>").in("<follows>").order().limit(1).all(); g.V("<fred>").in("<follows>").all()`},
	{"path for a predicate", "`has` and `save` take a path as predicate", `g.V("<bob>").has(g.V("<status>"), "quiet").all()`, `g.V("<bob>").has("<status>", "quiet").all()`},
	{"paths in a list", "Several paths as predicates are their union", `g.V("<bob>").out([g.V("<follows>"), g.V("<status>")]).all()`, `g.V("<bob>").out(["<follows>", "<status>"]).all()`},
	{"prefixes", "A registered prefix makes an IRI", `g.V("p:gill").out("p:knows").all()`, `g.V("<urn:people:gill>").out("<urn:people:knows>").all()`},
	{"recursion", "A recursion may stand in another", `g.V("<charlie>").followRecursive(g.M().followRecursive("<follows>", 1)).unique().all()`, `g.V("<charlie>").followRecursive("<follows>").unique().all()`},
	{"regex literal", "`regex` takes `/…/` too", `g.V().filter(regex(/^AL/i)).all()`, `g.V().filter(regex("(?i)^AL")).all()`},
	{"tags of every label", "`labelContext(null, \"tag\")` tags", `g.V("<emily>").labelContext(null, "l").out("<status>").all()`, `g.V("<emily>").labelContext(g.V(), "l").out("<status>").all()`},
	{"typed", "`typed(\"5\", \"xsd:integer\")` is 5", `g.V(typed("31", "http://www.w3.org/2001/XMLSchema#integer")).in("<age>").all()`, `g.V(31).in("<age>").all()`},
	{"unions and exclusions", "Unions, and exclusions of what is not there", `g.V("<alice>").except(g.V("<nobody>")).all()`, `g.V("<alice>").all()`},
	{"ways of a union", "every part of a union", `g.V("<greg>").and(g.V("<greg>").tag("x").or(g.V("<greg>").tag("y"))).all()`, `g.V("<greg>").tag("x").or(g.V("<greg>").tag("y")).all()`},

	{"wrong kind", "An argument of the wrong kind is an error", `g.V("<bob>").out({a: 1}).all()`, ""},
	{"cycle", "the process never dies of it", `var a = {}; a.a = a; g.emit(a)`, ""},
	{"back to no tag", "`back(\"x\")` without a tag `x`", `g.V("<bob>").back("x").all()`, ""},
	{"null path", "`follow`, `and`, `or`, `except` of `null`", `g.V("<bob>").and(null).all()`, ""},
	{"answer", "answers with what that returns", `g.V("<bob>").out("<follows>").toArray()`, `g.emit(g.V("<bob>").out("<follows>").toArray())`},
	{"path that nothing runs", "A path that nothing runs is an error", `g.V("<bob>")`, ""},
	{"emitted IRI", "`g.emit` writes an IRI as", `g.emit(iri("bob"))`, `g.emit("<bob>")`},
}

// TestDifferencesFromStock: each difference is one, is documented, and here it comes out as Cayley's words for it do there.
func TestDifferencesFromStock(t *testing.T) {
	qs, stock := people(t), newStock(t)
	engine := gizmo.New(prefixes, gizmo.Budgets{})
	manual, err := os.ReadFile(filepath.FromSlash("../../../../docs/LANGUAGES.md"))
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Join(strings.Fields(string(manual)), " ")
	for _, d := range differences {
		t.Run(d.name, func(t *testing.T) {
			if !strings.Contains(words, d.says) {
				t.Errorf("docs/LANGUAGES.md does not say %q", d.says)
			}
			ours, theirs := runOurs(t, engine, qs, d.example), stock.ask(d.example)
			slices.Sort(ours.Rows)
			slices.Sort(theirs.Rows)
			if ours.Fault == "" && theirs.Fault+theirs.Ended == "" && slices.Equal(ours.Rows, theirs.Rows) {
				t.Errorf("stock answers the same: %q", ours.Rows)
			}
			if d.right == "" {
				if ours.Fault == "" {
					t.Errorf("ours answers %q", ours.Rows)
				}
				return
			}
			right := stock.ask(d.right)
			slices.Sort(right.Rows)
			if diff := cmp.Diff(right, ours); diff != "" {
				t.Errorf("ours is not what stock says to the right words (-stock +ours):\n%s", diff)
			}
		})
	}
}

// known reports whether the differences that a script makes use of are all documented.
func known(used map[string]bool) (unknown string) {
	for name := range used {
		if !slices.ContainsFunc(differences, func(d difference) bool { return d.name == name }) {
			return name
		}
	}
	return ""
}
