package gizmo_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCorrections checks where this implementation differs from Cayley's on purpose; docs/LANGUAGES.md lists the differences.
func TestCorrections(t *testing.T) {
	qs := people(t)
	for _, test := range []struct {
		text string
		want []string
	}{
		{`g.V("p:gill").out("p:knows").all()`, []string{`{"id":"<urn:people:hugh>"}`}},
		{`g.V("<p:gill>").out("<p:knows>").all()`, []string{`{"id":"<urn:people:hugh>"}`}},
		{`g.V(iri("p:gill")).save("p:knows").all()`, []string{`{"id":"<urn:people:gill>","p:knows":"<urn:people:hugh>"}`}},
		{`g.V("Bob: the \"quiet\" one").in("<name>").all()`, []string{`{"id":"<bob>"}`}},
		{`g.addNamespace("q", "urn:people:"); g.V("q:gill").out("q:knows").all()`, []string{`{"id":"<urn:people:hugh>"}`}},
		{`g.V(["<alice>", "<charlie>"]).out("<follows>").unique().all()`, []string{`{"id":"<bob>"}`, `{"id":"<dani>"}`}},
		{`g.V([]).all()`, nil},
		{`g.V("<bob>").out([]).all()`, nil},
		{`g.V("<bob>").is([]).all()`, nil},
		{`g.V().has("<status>", []).all()`, nil},
		{`g.V().has("<status>", ["quiet", "loud"]).unique().order().limit(2).all()`, []string{`{"id":"<bob>"}`, `{"id":"<dani>"}`}},
		{`g.V("<bob>").has(g.V("<status>"), "quiet").all()`, []string{`{"id":"<bob>"}`}},
		{`g.V("<bob>").save(g.V("<follows>"), "whom").all()`, []string{`{"id":"<bob>","whom":"<fred>"}`}},
		{`g.V("<bob>").out([g.V("<follows>"), "<status>"]).all()`, []string{`{"id":"<fred>"}`, `{"id":"quiet"}`}},
		{`g.V("<alice>").out("<follows>").tag(["c", "d"]).all()`, []string{`{"c":"<bob>","d":"<bob>","id":"<bob>"}`}},
		{`g.V("<emily>").labelContext(null, "lab").out("<status>").all()`, []string{`{"id":"loud","lab":"<winter>"}`}},
		{`g.V().filter(regex(/^AL/i)).all()`, []string{`{"id":"Alice"}`}},
		{`g.V(typed("31", "http://www.w3.org/2001/XMLSchema#integer")).in("<age>").all()`, []string{`{"id":"<alice>"}`}},
		{`g.V("<bob>").in("<follows>").Order().Limit(1).All()`, []string{`{"id":"<alice>"}`}},
		{`g.V("<bob>").out("<follows>").toArray()`, []string{`["<fred>"]`}},
		{`g.V("<bob>").in("<follows>").count()`, []string{"3"}},
		{`var p = g.V("<bob>").in("<follows>"); p.Count();`, []string{"3"}},
		{`g.V("<bob>").out("<follows>").toValue()`, []string{`"<fred>"`}},
		{`g.V("<bob>").tag("x").out("<follows>").tagValue()`, []string{`{"id":"<fred>","x":"<bob>"}`}},
		{`g.V("<bob>").out("<follows>").tagArray()`, []string{`[{"id":"<fred>"}]`}},
		{`g.V("<nobody>").toValue()`, nil},
		{`var n = g.V("<bob>").in("<follows>").count()`, nil},
		{`for (var i = 0; i < 2; i++) g.V("<bob>").count()`, nil},
		{`g.V("<bob>").count(); ({count: function () { return 7 }}).count()`, nil},
		{`g.V("<bob>").count(); g.emit(2)`, []string{"2"}},
		{`g.emit(iri("bob")); g.emit([str("<bob>"), new Date(0), NaN])`, []string{`"<bob>"`, `["<bob>","1970-01-01T00:00:00Z",null]`}},
		{`g.emit(new Date(8.64e15)); g.emit([new Date(-8.64e15)])`, []string{`"+275760-09-13T00:00:00Z"`, `["-271821-04-20T00:00:00Z"]`}},
		{`g.emit(JSON.stringify({b: 1, a: [iri("x")]}))`, []string{`"{\"a\":[\"<x>\"],\"b\":1}"`}},
		{`g.emit(g.V().count())`, []string{"36"}},
		{`try { g.V().out({}) } catch (e) { g.emit(e.message) }`, []string{`"out: an object is not a node: pass a string, a number, a Date, a list or a path"`}},
		{`var seen = []; g.V("<bob>").in("<follows>").order().forEach(function (d) { seen.push(d.id) }); g.emit(seen.join(" "))`,
			[]string{`"<alice> <charlie> <dani>"`}},
		{`g.emit([[1, [2]], 3].flat()); g.emit("a-b".split("-").map(String).concat(["c"]).join("+"))`, []string{`"a+b+c"`, `[1,[2],3]`}},
		{`var add = function (a, b) { return a + b }.bind(null, 2); g.emit(add(3)); g.emit(Math.max.apply(null, [1, 5]))`, []string{"5", "5"}},
		{`g.emit("2020-07-21".replace(/(\d+)-(\d+)-(\d+)/, "$3.$2.$1")); g.emit("aXbX".split(/x/i)); g.emit(/b(.)/g.exec("abc")[1])`,
			[]string{`"21.07.2020"`, `"c"`, `["a","b",""]`}},
		{`class C { constructor() { this.n = 1 } get m() { return this.n + 1 } }; g.emit(new C().m); for (const [k, v] of new Map([["a", 1]])) g.emit({[k]: v})`,
			[]string{"2", `{"a":1}`}},
	} {
		t.Run(test.text, func(t *testing.T) {
			got, err := ask(t, qs, test.text)
			if err != nil {
				t.Fatal(err)
			}
			want := test.want
			if want == nil {
				want = []string{}
			}
			if diff := cmp.Diff(want, lines(t, got)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}
