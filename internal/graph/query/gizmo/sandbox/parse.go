package sandbox

import (
	"errors"
	"math/big"
	"reflect"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"

	"graphd/internal/graph/query/qlang"
)

// Parse parses a script of at most maxBytes bytes and refuses syntax whose cost cannot be bounded at run time.
//
// Source maps are disabled because the parser would read them from files that the script names.
func Parse(text string, maxBytes int) (*ast.Program, error) {
	if err := qlang.CheckLength(language, text, maxBytes); err != nil {
		return nil, err
	}
	tree, err := parser.ParseFile(nil, "query", text, 0, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, parseError(err)
	}
	check := syntaxCheck{file: tree.File}
	if check.walk(reflect.ValueOf(tree.Body)); check.fault != nil {
		return nil, check.fault
	}
	return tree, nil
}

// Compile inserts run-time checks and safepoints into a tree, which it modifies, and returns the program. The program may be
// run by any number of VMs, on which Guard has been called.
func Compile(tree *ast.Program) (*goja.Program, error) {
	rewrite(tree)
	program, err := goja.CompileAST(tree, false)
	if err != nil {
		return nil, parseError(err)
	}
	return program, nil
}

// syntaxCheck walks a syntax tree and keeps the first fault.
type syntaxCheck struct {
	file  *file.File
	fault *qlang.TextError
}

var (
	nodeType  = reflect.TypeFor[ast.Node]()
	fileType  = reflect.TypeFor[*file.File]()
	scopeType = reflect.TypeFor[[]*ast.VariableDeclaration]()
)

// walk visits v and everything below it by reflection, so that no kind of node can be forgotten.
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

// node refuses a node that a query may not contain.
func (c *syntaxCheck) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.NumberLiteral:
		if _, isBig := n.Value.(*big.Int); isBig {
			c.refuse(n, invalidf("BigInt literals are not available in queries"))
		}
	case *ast.FunctionLiteral:
		if n.Async {
			c.refuse(n, invalidf("async functions are not available in queries: every call returns its result at once"))
		}
	case *ast.ArrowFunctionLiteral:
		if n.Async {
			c.refuse(n, invalidf("async functions are not available in queries: every call returns its result at once"))
		}
	case *ast.RegExpLiteral:
		var fault *qlang.TextError
		if errors.As(CheckPattern(n.Pattern), &fault) {
			c.refuse(n, fault)
		}
	case *ast.WithStatement:
		c.refuse(n, invalidf("with is not available in queries"))
	}
}

// refuse keeps a fault with the position of n.
func (c *syntaxCheck) refuse(n ast.Node, fault *qlang.TextError) {
	p := c.file.Position(int(n.Idx0()) - c.file.Base())
	fault.Line, fault.Column = p.Line, p.Column
	c.fault = fault
}
