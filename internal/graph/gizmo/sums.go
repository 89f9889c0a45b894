package gizmo

import (
	"reflect"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

// checkedSum names the function that every sum of a script goes through. No script can declare or overwrite the name.
const checkedSum = "+"

// boundSums puts each sum and template of a tree into a call of checkedSum. A string that doubles with every instruction is
// copied by one uninterruptible instruction, and outgrows the machine before anything that watches from outside can act.
func boundSums(tree *ast.Program) { bindSums(reflect.ValueOf(&tree.Body).Elem()) }

var expressionType = reflect.TypeFor[ast.Expression]()

func bindSums(v reflect.Value) {
	if !v.IsValid() || v.Type() == fileType || v.Type() == scopeType {
		return
	}
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		bindSums(v.Elem())
		if v.Type() == expressionType && v.CanSet() && !v.IsNil() {
			v.Set(reflect.ValueOf(bounded(v.Interface().(ast.Expression))))
		}
	case reflect.Slice:
		for i := range v.Len() {
			bindSums(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				bindSums(v.Field(i))
			}
		}
	}
}

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

func checked(e ast.Expression) ast.Expression {
	return &ast.CallExpression{
		Callee:       &ast.Identifier{Name: checkedSum, Idx: e.Idx0()},
		ArgumentList: []ast.Expression{e}, LeftParenthesis: e.Idx0(), RightParenthesis: e.Idx0(),
	}
}

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

// defineCheckedSum makes the function that hands on what it gets, unless that is too long a string.
func (r *run) defineCheckedSum() error {
	check := r.native(checkedSum, func(args []goja.Value) (goja.Value, error) { return args[0], shortEnough(args[0]) })
	return r.vm.GlobalObject().DefineDataProperty(checkedSum, r.vm.ToValue(check), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
}
