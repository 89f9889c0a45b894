package gizmo

import (
	"github.com/dop251/goja/ast"
)

// isChain reports whether a script is nothing but calls of paths, their constructors and filters, on literals, parameters
// and variables: g.V("actor:x").out("g:said").all(). Such a script cannot reach the built-in functions, so they need no
// guarding, which is most of what a short query costs.
func isChain(tree *ast.Program) bool {
	c := chain{variables: map[string]bool{}}
	for _, statement := range tree.Body {
		if !c.statement(statement) {
			return false
		}
	}
	return true
}

// chain knows the variables that a chain has declared so far.
type chain struct{ variables map[string]bool }

func (c chain) statement(statement ast.Statement) bool {
	switch s := statement.(type) {
	case *ast.EmptyStatement:
		return true
	case *ast.ExpressionStatement:
		return c.expression(s.Expression)
	case *ast.VariableStatement:
		return c.bindings(s.List)
	case *ast.LexicalDeclaration:
		return c.bindings(s.List)
	}
	return false
}

func (c chain) bindings(list []*ast.Binding) bool {
	for _, b := range list {
		name, ok := b.Target.(*ast.Identifier)
		if !ok || c.global(string(name.Name)) || b.Initializer == nil || !c.expression(b.Initializer) {
			return false
		}
		c.variables[string(name.Name)] = true
	}
	return true
}

func (c chain) global(name string) bool {
	return name == "g" || name == "graph" || name == "params" || globalFunctions[name] != nil
}

func (c chain) expression(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.StringLiteral, *ast.NumberLiteral, *ast.BooleanLiteral, *ast.NullLiteral:
		return true
	case *ast.Identifier:
		return c.variables[string(e.Name)]
	case *ast.ArrayLiteral:
		return c.all(e.Value)
	case *ast.DotExpression:
		return isParams(e.Left)
	case *ast.CallExpression:
		return c.callee(e.Callee) && c.all(e.ArgumentList)
	}
	return false
}

func (c chain) all(list []ast.Expression) bool {
	for _, e := range list {
		if !c.expression(e) {
			return false
		}
	}
	return true
}

// callee is a method of g or of a path, or a global function.
func (c chain) callee(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.Identifier:
		return globalFunctions[string(e.Name)] != nil
	case *ast.DotExpression:
		method := string(e.Identifier.Name)
		if root, ok := e.Left.(*ast.Identifier); ok && (root.Name == "g" || root.Name == "graph") {
			return rootMethods[method] != nil
		}
		method = lowerFirst(method)
		return (steps[method] != nil || finals[method] != nil) && c.expression(e.Left)
	}
	return false
}

func isParams(e ast.Expression) bool {
	name, ok := e.(*ast.Identifier)
	return ok && name.Name == "params"
}
