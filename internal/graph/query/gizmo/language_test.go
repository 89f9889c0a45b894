package gizmo_test

import (
	"strings"
	"testing"

	"github.com/dop251/goja"

	"graphd/internal/graph/query/gizmo"
)

// expressions lists JavaScript that the sandbox replaces or checks.
var expressions = []string{
	// Replacement templates.
	`"John Smith".replace(/(\w+)\s(\w+)/, "$2, $1")`,
	`"abcabc".replace(/b/g, "[$&]")`,
	`"abc".replace("b", "$$")`,
	"\"abc\".replace(/b/, \"[$`|$']\")",
	`"abcabc".replaceAll("b", "<$'>")`,
	`"aXbX".replaceAll(/X/g, "$0$1$&")`,
	`"abcdefghijkl".replace(/(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)/, "$11-$10-$1-$12-$01-$00-$99")`,
	`"ab".replace(/(a)(z)?/, "[$1$2]")`,
	`"2020-07".replace(/(?<year>\d+)-(?<month>\d+)/, "$<month>/$<year>/$<none>/$<month")`,
	`"ab".replace(/a/, "$<x>")`,
	`"ab".replace(/a/, "$")`,
	`"ab".replace(/(a)/, "$1$")`,
	`"😀é😀".replace(/é/, "$&$'")`,
	"\"😀é😀\".replace(/é/u, \"$`\")",
	`"aaa".replace(/(?=a)/g, "-")`,
	`"abc".replace(/x/g, "$1")`,
	`"abc".replace("b")`,
	`"abc".replace()`,
	`"abc".replace("b", null)`,
	`"a1".replace(/1/, 2)`,
	// Replacement functions.
	`"abc".replace(/(b)(c)?/, function (m, a, b, at, all) { return [m, a, b, at, all].join("|") })`,
	`"abc".replace(/b/, function () { return undefined })`,
	`"abcb".replaceAll("b", function (m, at) { return at })`,
	`"ab".replace(/(?<x>a)/, function () { return arguments[arguments.length - 1].x + arguments.length })`,
	`/b/[Symbol.replace]("abc", "[$&]")`,
	`[1, 2].map(function (n) { try { return "a".replace(/a/, function () { throw n }) } catch (e) { return "caught " + e } }).join()`,
	`var r = /a/; r.exec = function () { return {0: 1, 1: 2, index: 0, length: 2} }; → "1x".replace(r, "[$1$&]")`,
	`"abc".replace(/b/, function () { return {toString: function () { return "o" }} })`,
	`"abc".replace(/b/, function () { return [1.5, true] })`,
	// Patterns.
	`/a,b/.test(["a", "b"])`,
	`/x/.exec(new String("axb")).index`,
	`/undefined/.test()`,
	`/5/.test(15)`,
	`/^é😀$/u.test("é😀")`,
	`var r = /b/g; r.test("abcb"); → r.lastIndex + "" + r.exec("abcb").index`,
	`new RegExp("b{2,3}", "i").test("aBBc") + String(RegExp("x").source)`,
	// Sums and templates.
	`1 + 2 + "3" + 4`,
	`"1" + (2 + 3)`,
	`var o = {valueOf: function () { return 7 }, toString: function () { return "o" }}; → o + "" + o + ("" + o)`,
	"var o = {valueOf: function () { return 7 }, toString: function () { return 'o' }}; → `${o}${1}${o}`",
	"`a${1}b${`c${2}d`}e`",
	"`${undefined}${null}${true}${[1, [2]]}`",
	`var n = 0; var a = [10, 20]; function i() { return n++ } a[i()] += 5; a[1] += "x"; → a + "/" + n`,
	`var s = "a"; s += s += "b"; → s`,
	"var log = []; var t = `${log.push(1)}${log.push(2)}${log.push(3)}`; → t + log",
	"(function (s) { return s.raw.join('|') + arguments[1] })`a\\n${1 + 1}b`",
	`var f = x => x + x; → f("ab") + f(2)`,
	`var {a = "x" + "y"} = {}; → a`,
	`(function (p = "q" + 1) { return p })()`,
	`class A { s = "a" + 1; get t() { return this.s + 2 } static u = "v" + 3 } → new A().t + A.u`,
	`null + 1 + undefined + ""`,
	`[] + {} + [1, 2]`,
	`typeof ("a" + 1)`,
	`[..."añ😀"].length + [...[1, 2], ...new Set([3])].join("")`,
	`[...new Map([[1, 2]])].join() + Math.max(...[1, 5, 2])`,
	`[..."a1b2".matchAll(/\d/g)].map(function (m) { return m[0] + m.index }).join()`,
	`"a, b;c".split(/[,;]\s*/).join("|") + "x".split("").length`,
}

// TestLanguageStays checks that expressions have the same values in the sandbox as in the plain interpreter.
func TestLanguageStays(t *testing.T) {
	qs := people(t)
	engine := gizmo.New(prefixes, gizmo.Budgets{})
	for _, text := range expressions {
		statements, value := cut(text)
		want, err := goja.New().RunString(statements + "String(" + value + ")")
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		var got any
		query := gizmo.Script{Text: statements + "g.emit(String(" + value + "))"}
		if err := engine.Run(t.Context(), qs, query, func(row any) error { got = row; return nil }); err != nil || got != want.String() {
			t.Errorf("%s: %v, %v; want %s", text, got, err, want)
		}
	}
}

// cut splits a script into its statements and the expression after the mark, in which it ends.
func cut(text string) (statements, value string) {
	if before, after, ok := strings.Cut(text, " → "); ok {
		return before, after
	}
	return "", text
}
