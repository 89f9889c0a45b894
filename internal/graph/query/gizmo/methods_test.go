package gizmo_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// call is a script that calls a method, with its rows.
type call struct {
	script string // with the method's name as %
	rows   string // sorted JSON lines separated by spaces; "fault" if the call is an error
}

const fault = "fault"

// calls holds every method of Cayley's Gizmo with every form of its arguments.
var calls = map[string][]call{
	"V":                    {{`g.%("<alice>").all()`, `{"id":"<alice>"}`}, {`g.%("<alice>", "<bob>").count()`, "2"}, {`g.%(["<alice>", ["<bob>"]]).count()`, "2"}, {`g.%().count()`, "36"}, {`g.%(null)`, fault}, {`g.%(g.V())`, fault}},
	"Vertex":               {{`graph.%("<alice>").all()`, `{"id":"<alice>"}`}, {`graph.%().count()`, "36"}},
	"M":                    {{`g.V("<alice>").follow(g.%().out("<follows>")).all()`, `{"id":"<bob>"}`}, {`g.%("x")`, fault}},
	"Morphism":             {{`g.V("<alice>").follow(g.%().out("<follows>")).all()`, `{"id":"<bob>"}`}},
	"IRI":                  {{`g.V(g.%("alice")).all()`, `{"id":"<alice>"}`}, {`g.V(g.%("p:gill")).all()`, `{"id":"<urn:people:gill>"}`}, {`g.%()`, fault}, {`g.%("a", "b")`, fault}},
	"Uri":                  {{`g.V(g.%("alice")).all()`, `{"id":"<alice>"}`}},
	"emit":                 {{`g.%({a: [1, "x", null, true]})`, `{"a":[1,"x",null,true]}`}, {`g.%(null)`, ""}, {`g.%()`, ""}, {`g.%(g.V())`, fault}},
	"addNamespace":         {{`g.%("q", "urn:people:"); g.V("q:gill").all()`, `{"id":"<urn:people:gill>"}`}, {`g.%("q")`, fault}},
	"addDefaultNamespaces": {{`g.%(); g.V("<cayley:person>").has("rdf:type").all()`, `{"id":"<cayley:person>"}`}},
	"loadNamespaces":       {{`g.%(); g.emit(1)`, "1"}},

	"is":   {{`g.V().%("<bob>").all()`, `{"id":"<bob>"}`}, {`g.V().%("<bob>", 31).count()`, "2"}, {`g.V().%(["<bob>", "Alice"]).count()`, "2"}, {`g.V("<bob>").%().count()`, "1"}, {`g.V("<bob>").%([]).count()`, "0"}, {`g.V().%(g.V())`, fault}},
	"in":   {{`g.V("<fred>").%("<follows>").count()`, "2"}, {`g.V("<fred>").%().count()`, "2"}, {`g.V("<fred>").%(null).count()`, "2"}, {`g.V("quiet").%(["<status>", "<follows>"], "p").tagValue()`, `{"id":"<bob>","p":"<status>"}`}, {`g.V("<fred>").%({})`, fault}},
	"out":  {{`g.V("<bob>").%("<follows>").all()`, `{"id":"<fred>"}`}, {`g.V("<bob>").%().count()`, "4"}, {`g.V("<bob>").%(undefined).count()`, "4"}, {`g.V("<bob>").%(["<follows>"], ["p", "q"]).all()`, `{"id":"<fred>","p":"<follows>","q":"<follows>"}`}, {`g.V("<bob>").%([["<follows>"]], "p", "q").all()`, `{"id":"<fred>","p":"<follows>","q":"<follows>"}`}, {`g.V("<bob>").%(g.V("<follows>"), null).all()`, `{"id":"<fred>"}`}, {`g.V("<bob>").%([g.V("<follows>"), "<status>"]).count()`, "2"}, {`g.V("<bob>").%([]).count()`, "0"}, {`g.V("<bob>").%(gt(1))`, fault}},
	"both": {{`g.V("<fred>").%("<follows>").count()`, "3"}, {`g.V("<fred>").%(null, "p").count()`, "5"}, {`g.V("<fred>").%().count()`, "5"}},

	"follow":          {{`g.V("<alice>").%(g.M().out("<follows>").out("<follows>")).all()`, `{"id":"<fred>"}`}, {`g.V().%()`, fault}, {`g.V().%(null)`, fault}, {`g.V().%("<follows>")`, fault}},
	"followR":         {{`g.V("<fred>").%(g.M().out("<follows>").out("<follows>")).count()`, "3"}, {`g.V().%(null)`, fault}, {`g.V().%(g.M().labels()).all()`, fault}},
	"followRecursive": {{`g.V("<emily>").%("<follows>").count()`, "4"}, {`g.V("<emily>").%("<follows>", 2).count()`, "2"}, {`g.V("<emily>").%("<follows>", 1, "d").all()`, `{"d":1,"id":"<fred>"}`}, {`g.V("<emily>").%(["<follows>"], 1, ["d", "e"]).all()`, `{"d":1,"e":1,"id":"<fred>"}`}, {`g.V("<emily>").%(g.M().out("<follows>"), "d").count()`, "4"}, {`g.V().%()`, fault}, {`g.V().%(null)`, fault}, {`g.V().%("<follows>", -1)`, fault}},
	"and":             {{`g.V("<alice>", "<bob>").%(g.V("<bob>")).all()`, `{"id":"<bob>"}`}, {`g.V().%(null)`, fault}, {`g.V().%()`, fault}},
	"intersect":       {{`g.V("<alice>", "<bob>").%(g.V("<bob>")).all()`, `{"id":"<bob>"}`}},
	"or":              {{`g.V("<alice>").%(g.V("<bob>")).all()`, `{"id":"<alice>"} {"id":"<bob>"}`}, {`g.V().%(null)`, fault}},
	"union":           {{`g.V("<alice>").%(g.V("<bob>")).all()`, `{"id":"<alice>"} {"id":"<bob>"}`}},
	"except":          {{`g.V("<alice>", "<bob>").%(g.V("<bob>")).all()`, `{"id":"<alice>"}`}, {`g.V("<alice>").%(g.V("<nobody>")).all()`, `{"id":"<alice>"}`}, {`g.V().%(null)`, fault}},
	"difference":      {{`g.V("<alice>", "<bob>").%(g.V("<bob>")).all()`, `{"id":"<alice>"}`}},
	"back":            {{`g.V("<alice>").tag("t").out("<follows>").%("t").all()`, `{"id":"<alice>","t":"<alice>"}`}, {`g.V().%("t")`, fault}, {`g.V().tag("t").%()`, fault}},
	"tag":             {{`g.V("<alice>").%("t").all()`, `{"id":"<alice>","t":"<alice>"}`}, {`g.V("<alice>").%("t", "u").all()`, `{"id":"<alice>","t":"<alice>","u":"<alice>"}`}, {`g.V("<alice>").%(["t"]).all()`, `{"id":"<alice>","t":"<alice>"}`}, {`g.V().%()`, fault}},
	"as":              {{`g.V("<alice>").%("t").all()`, `{"id":"<alice>","t":"<alice>"}`}},
	"has":             {{`g.V().%("<age>").count()`, "3"}, {`g.V().%("<age>", 31).all()`, `{"id":"<alice>"}`}, {`g.V().%("<age>", 31, 45).count()`, "2"}, {`g.V().%("<age>", [31, 45]).count()`, "2"}, {`g.V().%("<age>", gt(20), lt(40)).all()`, `{"id":"<alice>"}`}, {`g.V().%(g.V("<age>"), 31).all()`, `{"id":"<alice>"}`}, {`g.V().%()`, fault}, {`g.V().%(null)`, fault}, {`g.V().%("<age>", 31, gt(1))`, fault}},
	"hasR":            {{`g.V().%("<follows>", "<bob>").all()`, `{"id":"<fred>"}`}, {`g.V().%("<age>").count()`, "3"}, {`g.V().%("<age>", gt("<a>")).count()`, "3"}},
	"save":            {{`g.V("<alice>").%("<age>", "n").all()`, `{"id":"<alice>","n":31}`}, {`g.V("<alice>").%("<age>").all()`, `{"<age>":31,"id":"<alice>"}`}, {`g.V("<alice>").%(g.V("<age>"), "n").all()`, `{"id":"<alice>","n":31}`}, {`g.V().%()`, fault}, {`g.V().%(g.V("<age>"))`, fault}},
	"saveR":           {{`g.V("<fred>").%("<follows>", "by").count()`, "2"}, {`g.V("<greg>").%("<none>").count()`, "0"}},
	"saveOpt":         {{`g.V("<charlie>").%("<age>", "n").all()`, `{"id":"<charlie>"}`}, {`g.V("<alice>").%("<age>").all()`, `{"<age>":31,"id":"<alice>"}`}},
	"saveOptR":        {{`g.V("<charlie>").%("<follows>", "by").all()`, `{"id":"<charlie>"}`}, {`g.V(31).%("<age>").all()`, `{"<age>":"<alice>","id":31}`}},
	"unique":          {{`g.V("<bob>").in("<follows>").out("<follows>").%().count()`, "3"}},

	"labels":            {{`g.V("<greg>").%().all()`, `{"id":"<summer>"} {"id":"<winter>"}`}, {`g.V("<charlie>").%().count()`, "0"}},
	"inPredicates":      {{`g.V("<bob>").%().all()`, `{"id":"<follows>"}`}},
	"outPredicates":     {{`g.V("<dani>").%().all()`, `{"id":"<follows>"} {"id":"<status>"}`}},
	"saveInPredicates":  {{`g.V(31).%("p").all()`, `{"id":31,"p":"<age>"}`}, {`g.V().%()`, fault}},
	"saveOutPredicates": {{`g.V("<emily>").%("p").count()`, "3"}, {`g.V().%()`, fault}},
	"labelContext":      {{`g.V("<greg>").%("<summer>").out("<status>").all()`, `{"id":"loud"}`}, {`g.V("<greg>").%(["<summer>", "<winter>"], "l").out("<status>").count()`, "2"}, {`g.V("<greg>").%(g.V("<summer>"), ["l", "k"]).out("<status>").all()`, `{"id":"loud","k":"<summer>","l":"<summer>"}`}, {`g.V("<greg>").%(null).out("<status>").count()`, "3"}, {`g.V("<greg>").%().out("<status>").count()`, "3"}, {`g.V("<emily>").%(null, "l").out("<status>").all()`, `{"id":"loud","l":"<winter>"}`}},
	"filter":            {{`g.V().%(gt(20), lt(40)).all()`, `{"id":31}`}, {`g.V().%([gt(20), lt(40)]).all()`, `{"id":31}`}, {`g.V().%(like("Al?ce"), regex("ce$")).all()`, `{"id":"Alice"}`}, {`g.V().%()`, fault}, {`g.V().%("x")`, fault}},
	"limit":             {{`g.V().%(2).count()`, "2"}, {`g.V().%(0).count()`, "36"}, {`g.V().%(-1).count()`, "36"}, {`g.V().%()`, fault}, {`g.V().%("two")`, fault}},
	"skip":              {{`g.V().%(30).count()`, "6"}, {`g.V().%(0).count()`, "36"}, {`g.V().%()`, fault}},
	"order":             {{`g.V("<fred>", "<alice>").%().toValue()`, `"<alice>"`}},

	"all":      {{`g.V("<alice>").%()`, `{"id":"<alice>"}`}},
	"getLimit": {{`g.V("<alice>", "<bob>").order().%(1)`, `{"id":"<alice>"}`}, {`g.V("<alice>").%(-1)`, `{"id":"<alice>"}`}, {`g.V().%()`, fault}, {`g.V().%("x")`, fault}},
	"toArray":  {{`g.V("<alice>").%()`, `["<alice>"]`}, {`g.V().%(3).length; g.emit(g.V().%(3).length)`, "3"}, {`g.V().%("x")`, fault}},
	"tagArray": {{`g.V("<alice>").tag("t").%()`, `[{"id":"<alice>","t":"<alice>"}]`}, {`g.emit(g.V().%(2).length)`, "2"}},
	"toValue":  {{`g.V("<alice>").%()`, `"<alice>"`}, {`g.V("<nobody>").%()`, ""}},
	"tagValue": {{`g.V("<alice>").tag("t").%()`, `{"id":"<alice>","t":"<alice>"}`}, {`g.V("<nobody>").%()`, ""}},
	"forEach":  {{`g.V("<alice>").%(function (d) { g.emit(d) })`, `{"id":"<alice>"}`}, {`g.V().%(2, function (d) { g.emit(1) })`, "1 1"}, {`g.V().%()`, fault}, {`g.V().%(1)`, fault}},
	"map":      {{`g.V("<alice>").%(function (d) { g.emit(d) })`, `{"id":"<alice>"}`}, {`g.V().%(2, function (d) { g.emit(1) })`, "1 1"}},
	"count":    {{`g.V().%()`, "36"}, {`g.V("<nobody>").%()`, "0"}},
}

// functions holds the global functions, which have one spelling.
var functions = map[string][]call{
	"iri":   {{`g.V(%("alice")).all()`, `{"id":"<alice>"}`}, {`g.V(%("p:gill")).all()`, `{"id":"<urn:people:gill>"}`}, {`%()`, fault}},
	"bnode": {{`g.V(%("nobody")).all()`, `{"id":"_:nobody"}`}, {`%()`, fault}},
	"raw":   {{`g.V(%("<alice>")).out("<follows>").all()`, `{"id":"<bob>"}`}, {`%()`, fault}},
	"str":   {{`g.V(%("Alice")).all()`, `{"id":"Alice"}`}, {`g.emit(%("<x>"))`, `"<x>"`}, {`%()`, fault}},
	"lang":  {{`g.V(%("Алиса", "ru")).in("<name>").all()`, `{"id":"<alice>"}`}, {`%("x")`, fault}},
	"typed": {{`g.V(%("45", "http://www.w3.org/2001/XMLSchema#integer")).in("<age>").all()`, `{"id":"<bob>"}`}, {`%("x")`, fault}},
	"lt":    {{`g.V().filter(%(20)).all()`, `{"id":19}`}, {`g.V().filter(%(new Date(2e12))).count()`, "1"}, {`%()`, fault}, {`%(1, 2)`, fault}},
	"lte":   {{`g.V().filter(%(19)).all()`, `{"id":19}`}},
	"gt":    {{`g.V().filter(%(31)).all()`, `{"id":45}`}, {`g.V().filter(%("<g>"), lt("<h>")).all()`, `{"id":"<greg>"}`}},
	"gte":   {{`g.V().filter(%(31)).all()`, `{"id":31} {"id":45}`}},
	"regex": {{`g.V().filter(%("^Al")).all()`, `{"id":"Alice"}`}, {`g.V().filter(%(/^al/i)).all()`, `{"id":"Alice"}`}, {`g.V().filter(%("^ali", true)).all()`, `{"id":"<alice>"}`}, {`%("(")`, fault}, {`%(iri("x"))`, fault}, {`%()`, fault}},
	"like":  {{`g.V().filter(%("Al%%")).all()`, `{"id":"Alice"}`}, {`%()`, fault}},
}

func TestEveryMethod(t *testing.T) {
	for name, list := range calls {
		spellings := []string{name}
		if lower := strings.ToLower(name[:1]) + name[1:]; lower == name {
			spellings = append(spellings, strings.ToUpper(name[:1])+name[1:])
		}
		for _, spelling := range spellings {
			checkCalls(t, spelling, list)
		}
	}
	for name, list := range functions {
		checkCalls(t, name, list)
	}
}

func checkCalls(t *testing.T, name string, list []call) {
	qs := people(t)
	for _, c := range list {
		script := regexp.MustCompile(`%+`).ReplaceAllStringFunc(c.script, func(marks string) string {
			if marks == "%%" {
				return "%"
			}
			return name
		})
		t.Run(script, func(t *testing.T) {
			rows, err := ask(t, qs, script)
			if (err != nil) != (c.rows == fault) {
				t.Fatalf("error %v", err)
			}
			if err == nil {
				if diff := cmp.Diff(c.rows, strings.Join(lines(t, rows), " ")); diff != "" {
					t.Errorf("rows (-want +got):\n%s", diff)
				}
			}
		})
	}
}

// TestMethodsAreThoseOfTheList compares the tables with the methods enumerated from the live object of Cayley's Gizmo.
func TestMethodsAreThoseOfTheList(t *testing.T) {
	shared := os.Getenv("GRAPHD_SHARED")
	if shared == "" {
		shared = filepath.FromSlash("../../../../../shared")
	}
	text, err := os.ReadFile(filepath.Join(shared, "design", "cayley.md"))
	if err != nil {
		t.Skipf("the list of methods was not found; GRAPHD_SHARED names its folder: %v", err)
	}
	_, section, _ := strings.Cut(string(text), "### Gizmo")
	section, _, _ = strings.Cut(section, "NO writes")
	for _, part := range []string{"graph/g:", "path:", "finals:", "globals:"} {
		_, list, ok := strings.Cut(section, part)
		if !ok {
			t.Fatalf("the list has no part %q", part)
		}
		list, _, _ = strings.Cut(list, ":") // up to the next part, whose name is not a method
		for _, name := range strings.FieldsFunc(list, func(c rune) bool {
			return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", c)
		}) {
			lower := strings.ToLower(name[:1]) + name[1:]
			if calls[name] == nil && calls[lower] == nil && functions[name] == nil && !slices.Contains([]string{"path", "finals", "globals"}, name) {
				t.Errorf("%s is in no table", name)
			}
		}
	}
}
