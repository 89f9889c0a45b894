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
	"graphd/internal/graph/query/qlang"
)

// endless lists scripts that only the deadline stops.
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
			err := engine.Run(ctx, qs, gizmo.Script{Text: text}, func(any) error { return nil })
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v; want the deadline", err)
			}
			if took := time.Since(start); took > allowed+2*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// harmful lists scripts that must be refused or stopped, with a part of the error's text and its kind.
var harmful = []struct {
	text, says string
	kind       error
}{
	// Arguments of the wrong kind.
	{`g.V("<a>").out({a: 1}).all()`, "line 1, column 15: out: an object is not a node", qlang.ErrInvalid},
	{`g.V("<a>").Out("<p>", {a: 1}).all()`, "line 1, column 15: out: an object is not a node", qlang.ErrInvalid},
	{"g.V()\n\t.out(function () {}).all()", "line 2, column 6: out: a function is not a node", qlang.ErrInvalid},
	{`g.V(function () {})`, "V: a function is not a node", qlang.ErrInvalid},
	{`g.V(Symbol("x"))`, "V: ", qlang.ErrInvalid},
	{`g.V(null).all()`, "V: argument 1 is not a node but null", qlang.ErrInvalid},
	{`var a = {}; a.a = a; g.V(a)`, "an object is not a node", qlang.ErrInvalid},
	{`var a = []; a[0] = a; g.V(a)`, "lists are nested", qlang.ErrInvalid},
	{`var a = []; a[0] = a; g.V().out(a)`, "lists are nested", qlang.ErrInvalid},
	{`g.V().has()`, "has: expected a predicate", qlang.ErrInvalid},
	{`g.V().has("<a>", gt(1), "<b>")`, "nodes and filters", qlang.ErrInvalid},
	{`g.V().save()`, "save: expected a predicate and a tag", qlang.ErrInvalid},
	{`g.V().save(g.V())`, "a tag is needed", qlang.ErrInvalid},
	{`g.V().follow(null)`, "follow: the argument is not a path", qlang.ErrInvalid},
	{`g.V().and("<a>")`, "and: the argument is not a path", qlang.ErrInvalid},
	{`g.V().followR(g.M().labels()).all()`, "not implemented", qlang.ErrInvalid},
	{`g.V().back("x").all()`, `no tag "x"`, qlang.ErrInvalid},
	{`g.V().limit("many")`, "limit: expected one number", qlang.ErrInvalid},
	{`g.V().filter()`, "filter: expected filters", qlang.ErrInvalid},
	{`g.V().filter("x")`, "filter: expected filters", qlang.ErrInvalid},
	{`regex("(")`, "missing closing )", qlang.ErrInvalid},
	{`regex("<a>")`, "IRI", qlang.ErrInvalid},
	{`lt()`, "lt: expected one value", qlang.ErrInvalid},
	{`iri({})`, "iri: an object is not a node", qlang.ErrInvalid},
	{`typed("x", "xsd:integer"); typed("x", "http://www.w3.org/2001/XMLSchema#integer")`, `"x" is not a`, qlang.ErrInvalid},
	{`g.V().forEach()`, "forEach: expected a function", qlang.ErrInvalid},
	{`g.V().forEach(1)`, "not a function", qlang.ErrInvalid},
	{`g.V().nothing()`, "TypeError", qlang.ErrInvalid},
	{`g.V("<bob>")`, "end it with .all()", qlang.ErrInvalid},
	{`nothing.at.all`, "ReferenceError: nothing is not defined", qlang.ErrInvalid},
	{`throw "me"`, "me", qlang.ErrInvalid},
	{`throw {toString: function () { throw 1 }}`, "threw an object", qlang.ErrInvalid},
	{`throw null`, "null", qlang.ErrInvalid},
	{"var x = 1;\nvar y = ;", "line 2, column 9", qlang.ErrInvalid},
	{`g.V("<bob>").forEach(function () { throw new Error("mine") })`, "mine", qlang.ErrInvalid},

	// Infinite data.
	{`var a = {}; a.a = a; g.emit(a)`, "contains itself", qlang.ErrLimit},
	{`var a = []; a.push(a); g.emit(a)`, "contains itself", qlang.ErrLimit},
	{`var a = {get a() { return {get a() { return a }} }}; g.emit(a)`, "contains itself", qlang.ErrLimit},
	{`var a = {}; a.a = a; JSON.stringify(a)`, "contains itself", qlang.ErrLimit},
	{`var a = []; a[0] = a; String(a)`, "contain themselves", qlang.ErrLimit},
	{`var a = []; a[0] = a; a.flat(Infinity)`, "contain themselves", qlang.ErrLimit},
	{`g.emit(function () {})`, "a function is not data", qlang.ErrInvalid},
	{`g.emit(g.V())`, "a path is not data", qlang.ErrInvalid},
	{`JSON.parse("[".repeat(1e5))`, "nested more than", qlang.ErrLimit},

	// Unlimited nesting of calls.
	{`function f() { return f() }; f()`, "nested more than", qlang.ErrLimit},
	{`var o = {}; o.toString = String.prototype.trim; o + ""`, "nested more than", qlang.ErrLimit},
	{`var o = {}; o.toString = Object.prototype.toLocaleString; o + ""`, "nested more than", qlang.ErrLimit},
	{`var e = new Error(); e.message = e; String(e)`, "nested more than", qlang.ErrLimit},
	{`var e = new Error(); e.message = e; throw e`, "", qlang.ErrInvalid},
	{`var d = new Date(); d.toISOString = Date.prototype.toJSON; d.toJSON()`, "nested more than", qlang.ErrLimit},
	{`var a = []; a.join = Array.prototype.toString; var o = {}; o.toString = String.bind(null, o); o + ""`, "nested more than", qlang.ErrLimit},
	{`var f = function () {}; for (var i = 0; i < 1e3; i++) f = f.bind(null); f()`, "nested more than", qlang.ErrLimit},
	{`Object.getOwnPropertyDescriptor(RegExp.prototype, "flags")`, "TypeError", qlang.ErrInvalid},

	// Unlimited work and memory.
	{`"x".repeat(1e9)`, "a string of 1000000000 characters", qlang.ErrLimit},
	{`"x".padEnd(1e9)`, "a string of 1000000000 characters", qlang.ErrLimit},
	{`"x".padStart(1e9, "ab")`, "a string of 1000000000 characters", qlang.ErrLimit},
	{`var s = "x".repeat(1e6); s.concat(s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s)`, "a string of", qlang.ErrLimit},
	{`var s = "x".repeat(1e4); s.replace(/x/g, s)`, "a string of", qlang.ErrLimit},
	{`var s = "x".repeat(1e4); s.replaceAll("x", s)`, "a string of", qlang.ErrLimit},
	{`var s = "x".repeat(1e5); s.replaceAll("x", "$'")`, "a string of", qlang.ErrLimit},
	{`var s = "x".repeat(1e4); /x/g[Symbol.replace](s, s)`, "a string of", qlang.ErrLimit},
	{`var a = [], s = "x".repeat(1e6); for (var i = 0; i < 1e3; i++) a.push(s); a.join()`, "a string of", qlang.ErrLimit},
	{`var a = [], s = "x".repeat(1e6); for (var i = 0; i < 1e3; i++) a.push(s); a + ""`, "a string of", qlang.ErrLimit},
	{`var a = [], s = "x".repeat(1e6); for (var i = 0; i < 1e3; i++) a.push(s); JSON.stringify(a)`, "a row of more than", qlang.ErrLimit},
	{`var a = [], s = "x".repeat(1e6); for (var i = 0; i < 1e3; i++) a.push(s); g.emit(a)`, "a row of more than", qlang.ErrLimit},
	{`new Array(4294967295).fill(1)`, "an array of 4294967295 elements", qlang.ErrLimit},
	{`new Array(4294967295).join("x")`, "an array of 4294967295 elements", qlang.ErrLimit},
	{`[...new Array(4294967295)]`, "an array of 4294967295 elements", qlang.ErrLimit},
	{`var a = []; a.length = 4e9; Math.max.apply(null, a)`, "arguments", qlang.ErrLimit},
	{`Array.from({length: 4e9})`, "an array of 4000000000 elements", qlang.ErrLimit},
	{`Array.prototype.map.call({length: 4e9}, function (x) { return x })`, "arrays only", qlang.ErrInvalid},
	{`new ArrayBuffer(1e10)`, "ArrayBuffer is not defined", qlang.ErrInvalid},
	{`new Uint8Array(1e10)`, "Uint8Array is not defined", qlang.ErrInvalid},
	{`1n << 10000000000n`, "BigInt", qlang.ErrInvalid},
	{`BigInt(1)`, "BigInt is not defined", qlang.ErrInvalid},
	{`eval("1")`, "eval is not defined", qlang.ErrInvalid},
	{`(function () {}).constructor("return 1")()`, "line 1", qlang.ErrInvalid},
	{`(function* () {}).constructor("yield 1").next()`, "line 1", qlang.ErrInvalid},
	{`(async function () {})()`, "async functions are not available", qlang.ErrInvalid},
	{`(async () => {})()`, "async functions are not available", qlang.ErrInvalid},
	{`new RegExp("(".repeat(1e6))`, "a pattern of 1000000 characters", qlang.ErrLimit},
	{`"x".match("(".repeat(1e6))`, "a pattern of 1000000 characters", qlang.ErrLimit},
	{`/(a+)+\1$/.test("a".repeat(40) + "!")`, "it backtracks", qlang.ErrLimit},
	{`/(a+)+\1$/.exec("a".repeat(40) + "!")`, "it backtracks", qlang.ErrLimit},
	{`"a".repeat(40).concat("!").replace(/(a+)+\1$/g, "x")`, "it backtracks", qlang.ErrLimit},
	{`var r = /(a+)+\1$/y; r.lastIndex = 1; r.test("a".repeat(40) + "!")`, "it backtracks", qlang.ErrLimit},
	{`("a".repeat(40) + "!").match(/(a+)+\1$/)`, "it backtracks", qlang.ErrLimit},
	{`("a".repeat(40) + "!").search(/(a+)+\1$/)`, "it backtracks", qlang.ErrLimit},
	{`[...("a".repeat(40) + "!").matchAll(/(a+)+\1$/g)]`, "it backtracks", qlang.ErrLimit},
	{`("é" + "a".repeat(40) + "!").split(/(a+)+\1$/)`, "it backtracks", qlang.ErrLimit},
	{`var s = "xxxxxxxx"; for (;;) s += s`, "line 1, column 30: a string of", qlang.ErrLimit},
	{`var s = "xxxxxxxx"; for (;;) { let t = s + s; s = t }`, "a string of", qlang.ErrLimit},
	{"var s = 'xxxxxxxx'; for (;;) s = `${s}${s}`", "a string of", qlang.ErrLimit},
	{"var s = 'xxxxxxxx'; for (;;) s = `${s}${s}${s}${s}${s}`", "a string of", qlang.ErrLimit},
	{`var o = {s: "xxxxxxxx"}; var f = () => o.s += o.s; for (;;) f()`, "a string of", qlang.ErrLimit},
	{`var s = "x"; class A { f = (s += s) + s; [s + s] = 1 }; for (;;) new A()`, "a string of", qlang.ErrLimit},
	{`var x = "a"; for (;;) x = {toString: function () { return x + x }} + "b"`, "a string of", qlang.ErrLimit},
	{`var e = new Error("xxxxxxxx"); for (;;) e.name = e.message = String(e)`, "a string of", qlang.ErrLimit},
	{`var s = "x"; for (;;) s = RegExp.prototype.toString.call({source: s, flags: s})`, "a string of", qlang.ErrLimit},
	{`var s = "xx"; for (;;) s = s.replace(/x*/, "$&$&$&")`, "a string of", qlang.ErrLimit},
	{`"x".repeat(1e6).match(/(x?){1000}y/)`, "too long for so large a pattern", qlang.ErrLimit},
	{`new RegExp("x{1000}".repeat(500))`, "the pattern repeats too much", qlang.ErrLimit},
	{`/x{1000}/; ` + "/" + strings.Repeat("x{1000}", 500) + "/", "line 1, column 12: the pattern repeats too much", qlang.ErrLimit},
	{`with ({"+": function (s) { return s }}) { var s = "x"; for (;;) s += s }`, "with is not available", qlang.ErrInvalid},
	{`globalThis["+"] = null; var s = "x"; for (;;) s += s`, "a string of", qlang.ErrLimit},
	{`var a = []; for (;;) a.push(new Array(1000).fill("x"))`, "memory", qlang.ErrLimit},
	{`var a = {}; for (var i = 0;; i++) a["k" + i] = {i: i}`, "memory", qlang.ErrLimit},
	{`var o = null; for (;;) o = {o: o}`, "memory", qlang.ErrLimit},
	{`var a = []; function f(n) { if (n == 0) { for (;;) a.push({a: [n]}) } else { [1].forEach(function () { f(n - 1) }) } } f(20)`, "memory", qlang.ErrLimit},
	{`var a = []; function f(n) { if (n == 0) { for (;;) a.push({a: [n]}) } else { [1].map(function () { f(n - 1) }) } } f(60)`, "memory", qlang.ErrLimit},

	// Unlimited paths.
	{`var p = g.V(); for (var i = 0; i < 1e6; i++) p = p.out(); p.all()`, "longer than 512 steps", qlang.ErrLimit},
	{`var p = g.M().out(); for (var i = 0; i < 40; i++) p = p.follow(p); g.V().follow(p).all()`, "longer than 512 steps", qlang.ErrLimit},
	{`var p = g.V(); for (var i = 0; i < 40; i++) p = p.both(); p.all()`, "longer than 512 steps", qlang.ErrLimit},
	{`var p = g.V(); for (var i = 0; i < 40; i++) p = p.or(p); p.all()`, "longer than 512 steps", qlang.ErrLimit},
	{`var p = g.V(); for (var i = 0; i < 40; i++) p = p.and(p); p.all()`, "longer than 512 steps", qlang.ErrLimit},
	{`var p = g.V("<a>"); for (var i = 0; i < 40; i++) p = p.out(p); p.all()`, "longer than 512 steps", qlang.ErrLimit},
	{`var m = g.M().both().both(), p = g.V("<a>"); for (var i = 0; i < 40; i++) p = p.followRecursive(m); p.all()`, "longer than 512 steps", qlang.ErrLimit},
	{`g.V("<charlie>").followRecursive("<follows>", 1e9).all()`, "a depth of", qlang.ErrInvalid},

	// Limits cannot be caught.
	{`for (;;) { try { "x".repeat(1e9) } catch (e) {} }`, "a string of", qlang.ErrLimit},
}

func TestHarmfulQueriesGetAnError(t *testing.T) {
	qs := people(t)
	engine := gizmo.New(prefixes, gizmo.Budgets{Heap: 32 << 20})
	for _, test := range harmful {
		t.Run(test.text, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // the heap is examined late on a busy machine
			defer cancel()
			err := engine.Run(ctx, qs, gizmo.Script{Text: test.text}, func(any) error { return nil })
			if !errors.Is(err, test.kind) || !strings.Contains(fmt.Sprint(err), test.says) {
				t.Errorf("got %v\nwant %v: …%s…", err, test.kind, test.says)
			}
			var fault *qlang.TextError
			if errors.As(err, &fault) && fault.Line == 0 && !strings.Contains(test.says, "end it with") && !strings.Contains(test.says, "nested more than") {
				t.Errorf("%v has no place", err)
			}
		})
		runtime.GC()
	}
}

// TestNextQueryIsUnharmed runs an ordinary query on the interpreter that has just stopped a harmful one.
func TestNextQueryIsUnharmed(t *testing.T) {
	qs := people(t)
	engine := gizmo.New(prefixes, gizmo.Budgets{Heap: 32 << 20})
	for _, text := range []string{`for (;;) {}`, `var s = "x"; for (;;) s += s`, `Array.prototype.join = null; String.prototype.trim = null; g = null`} {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		_ = engine.Run(ctx, qs, gizmo.Script{Text: text}, func(any) error { return nil })
		cancel()
		rows := 0
		err := engine.Run(t.Context(), qs, gizmo.Script{Text: `g.V("<bob>").in("<follows>").all()`}, func(any) error { rows++; return nil })
		if err != nil || rows != 3 {
			t.Errorf("after %s: %d rows, %v", text, rows, err)
		}
	}
}
