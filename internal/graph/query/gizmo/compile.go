package gizmo

import (
	"math/big"
	"reflect"
	"slices"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"
)

// script is a query ready to run, as often as wanted.
type script struct {
	program *goja.Program
	chain   bool // see isChain
	answers bool // see endsInFinal
}

// compile parses a script, refuses the syntax whose cost cannot be bounded while it runs, and makes a program of the rest.
// Source maps are never looked for: the parser would read them from files that the script names.
func compile(text string, longest int) (*script, error) {
	if len(text) > longest {
		return nil, budgetf("the query has %d bytes; at most %d are allowed", len(text), longest)
	}
	tree, err := parser.ParseFile(nil, "query", text, 0, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, parseError(err)
	}
	if fault := (&syntaxCheck{file: tree.File}).program(tree); fault != nil {
		return nil, fault
	}
	script := script{chain: isChain(tree), answers: endsInFinal(tree)}
	rewrite(tree)
	script.program, err = goja.CompileAST(tree, false)
	if err != nil {
		return nil, parseError(err)
	}
	return &script, nil
}

// endsInFinal reports whether the last statement of a script is the call of a final, by its name.
func endsInFinal(tree *ast.Program) bool {
	for _, statement := range slices.Backward(tree.Body) {
		switch s := statement.(type) {
		case *ast.EmptyStatement:
			continue
		case *ast.ExpressionStatement:
			call, ok := s.Expression.(*ast.CallExpression)
			if !ok {
				return false
			}
			method, ok := call.Callee.(*ast.DotExpression)
			return ok && finals[lowerFirst(string(method.Identifier.Name))] != nil
		}
		return false
	}
	return false
}

// syntaxCheck walks a syntax tree for what a query may not contain.
type syntaxCheck struct {
	file  *file.File
	fault *Error
}

func (c *syntaxCheck) program(tree *ast.Program) error {
	c.walk(reflect.ValueOf(tree.Body))
	if c.fault != nil {
		return c.fault
	}
	return nil
}

var (
	nodeType  = reflect.TypeFor[ast.Node]()
	fileType  = reflect.TypeFor[*file.File]()
	scopeType = reflect.TypeFor[[]*ast.VariableDeclaration]()
)

func (c *syntaxCheck) walk(v reflect.Value) {
	if c.fault != nil || !v.IsValid() || v.Type() == fileType || v.Type() == scopeType {
		return
	}
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return
		}
		if v.Type().Implements(nodeType) && v.Kind() == reflect.Pointer && v.CanInterface() {
			c.node(v.Interface().(ast.Node))
		}
		c.walk(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			c.walk(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				c.walk(v.Field(i))
			}
		}
	}
}

func (c *syntaxCheck) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.NumberLiteral:
		if _, isBig := n.Value.(*big.Int); isBig {
			c.refuse(n, "BigInt literals are not available in queries")
		}
	case *ast.FunctionLiteral:
		if n.Async {
			c.refuse(n, "async functions are not available in queries: every call answers at once")
		}
	case *ast.ArrowFunctionLiteral:
		if n.Async {
			c.refuse(n, "async functions are not available in queries: every call answers at once")
		}
	case *ast.RegExpLiteral:
		if err := tooHeavy(n.Pattern); err != nil {
			c.refuse(n, err.Error())
			c.fault.Kind = ErrBudget
		}
	case *ast.WithStatement:
		c.refuse(n, "with is not available in queries")
	}
}

func (c *syntaxCheck) refuse(n ast.Node, message string) {
	p := c.file.Position(int(n.Idx0()) - c.file.Base())
	c.fault = &Error{Line: p.Line, Column: p.Column, Message: message, Kind: ErrScript}
}
