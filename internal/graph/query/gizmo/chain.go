package gizmo

import (
	"github.com/dop251/goja/ast"
)

// isChain reports whether a script consists only of calls of paths, their constructors and filters, on literals, parameters
// and variables: g.V("actor:x").out("g:said").all(). Such a script cannot reach a built-in function, so none has to be
// guarded, which takes most of the time of a short query.
func isChain(tree *ast.Program) bool {
	c := chainCheck{variables: map[string]bool{}}
	for _, statement := range tree.Body {
		if !c.statement(statement) {
			return false
		}
	}
	return true
}

// chainCheck knows the variables that a chain has declared so far. Its methods report whether a part of the script is allowed
// in a chain.
type chainCheck struct{ variables map[string]bool }

func (c chainCheck) statement(statement ast.Statement) bool {
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

// bindings declares the variables, none of which may hide a global.
func (c chainCheck) bindings(list []*ast.Binding) bool {
	for _, b := range list {
		name, ok := b.Target.(*ast.Identifier)
		if !ok || isGlobal(string(name.Name)) || b.Initializer == nil || !c.expression(b.Initializer) {
			return false
		}
		c.variables[string(name.Name)] = true
	}
	return true
}

func isGlobal(name string) bool {
	return name == "g" || name == "graph" || name == "params" || globalFunctions[name] != nil
}

func (c chainCheck) expression(e ast.Expression) bool {
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

func (c chainCheck) all(list []ast.Expression) bool {
	for _, e := range list {
		if !c.expression(e) {
			return false
		}
	}
	return true
}

// callee allows methods of g and of paths, and global functions.
func (c chainCheck) callee(e ast.Expression) bool {
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
