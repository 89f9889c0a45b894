package gizmo_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"graphd/internal/graph/query/gizmo"
)

// endless are scripts that never end by themselves; only time stops them.
var endless = []string{
	`for (;;) {}`,
	`while (true) { g.V() }`,
	`for (;;) { try { for (;;) {} } catch (e) {} finally { for (;;) {} } }`,
	`for (;;) { g.V("<alice>").out("<follows>").toArray() }`,
	`var s = "x"; for (;;) { s = s.split("").reverse().join("") }`,
	`[1].forEach(function f() { [1].forEach(function () { for (;;) {} }) })`,
	`g.V("<bob>").in("<follows>").forEach(function () { for (;;) {} })`,
	`({toString: function () { for (;;) {} }}) + ""`,
	`function* f() { for (;;) yield 1 }; for (var x of f()) {}`,
	`[3, 2, 1].sort(function () { for (;;) {} })`,
	`"aaa".replace(/a/g, function () { for (;;) {} })`,
}

func TestEndlessQueriesEndInTime(t *testing.T) {
	qs := people(t)
	engine := gizmo.New(prefixes, gizmo.Budgets{})
	for _, text := range endless {
		t.Run(text, func(t *testing.T) {
			const allowed = 30 * time.Millisecond
			ctx, cancel := context.WithTimeout(t.Context(), allowed)
			defer cancel()
			start := time.Now()
			err := engine.Run(ctx, qs, gizmo.Query{Text: text}, func(any) error { return nil })
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v; want the deadline", err)
			}
			if took := time.Since(start); took > allowed+2*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// harmful are scripts that must be refused or stopped: what they do, what the error says, and of which kind it is.
var harmful = []struct {
	text, says string
	kind       error
}{
	// Arguments of the wrong kind.
	{`g.V("<a>").out({a: 1}).all()`, "line 1, column 15: out: an object is not a node", gizmo.ErrScript},
	{`g.V("<a>").Out("<p>", {a: 1}).all()`, "line 1, column 15: out: an object is not a node", gizmo.ErrScript},
	{"g.V()\n\t.out(function () {}).all()", "line 2, column 6: out: a function is not a node", gizmo.ErrScript},
	{`g.V(function () {})`, "V: a function is not a node", gizmo.ErrScript},
	{`g.V(Symbol("x"))`, "V: ", gizmo.ErrScript},
	{`g.V(null).all()`, "V: argument 1 is not a node but null", gizmo.ErrScript},
	{`var a = {}; a.a = a; g.V(a)`, "an object is not a node", gizmo.ErrScript},
	{`var a = []; a[0] = a; g.V(a)`, "lists are nested", gizmo.ErrScript},
	{`var a = []; a[0] = a; g.V().out(a)`, "lists are nested", gizmo.ErrScript},
	{`g.V().has()`, "has: expected a predicate", gizmo.ErrScript},
	{`g.V().has("<a>", gt(1), "<b>")`, "nodes and filters", gizmo.ErrScript},
	{`g.V().save()`, "save: expected a predicate and a tag", gizmo.ErrScript},
	{`g.V().save(g.V())`, "a tag is needed", gizmo.ErrScript},
	{`g.V().follow(null)`, "follow: the argument is not a path", gizmo.ErrScript},
	{`g.V().and("<a>")`, "and: the argument is not a path", gizmo.ErrScript},
	{`g.V().followR(g.M().labels()).all()`, "not implemented", gizmo.ErrScript},
	{`g.V().back("x").all()`, `no tag "x"`, gizmo.ErrScript},
	{`g.V().limit("many")`, "limit: expected one number", gizmo.ErrScript},
	{`g.V().filter()`, "filter: expected filters", gizmo.ErrScript},
	{`g.V().filter("x")`, "filter: expected filters", gizmo.ErrScript},
	{`regex("(")`, "missing closing )", gizmo.ErrScript},
	{`regex("<a>")`, "IRI", gizmo.ErrScript},
	{`lt()`, "lt: expected one value", gizmo.ErrScript},
	{`iri({})`, "iri: an object is not a node", gizmo.ErrScript},
	{`typed("x", "xsd:integer"); typed("x", "http://www.w3.org/2001/XMLSchema#integer")`, `"x" is not a`, gizmo.ErrScript},
	{`g.V().forEach()`, "forEach: expected a function", gizmo.ErrScript},
	{`g.V().forEach(1)`, "not a function", gizmo.ErrScript},
	{`g.V().nothing()`, "TypeError", gizmo.ErrScript},
	{`g.V("<bob>")`, "end it with .all()", gizmo.ErrScript},
	{`nothing.at.all`, "ReferenceError: nothing is not defined", gizmo.ErrScript},
	{`throw "me"`, "me", gizmo.ErrScript},
	{`throw {toString: function () { throw 1 }}`, "threw an object", gizmo.ErrScript},
	{`throw null`, "null", gizmo.ErrScript},
	{"var x = 1;\nvar y = ;", "line 2, column 9", gizmo.ErrScript},
	{`g.V("<bob>").forEach(function () { throw new Error("mine") })`, "mine", gizmo.ErrScript},

	// Data that has no end.
	{`var a = {}; a.a = a; g.emit(a)`, "contains itself", gizmo.ErrBudget},
	{`var a = []; a.push(a); g.emit(a)`, "contains itself", gizmo.ErrBudget},
	{`var a = {get a() { return {get a() { return a }} }}; g.emit(a)`, "contains itself", gizmo.ErrBudget},
	{`var a = {}; a.a = a; JSON.stringify(a)`, "contains itself", gizmo.ErrBudget},
	{`var a = []; a[0] = a; String(a)`, "contain themselves", gizmo.ErrBudget},
	{`var a = []; a[0] = a; a.flat(Infinity)`, "contain themselves", gizmo.ErrBudget},
	{`g.emit(function () {})`, "a function is not data", gizmo.ErrScript},
	{`g.emit(g.V())`, "a path is not data", gizmo.ErrScript},
	{`JSON.parse("[".repeat(1e5))`, "nested more than", gizmo.ErrBudget},

	// Calls that nest without end.
	{`function f() { return f() }; f()`, "nested more than", gizmo.ErrBudget},
	{`var o = {}; o.toString = String.prototype.trim; o + ""`, "nested more than", gizmo.ErrBudget},
	{`var o = {}; o.toString = Object.prototype.toLocaleString; o + ""`, "nested more than", gizmo.ErrBudget},
	{`var e = new Error(); e.message = e; String(e)`, "nested more than", gizmo.ErrBudget},
	{`var e = new Error(); e.message = e; throw e`, "", gizmo.ErrScript},
	{`var d = new Date(); d.toISOString = Date.prototype.toJSON; d.toJSON()`, "nested more than", gizmo.ErrBudget},
	{`var a = []; a.join = Array.prototype.toString; var o = {}; o.toString = String.bind(null, o); o + ""`, "nested more than", gizmo.ErrBudget},
	{`var f = function () {}; for (var i = 0; i < 1e3; i++) f = f.bind(null); f()`, "nested more than", gizmo.ErrBudget},
	{`Object.getOwnPropertyDescriptor(RegExp.prototype, "flags")`, "TypeError", gizmo.ErrScript},

	// Work and memory without measure.
	{`"x".repeat(1e9)`, "a string of 1000000000 characters", gizmo.ErrBudget},
	{`"x".padEnd(1e9)`, "a string of 1000000000 characters", gizmo.ErrBudget},
	{`"x".padStart(1e9, "ab")`, "a string of 1000000000 characters", gizmo.ErrBudget},
	{`var s = "x".repeat(1e6); s.concat(s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s)`, "a string of", gizmo.ErrBudget},
	{`var s = "x".repeat(1e4); s.replace(/x/g, s)`, "a string of", gizmo.ErrBudget},
	{`var s = "x".repeat(1e4); s.replaceAll("x", s)`, "a string of", gizmo.ErrBudget},
	{`var s = "x".repeat(1e5); s.replaceAll("x", "$'")`, "a string of", gizmo.ErrBudget},
	{`var s = "x".repeat(1e4); /x/g[Symbol.replace](s, s)`, "a string of", gizmo.ErrBudget},
	{`var a = [], s = "x".repeat(1e6); for (var i = 0; i < 1e3; i++) a.push(s); a.join()`, "a string of", gizmo.ErrBudget},
	{`var a = [], s = "x".repeat(1e6); for (var i = 0; i < 1e3; i++) a.push(s); a + ""`, "a string of", gizmo.ErrBudget},
	{`var a = [], s = "x".repeat(1e6); for (var i = 0; i < 1e3; i++) a.push(s); JSON.stringify(a)`, "a row of more than", gizmo.ErrBudget},
	{`var a = [], s = "x".repeat(1e6); for (var i = 0; i < 1e3; i++) a.push(s); g.emit(a)`, "a row of more than", gizmo.ErrBudget},
	{`new Array(4294967295).fill(1)`, "an array of 4294967295 elements", gizmo.ErrBudget},
	{`new Array(4294967295).join("x")`, "an array of 4294967295 elements", gizmo.ErrBudget},
	{`[...new Array(4294967295)]`, "an array of 4294967295 elements", gizmo.ErrBudget},
	{`var a = []; a.length = 4e9; Math.max.apply(null, a)`, "arguments", gizmo.ErrBudget},
	{`Array.from({length: 4e9})`, "an array of 4000000000 elements", gizmo.ErrBudget},
	{`Array.prototype.map.call({length: 4e9}, function (x) { return x })`, "arrays only", gizmo.ErrScript},
	{`new ArrayBuffer(1e10)`, "ArrayBuffer is not defined", gizmo.ErrScript},
	{`new Uint8Array(1e10)`, "Uint8Array is not defined", gizmo.ErrScript},
	{`1n << 10000000000n`, "BigInt", gizmo.ErrScript},
	{`BigInt(1)`, "BigInt is not defined", gizmo.ErrScript},
	{`eval("1")`, "eval is not defined", gizmo.ErrScript},
	{`(function () {}).constructor("return 1")()`, "line 1", gizmo.ErrScript},
	{`(function* () {}).constructor("yield 1").next()`, "line 1", gizmo.ErrScript},
	{`(async function () {})()`, "async functions are not available", gizmo.ErrScript},
	{`(async () => {})()`, "async functions are not available", gizmo.ErrScript},
	{`new RegExp("(".repeat(1e6))`, "a pattern of 1000000 characters", gizmo.ErrBudget},
	{`"x".match("(".repeat(1e6))`, "a pattern of 1000000 characters", gizmo.ErrBudget},
	{`/(a+)+\1$/.test("a".repeat(40) + "!")`, "it backtracks", gizmo.ErrBudget},
	{`/(a+)+\1$/.exec("a".repeat(40) + "!")`, "it backtracks", gizmo.ErrBudget},
	{`"a".repeat(40).concat("!").replace(/(a+)+\1$/g, "x")`, "it backtracks", gizmo.ErrBudget},
	{`var r = /(a+)+\1$/y; r.lastIndex = 1; r.test("a".repeat(40) + "!")`, "it backtracks", gizmo.ErrBudget},
	{`("a".repeat(40) + "!").match(/(a+)+\1$/)`, "it backtracks", gizmo.ErrBudget},
	{`("a".repeat(40) + "!").search(/(a+)+\1$/)`, "it backtracks", gizmo.ErrBudget},
	{`[...("a".repeat(40) + "!").matchAll(/(a+)+\1$/g)]`, "it backtracks", gizmo.ErrBudget},
	{`("é" + "a".repeat(40) + "!").split(/(a+)+\1$/)`, "it backtracks", gizmo.ErrBudget},
	{`var s = "xxxxxxxx"; for (;;) s += s`, "line 1, column 30: a string of", gizmo.ErrBudget},
	{`var s = "xxxxxxxx"; for (;;) { let t = s + s; s = t }`, "a string of", gizmo.ErrBudget},
	{"var s = 'xxxxxxxx'; for (;;) s = `${s}${s}`", "a string of", gizmo.ErrBudget},
	{"var s = 'xxxxxxxx'; for (;;) s = `${s}${s}${s}${s}${s}`", "a string of", gizmo.ErrBudget},
	{`var o = {s: "xxxxxxxx"}; var f = () => o.s += o.s; for (;;) f()`, "a string of", gizmo.ErrBudget},
	{`var s = "x"; class A { f = (s += s) + s; [s + s] = 1 }; for (;;) new A()`, "a string of", gizmo.ErrBudget},
	{`var x = "a"; for (;;) x = {toString: function () { return x + x }} + "b"`, "a string of", gizmo.ErrBudget},
	{`var e = new Error("xxxxxxxx"); for (;;) e.name = e.message = String(e)`, "a string of", gizmo.ErrBudget},
	{`var s = "x"; for (;;) s = RegExp.prototype.toString.call({source: s, flags: s})`, "a string of", gizmo.ErrBudget},
	{`var s = "xx"; for (;;) s = s.replace(/x*/, "$&$&$&")`, "a string of", gizmo.ErrBudget},
	{`"x".repeat(1e6).match(/(x?){1000}y/)`, "too long for so large a pattern", gizmo.ErrBudget},
	{`new RegExp("x{1000}".repeat(500))`, "the pattern repeats too much", gizmo.ErrBudget},
	{`/x{1000}/; ` + "/" + strings.Repeat("x{1000}", 500) + "/", "line 1, column 12: the pattern repeats too much", gizmo.ErrBudget},
	{`with ({"+": function (s) { return s }}) { var s = "x"; for (;;) s += s }`, "with is not available", gizmo.ErrScript},
	{`globalThis["+"] = null; var s = "x"; for (;;) s += s`, "a string of", gizmo.ErrBudget},
	{`var a = []; for (;;) a.push(new Array(1000).fill("x"))`, "memory", gizmo.ErrBudget},
	{`var a = {}; for (var i = 0;; i++) a["k" + i] = {i: i}`, "memory", gizmo.ErrBudget},
	{`var o = null; for (;;) o = {o: o}`, "memory", gizmo.ErrBudget},
	{`var a = []; function f(n) { if (n == 0) { for (;;) a.push({a: [n]}) } else { [1].forEach(function () { f(n - 1) }) } } f(20)`, "memory", gizmo.ErrBudget},
	{`var a = []; function f(n) { if (n == 0) { for (;;) a.push({a: [n]}) } else { [1].map(function () { f(n - 1) }) } } f(60)`, "memory", gizmo.ErrBudget},

	// Paths without measure.
	{`var p = g.V(); for (var i = 0; i < 1e6; i++) p = p.out(); p.all()`, "longer than 512 steps", gizmo.ErrBudget},
	{`var p = g.M().out(); for (var i = 0; i < 40; i++) p = p.follow(p); g.V().follow(p).all()`, "longer than 512 steps", gizmo.ErrBudget},
	{`var p = g.V(); for (var i = 0; i < 40; i++) p = p.both(); p.all()`, "longer than 512 steps", gizmo.ErrBudget},
	{`var p = g.V(); for (var i = 0; i < 40; i++) p = p.or(p); p.all()`, "longer than 512 steps", gizmo.ErrBudget},
	{`var p = g.V(); for (var i = 0; i < 40; i++) p = p.and(p); p.all()`, "longer than 512 steps", gizmo.ErrBudget},
	{`var p = g.V("<a>"); for (var i = 0; i < 40; i++) p = p.out(p); p.all()`, "longer than 512 steps", gizmo.ErrBudget},
	{`var m = g.M().both().both(), p = g.V("<a>"); for (var i = 0; i < 40; i++) p = p.followRecursive(m); p.all()`, "longer than 512 steps", gizmo.ErrBudget},
	{`g.V("<charlie>").followRecursive("<follows>", 1e9).all()`, "a depth of", gizmo.ErrScript},

	// Budgets cannot be caught.
	{`for (;;) { try { "x".repeat(1e9) } catch (e) {} }`, "a string of", gizmo.ErrBudget},
}

func TestHarmfulQueriesGetAnError(t *testing.T) {
	qs := people(t)
	engine := gizmo.New(prefixes, gizmo.Budgets{Heap: 32 << 20})
	for _, test := range harmful {
		t.Run(test.text, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // a busy machine looks at its heap late
			defer cancel()
			err := engine.Run(ctx, qs, gizmo.Query{Text: test.text}, func(any) error { return nil })
			if !errors.Is(err, test.kind) || !strings.Contains(fmt.Sprint(err), test.says) {
				t.Errorf("got %v\nwant %v: …%s…", err, test.kind, test.says)
			}
			var fault *gizmo.Error
			if errors.As(err, &fault) && fault.Line == 0 && !strings.Contains(test.says, "end it with") && !strings.Contains(test.says, "nested more than") {
				t.Errorf("%v has no place", err)
			}
		})
		runtime.GC()
	}
}

// TestNextQueryIsUnharmed runs an ordinary query on the engine that has just stopped a hostile one.
func TestNextQueryIsUnharmed(t *testing.T) {
	qs := people(t)
	engine := gizmo.New(prefixes, gizmo.Budgets{Heap: 32 << 20})
	for _, text := range []string{`for (;;) {}`, `var s = "x"; for (;;) s += s`, `Array.prototype.join = null; String.prototype.trim = null; g = null`} {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		_ = engine.Run(ctx, qs, gizmo.Query{Text: text}, func(any) error { return nil })
		cancel()
		rows := 0
		err := engine.Run(t.Context(), qs, gizmo.Query{Text: `g.V("<bob>").in("<follows>").all()`}, func(any) error { rows++; return nil })
		if err != nil || rows != 3 {
			t.Errorf("after %s: %d rows, %v", text, rows, err)
		}
	}
}
