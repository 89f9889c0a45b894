package sandbox

import (
	"testing"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"
)

// TestSafepoints checks that every loop and function passes a safepoint, and that the result is that of the original script.
func TestSafepoints(t *testing.T) {
	for _, test := range []struct {
		text string
		n    int
	}{
		{`1 + 1`, 0},
		{`for (var i = 0; i < 5; i++) {} i`, 5},
		{`for (var i = 0; i < 5; i++) i; i`, 5},
		{`for (var i = 0, s = 0; ; i++) { if (i == 2) continue; if (i > 5) break; s += i } s`, 7},
		{`var i = 0; while (i < 3) i++; i`, 3},
		{`var i = 0; do i++; while (i < 3); i`, 3},
		{`var s = ""; for (var k in {a: 1, b: 2}) s += k; s`, 2},
		{`var s = 0; for (const x of [1, 2, 3]) { let x = 1; s += x } s`, 3},
		{`out: for (;;) { for (;;) { break out } } 7`, 2},
		{`var f = []; for (let i = 0; i < 3; i++) f.push(() => i); f.map(function (g) { return g() }).join()`, 9},
		{`function f(n) { return n ? f(n - 1) : "end" } f(3)`, 4},
		{`function f() { "use strict"; return this === undefined } f()`, 1},
		{`(() => "use strict")()`, 1},
		{`(x => ({a: x}))(1).a`, 1},
		{`var o = {get a() { return 1 }, b() { return 2 }, set c(v) { this.d = v }}; o.c = 3; o.a + o.b() + o.d`, 3},
		{`function* g() { for (;;) yield 1 } var n = 0; for (var x of g()) if (++n > 2) break; n`, 7},
		{`class A { constructor() { this.x = 1 } static { for (var i = 0; i < 2; i++) {} } y() { return 2 } } class B extends A { constructor() { super(); this.z = this.y() } } new B().z`, 5},
		{`[3, 1, 2].sort((a, b) => a - b).join() + "ab".replace(/./g, function (c) { return c + c })`, 5},
		{`var v = 1; for (var i = 0; i < 2; i++) { v }`, 2},
		{`5; for (var i = 0; i < 2; i++) {}`, 2},
		{`5; for (var i = 0; i < 2; i++) var w = 1`, 2},
		{`(function f() { return String(f) })()`, 1},
	} {
		tree, err := parser.ParseFile(nil, "", test.text, 0)
		if err != nil {
			t.Fatal(test.text, err)
		}
		rewrite(tree)
		program, err := goja.CompileAST(tree, false)
		if err != nil {
			t.Fatal(test.text, err)
		}
		n, vm := 0, NewVM(t.Context(), ScriptLimits{Calls: 100})
		if err := vm.define(sumCheck, vm.checkSum); err != nil {
			t.Fatal(err)
		}
		if err := vm.define(safepoint, func(goja.FunctionCall) goja.Value { n++; return goja.Undefined() }); err != nil {
			t.Fatal(err)
		}
		got, err := vm.Run(program)
		want, wantErr := goja.New().RunString(test.text)
		if err != nil || wantErr != nil || !got.SameAs(want) {
			t.Errorf("%s: %v, %v; want %v, %v", test.text, got, err, want, wantErr)
		}
		if n != test.n {
			t.Errorf("%s: %d safepoints; want %d", test.text, n, test.n)
		}
	}
}
