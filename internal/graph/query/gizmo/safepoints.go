package gizmo

import (
	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"

	"graphd/internal/admission"
)

// pausable inserts a safepoint into a loop or a function: the interpreter can be interrupted from outside but not paused,
// so scripts have to yield by themselves.
func pausable(node any) {
	switch n := node.(type) {
	case *ast.ForStatement:
		n.Body = round(n.Body)
	case *ast.ForInStatement:
		n.Body = round(n.Body)
	case *ast.ForOfStatement:
		n.Body = round(n.Body)
	case *ast.WhileStatement:
		n.Body = round(n.Body)
	case *ast.DoWhileStatement:
		n.Body = round(n.Body)
	case *ast.FunctionLiteral:
		n.Body.List = entered(n.Body)
	case *ast.ArrowFunctionLiteral:
		switch body := n.Body.(type) {
		case *ast.BlockStatement:
			body.List = entered(body)
		case *ast.ExpressionBody:
			at := body.Expression.Idx0()
			body.Expression = &ast.SequenceExpression{Sequence: []ast.Expression{call(safepoint, at), body.Expression}}
		}
	}
}

// round is the body of a loop that begins with a safepoint.
func round(body ast.Statement) ast.Statement {
	at := body.Idx0()
	return &ast.BlockStatement{LeftBrace: at, List: []ast.Statement{pause(body), body}, RightBrace: body.Idx1()}
}

// entered are the statements of a function's body with a safepoint after its directives, such as "use strict".
func entered(body *ast.BlockStatement) []ast.Statement {
	directives := 0
	for directives < len(body.List) && isDirective(body.List[directives]) {
		directives++
	}
	list := append([]ast.Statement(nil), body.List[:directives]...)
	return append(append(list, pause(body)), body.List[directives:]...)
}

func isDirective(s ast.Statement) bool {
	e, ok := s.(*ast.ExpressionStatement)
	if !ok {
		return false
	}
	_, ok = e.Expression.(*ast.StringLiteral)
	return ok
}

func pause(before ast.Node) ast.Statement {
	return &ast.ExpressionStatement{Expression: call(safepoint, before.Idx0())}
}

// yieldEvery is how many safepoints a script passes from one call of admission.Yield to the next.
const yieldEvery = 8

// atSafepoint yields to other tasks now and then.
func (r *run) atSafepoint(goja.FunctionCall) goja.Value {
	if r.passed++; r.passed%yieldEvery == 0 {
		_ = admission.Yield(r.ctx) // stop cancels the context and interrupts the script, so the error needs no handling here
	}
	return goja.Undefined()
}
