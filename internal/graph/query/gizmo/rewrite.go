package gizmo

import (
	"reflect"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/unistring"
)

// Functions that scripts are made to call, by names that no script can declare or overwrite.
const (
	checkedSum = "+"  // takes every sum
	safepoint  = "()" // called in every round of a loop and at the beginning of every function
)

// rewrite puts calls of these functions into a tree. What it means stays the same.
func rewrite(tree *ast.Program) { rewriteIn(reflect.ValueOf(&tree.Body).Elem()) }

var expressionType = reflect.TypeFor[ast.Expression]()

func rewriteIn(v reflect.Value) {
	if !v.IsValid() || v.Type() == fileType || v.Type() == scopeType {
		return
	}
	switch v.Kind() {
	case reflect.Interface:
		rewriteIn(v.Elem())
		if v.Type() == expressionType && v.CanSet() && !v.IsNil() {
			v.Set(reflect.ValueOf(bounded(v.Interface().(ast.Expression))))
		}
	case reflect.Pointer:
		rewriteIn(v.Elem())
		if v.CanInterface() && !v.IsNil() {
			pausable(v.Interface())
		}
	case reflect.Slice:
		for i := range v.Len() {
			rewriteIn(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				rewriteIn(v.Field(i))
			}
		}
	}
}

// call is a call of one of these functions that stands at a place of the script.
func call(name unistring.String, at file.Idx, args ...ast.Expression) *ast.CallExpression {
	return &ast.CallExpression{
		Callee: &ast.Identifier{Name: name, Idx: at}, ArgumentList: args, LeftParenthesis: at, RightParenthesis: at,
	}
}

// define makes one of these functions known to the script.
func (r *run) define(name string, f func(goja.FunctionCall) goja.Value) error {
	return r.vm.GlobalObject().DefineDataProperty(name, r.vm.ToValue(f), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
}
