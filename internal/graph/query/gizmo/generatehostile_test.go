package gizmo_test

import "strings"

// hostile returns a script of an attacker or a beginner: any value in any place, endless loops, unlimited growth, built-in
// functions that call each other, and ordinary queries between them.
func (m *maker) hostile() string {
	parts := []string{"var a = [], s = \"xy\", o = {}, p = g.V(), f = function (x) { return x };"}
	for range 1 + m.below(4) {
		parts = append(parts, m.statement(2))
	}
	return strings.Join(parts, "\n")
}

func (m *maker) statement(depth int) string {
	if depth == 0 {
		return m.action() + ";"
	}
	body := func() string { return m.statement(depth - 1) }
	switch m.below(16) {
	case 0:
		return "for (;;) { " + body() + " }"
	case 1:
		return "for (var i = 0; i < " + m.pick("2", "100", "1e9") + "; i++) { " + body() + " }"
	case 2:
		return "try { " + body() + " } catch (e) { " + body() + " } finally { " + body() + " }"
	case 3:
		return "(function again(n) { " + body() + " return again(n + 1) })(0);"
	case 4:
		return m.pick("[1, 2]", "a", "[a, a, a]") + "." + m.pick("forEach", "map", "filter", "sort", "reduce", "flatMap", "every") + "(function () { " + body() + " });"
	case 5:
		return m.final(m.path(1)).ours + ";"
	case 6:
		return m.path(0).ours + "." + m.pick("forEach", "map") + "(function (d) { " + body() + " });"
	case 7:
		return "if (" + m.value(1) + ") { " + body() + " } else { " + body() + " }"
	case 8:
		return "for (var x " + m.pick("in", "of") + " " + m.value(1) + ") { " + body() + " }"
	case 9:
		return m.script().ours + ";"
	}
	return m.action() + ";"
}

// action returns a statement that makes or changes something.
func (m *maker) action() string {
	switch m.below(14) {
	case 0:
		return "a.push(" + m.value(2) + ")"
	case 1:
		return m.pick("s += s", "s = s + s + s", "s += "+m.value(1), "s = `${s}${s}`", "s = [s, s].join(s)")
	case 2:
		return m.pick("a = a.concat(a)", "a[a.length] = a", "o = {o: o}", "o[s] = o", "a.length = 4e9", "a.unshift(a)", "o = [o, o]", "a = [...a, ...a]")
	case 3:
		return "p = p." + m.pick("out", "both", "in", "unique", "labels", "order", "and", "or", "except", "follow", "followR", "back", "followRecursive") + "(" + m.value(1) + ")"
	case 4:
		return m.holder() + "." + m.pick("join", "toString", "valueOf", "exec", "then", "length", "constructor", "concat", "name", "message") + " = " + m.value(1)
	case 5:
		return "g.emit(" + m.value(2) + ")"
	case 6:
		return "throw " + m.value(1)
	case 7, 8:
		return m.builtin()
	case 9:
		return m.pathCall()
	case 10:
		return "p." + m.pick("all", "count", "toArray", "tagArray", "toValue", "getLimit", "forEach") + "(" + m.value(1) + ")"
	case 11:
		return m.pick("g", "graph", "p", "params", "iri") + " = " + m.value(1)
	}
	return m.value(3)
}

func (m *maker) holder() string {
	return m.pick("Array.prototype", "String.prototype", "Object.prototype", "RegExp.prototype", "Error.prototype", "Date.prototype", "a", "o", "f", "g", "p", "Math", "JSON")
}

// pathCall returns a call of any method on any value.
func (m *maker) pathCall() string {
	method := m.pick("is", "in", "out", "both", "follow", "followR", "followRecursive", "and", "or", "back", "tag", "as", "has", "hasR", "save", "saveOptR", "except",
		"unique", "labels", "inPredicates", "saveInPredicates", "labelContext", "filter", "limit", "skip", "order", "Order", "all", "getLimit", "toArray", "tagValue", "map", "count", "nothing")
	return m.pick("g.V()", "g.M()", "p", "g.V(a)", "g.V(s)", "o") + "." + method + "(" + m.values(3) + ").all()"
}

// builtin returns a call of a built-in function that does much work for a small argument.
func (m *maker) builtin() string {
	on := m.value(1)
	switch m.below(6) {
	case 0:
		return "String(" + on + ")." + m.pick("repeat", "padStart", "padEnd", "split", "replace", "replaceAll", "match", "matchAll", "search", "concat", "normalize", "at", "substring", "localeCompare") + "(" + m.values(2) + ")"
	case 1:
		return m.pick("a", "[1, 2, 3]", "new Array(1e6)", "new Array(4294967295)", "[a, [a]]") + "." +
			m.pick("fill", "join", "concat", "flat", "indexOf", "splice", "slice", "reverse", "sort", "copyWithin", "includes", "toString", "with", "toSorted", "findLast") + "(" + m.values(2) + ")"
	case 2:
		return m.pick("JSON.stringify", "JSON.parse", "Object.assign", "Object.keys", "Object.entries", "Object.fromEntries", "Object.freeze", "Array.from", "Array.of", "String.fromCharCode", "Math.max",
			"Number", "parseInt", "encodeURIComponent", "decodeURI", "escape", "Symbol", "new Map", "new Set", "new Date", "new RegExp", "new Array", "new WeakMap", "structuredClone", "eval", "Function", "Promise.resolve", "BigInt", "new Proxy", "Reflect.ownKeys") +
			"(" + m.values(3) + ")"
	case 3:
		return m.holder() + "." + m.pick("map", "join", "toString", "concat", "repeat", "replace", "trim", "flat", "exec", "toJSON", "hasOwnProperty", "slice") + "." + m.pick("call", "apply", "bind") + "(" + m.values(3) + ")"
	case 4:
		return m.pattern() + "." + m.pick("test", "exec") + "(" + m.pick(`"a".repeat(40) + "!"`, `"é" + "a".repeat(40) + "!"`, "s", on) + ")"
	}
	return "Math.max(..." + on + ")"
}

func (m *maker) pattern() string {
	return m.pick(`/(a+)+\1$/`, `/(?=(a+)+$)b/`, `/(a|a)*$/y`, `/x/g`, `/(?:)/g`, `/[^]*?(.*)*\1!/`, `/\u{1F600}/u`)
}

func (m *maker) values(most int) string {
	var list []string
	for range m.below(most + 1) {
		list = append(list, m.value(1))
	}
	return strings.Join(list, ", ")
}

// value returns any expression.
func (m *maker) value(depth int) string {
	if depth > 0 && m.rare(3) {
		return m.compound(depth - 1)
	}
	return m.pick(`0`, `-1`, `1e9`, `4294967296`, `NaN`, `Infinity`, `1.5`, `1n`, `true`, `null`, `undefined`, `""`, `"<alice>"`, `"<follows>"`, `"\ud800"`, `"g:"`, `"<"`, `"_:"`, `"x".repeat(1e5)`,
		`a`, `s`, `o`, `p`, `f`, `g`, `params`, `this`, `[]`, `{}`, `[[]]`, `Symbol("x")`, `new Date(NaN)`, `new Date(8.64e15)`, `gt(1)`, `like("%")`, `regex("(")`, `lt(new Date())`, `iri("x")`, `typed("x", "y")`, `lang("x", "y")`, `raw("")`,
		`g.V`, `g.V()`, `g.M()`, `g.V().out`, `g.V("<bob>").toArray()`, `g.V().tagArray()`, `function () {}`, `(function* () { for (;;) yield 1 })()`, `class {}`, `Math`, `new Error("x")`, m.pattern())
}

func (m *maker) compound(depth int) string {
	v := func() string { return m.value(depth) }
	switch m.below(12) {
	case 0:
		return "[" + v() + ", " + v() + "]"
	case 1:
		return "{k: " + v() + ", toString: " + v() + "}"
	case 2:
		return "(function () { var c = []; c[0] = c; c.push(" + v() + "); return c })()"
	case 3:
		return "(function () { var c = {}; c.c = c; c.d = " + v() + "; return c })()"
	case 4:
		return "{get k() { return " + v() + " }}"
	case 5:
		return "{toString: function () { return " + v() + " }, valueOf: function () { for (;;) {} }}"
	case 6:
		return "(" + v() + " + " + v() + ")"
	case 7:
		return "f.bind(" + v() + ")"
	case 8:
		return "`${" + v() + "}`"
	case 9:
		return "(" + m.builtin() + ")"
	case 10:
		return "[..." + v() + "]"
	}
	return "new Map([[" + v() + ", " + v() + "]])"
}
