package gizmo

import (
	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

// bounded is an expression that means the same and cannot be much longer than longestString.
func bounded(e ast.Expression) ast.Expression {
	switch e := e.(type) {
	case *ast.BinaryExpression:
		if e.Operator == token.PLUS && !isLiteral(e.Left) && !isLiteral(e.Right) {
			return checked(e)
		}
	case *ast.AssignExpression:
		if e.Operator == token.PLUS && !isLiteral(e.Right) {
			return checked(e)
		}
	case *ast.TemplateLiteral:
		if e.Tag == nil && len(e.Expressions) > 0 {
			return templateSum(e)
		}
	}
	return e
}

// isLiteral reports whether e adds no more at a time than the script has bytes.
func isLiteral(e ast.Expression) bool {
	switch e.(type) {
	case *ast.NumberLiteral, *ast.StringLiteral:
		return true
	}
	return false
}

// checked puts a sum into a call of checkedSum. A string that doubles with every instruction is copied by one uninterruptible
// instruction, and outgrows the machine before anything that watches from outside can act.
func checked(e ast.Expression) ast.Expression { return call(checkedSum, e.Idx0(), e) }

// templateSum is a template as a checked sum of templates of one expression each.
func templateSum(t *ast.TemplateLiteral) ast.Expression {
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
		sum = checked(&ast.BinaryExpression{Operator: token.PLUS, Left: sum, Right: part})
	}
	return sum
}

// checkSum hands on what it gets, unless that is too long a string.
func (r *run) checkSum(call goja.FunctionCall) goja.Value {
	sum := call.Arguments[0]
	if err := shortEnough(sum); err != nil {
		r.throw(checkedSum, err)
	}
	return sum
}
