package gizmo

import (
	"slices"
	"sync"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"

	"graphd/internal/graph/query/gizmo/sandbox"
)

// compiledScript is a query that can be run any number of times, by several goroutines.
type compiledScript struct {
	program     *goja.Program
	isChain     bool // see isChain
	endsInFinal bool // see endsInFinal
}

// compileScript parses, checks and compiles a script of at most maxBytes bytes.
func compileScript(text string, maxBytes int) (*compiledScript, error) {
	tree, err := sandbox.Parse(text, maxBytes)
	if err != nil {
		return nil, err
	}
	s := compiledScript{isChain: isChain(tree), endsInFinal: endsInFinal(tree)}
	s.program, err = sandbox.Compile(tree)
	if err != nil {
		return nil, err
	}
	return &s, nil
}

// endsInFinal reports whether the last statement of a script is a call of a final, by its name.
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

// scriptCache keeps up to max compiled scripts by their text. It is safe for concurrent use.
type scriptCache struct {
	max int

	mu     sync.Mutex
	byText map[string]*compiledScript
}

// compile returns the cached script of text, or compiles and caches it. Scripts with errors are not cached.
func (c *scriptCache) compile(text string, maxBytes int) (*compiledScript, error) {
	if s := c.get(text); s != nil {
		return s, nil
	}
	s, err := compileScript(text, maxBytes)
	if err == nil {
		c.put(text, s)
	}
	return s, err
}

func (c *scriptCache) get(text string) *compiledScript {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.byText[text]
}

// put caches s and evicts arbitrary scripts to make room for it.
func (c *scriptCache) put(text string, s *compiledScript) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byText == nil {
		c.byText = make(map[string]*compiledScript, c.max)
	}
	for other := range c.byText {
		if len(c.byText) < c.max {
			break
		}
		delete(c.byText, other)
	}
	c.byText[text] = s
}
