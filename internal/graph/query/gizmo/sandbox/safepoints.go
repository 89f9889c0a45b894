package sandbox

import (
	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"

	"graphd/internal/admission"
)

// insertSafepoint inserts a safepoint into a loop or a function. The interpreter can be interrupted from outside but not
// paused, so scripts have to yield by themselves.
func insertSafepoint(node any) {
	switch n := node.(type) {
	case *ast.ForStatement:
		n.Body = loopBody(n.Body)
	case *ast.ForInStatement:
		n.Body = loopBody(n.Body)
	case *ast.ForOfStatement:
		n.Body = loopBody(n.Body)
	case *ast.WhileStatement:
		n.Body = loopBody(n.Body)
	case *ast.DoWhileStatement:
		n.Body = loopBody(n.Body)
	case *ast.FunctionLiteral:
		n.Body.List = functionBody(n.Body)
	case *ast.ArrowFunctionLiteral:
		switch body := n.Body.(type) {
		case *ast.BlockStatement:
			body.List = functionBody(body)
		case *ast.ExpressionBody:
			at := body.Expression.Idx0()
			body.Expression = &ast.SequenceExpression{Sequence: []ast.Expression{newCall(safepoint, at), body.Expression}}
		}
	}
}

// loopBody returns the body of a loop with a safepoint before it.
func loopBody(body ast.Statement) ast.Statement {
	at := body.Idx0()
	return &ast.BlockStatement{LeftBrace: at, List: []ast.Statement{safepointBefore(body), body}, RightBrace: body.Idx1()}
}

// functionBody returns the statements of a function's body with a safepoint after the directives, such as "use strict",
// which must remain first.
func functionBody(body *ast.BlockStatement) []ast.Statement {
	directives := 0
	for directives < len(body.List) && isDirective(body.List[directives]) {
		directives++
	}
	list := append([]ast.Statement(nil), body.List[:directives]...)
	return append(append(list, safepointBefore(body)), body.List[directives:]...)
}

func isDirective(s ast.Statement) bool {
	e, ok := s.(*ast.ExpressionStatement)
	if !ok {
		return false
	}
	_, ok = e.Expression.(*ast.StringLiteral)
	return ok
}

func safepointBefore(node ast.Node) ast.Statement {
	return &ast.ExpressionStatement{Expression: newCall(safepoint, node.Idx0())}
}

// yieldEvery is how many safepoints a script passes from one yield to the next; chosen by hand.
const yieldEvery = 8

// atSafepoint yields to other tasks on every yieldEvery-th call. It ignores the error of a context that has ended, because
// Stop interrupts the script in that case.
func (vm *VM) atSafepoint(goja.FunctionCall) goja.Value {
	if vm.safepoints++; vm.safepoints%yieldEvery == 0 {
		_ = admission.Yield(vm.ctx)
	}
	return goja.Undefined()
}
