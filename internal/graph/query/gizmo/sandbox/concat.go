package sandbox

import (
	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

// withSumCheck returns an expression of the same value that cannot make a string much longer than maxString. A string that
// doubles with every instruction is copied by one instruction, which cannot be interrupted, and exhausts the memory before
// any watcher can act.
func withSumCheck(e ast.Expression) ast.Expression {
	switch e := e.(type) {
	case *ast.BinaryExpression:
		if e.Operator == token.PLUS && !isLiteral(e.Left) && !isLiteral(e.Right) {
			return checkedSum(e)
		}
	case *ast.AssignExpression:
		if e.Operator == token.PLUS && !isLiteral(e.Right) {
			return checkedSum(e)
		}
	case *ast.TemplateLiteral:
		if e.Tag == nil && len(e.Expressions) > 0 {
			return templateAsSum(e)
		}
	}
	return e
}

// isLiteral reports whether e is a literal, which makes a sum longer by no more than the script's own length.
func isLiteral(e ast.Expression) bool {
	switch e.(type) {
	case *ast.NumberLiteral, *ast.StringLiteral:
		return true
	}
	return false
}

// checkedSum returns a call of the sum check on e.
func checkedSum(e ast.Expression) ast.Expression { return newCall(sumCheck, e.Idx0(), e) }

// templateAsSum returns a template as a checked sum of templates that have one expression each.
func templateAsSum(t *ast.TemplateLiteral) ast.Expression {
	var sum ast.Expression
	for i, e := range t.Expressions {
		head := &ast.TemplateElement{Idx: t.Elements[i].Idx, Parsed: unistring.String(""), Valid: true}
		if i == 0 {
			head = t.Elements[0]
		}
		part := &ast.TemplateLiteral{
			OpenQuote: t.OpenQuote, CloseQuote: t.CloseQuote,
			Elements: []*ast.TemplateElement{head, t.Elements[i+1]}, Expressions: []ast.Expression{e},
		}
		if sum == nil {
			sum = part
			continue
		}
		sum = checkedSum(&ast.BinaryExpression{Operator: token.PLUS, Left: sum, Right: part})
	}
	return sum
}

// checkSum returns its argument unless that is a string that is too long.
func (vm *VM) checkSum(call goja.FunctionCall) goja.Value {
	sum := call.Arguments[0]
	if err := checkString(sum); err != nil {
		vm.throw(sumCheck, err)
	}
	return sum
}
