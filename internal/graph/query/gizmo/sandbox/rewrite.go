package sandbox

import (
	"reflect"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/unistring"
)

// Names of the functions that rewritten scripts call. No script can declare or overwrite them: they are not identifiers.
const (
	sumCheck  = "+"  // takes and returns every sum
	safepoint = "()" // called in every round of a loop and at the beginning of every function
)

// rewrite inserts calls of these functions into a tree. The meaning of the script does not change.
func rewrite(tree *ast.Program) { rewriteValue(reflect.ValueOf(&tree.Body).Elem()) }

var expressionType = reflect.TypeFor[ast.Expression]()

// rewriteValue rewrites everything below v first, and then v.
func rewriteValue(v reflect.Value) {
	if !v.IsValid() || v.Type() == fileType || v.Type() == scopeType {
		return
	}
	switch v.Kind() {
	case reflect.Interface:
		rewriteValue(v.Elem())
		if v.Type() == expressionType && v.CanSet() && !v.IsNil() {
			v.Set(reflect.ValueOf(withSumCheck(v.Interface().(ast.Expression))))
		}
	case reflect.Pointer:
		rewriteValue(v.Elem())
		if v.CanInterface() && !v.IsNil() {
			insertSafepoint(v.Interface())
		}
	case reflect.Slice:
		for i := range v.Len() {
			rewriteValue(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				rewriteValue(v.Field(i))
			}
		}
	}
}

// newCall returns a call of one of these functions that has the position at.
func newCall(name unistring.String, at file.Idx, args ...ast.Expression) *ast.CallExpression {
	return &ast.CallExpression{
		Callee: &ast.Identifier{Name: name, Idx: at}, ArgumentList: args, LeftParenthesis: at, RightParenthesis: at,
	}
}
