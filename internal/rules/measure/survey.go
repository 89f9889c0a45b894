package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"strings"
)

// A treeShape holds the counts of a tree.
type treeShape struct {
	lines        int
	commentLines int // lines that are a comment, a part of one, or end with one
	fileLines    []int
	packageFiles map[string]int
	types        int
	typeNames    map[string]map[string]bool // name of a type → directories whose package declares it
	docs         int                        // functions with a doc comment
	docsIs       int                        // … that begins "X is" or "X are"
	docsReturns  int                        // … that begins "X returns" or "X reports"
}

// survey reads every Go file of the tree that is neither a test nor generated.
func survey(tree fs.FS) (*treeShape, error) {
	t := &treeShape{packageFiles: map[string]int{}, typeNames: map[string]map[string]bool{}}
	return t, fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && skipped(d.Name()):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		source, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		return t.add(name, source)
	})
}

func skipped(dir string) bool {
	return dir == "testdata" || dir == "vendor" || dir == "node_modules" || strings.HasPrefix(dir, ".") || strings.HasPrefix(dir, "_")
}

func (t *treeShape) add(name string, source []byte) error {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, source, parser.ParseComments)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if ast.IsGenerated(file) {
		return nil
	}
	dir := path.Dir(name)
	n := bytes.Count(source, []byte("\n"))
	t.lines += n
	t.fileLines = append(t.fileLines, n)
	t.packageFiles[dir]++
	t.commentLines += commentLines(fset, file)
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.GenDecl:
			t.addTypes(dir, decl)
		case *ast.FuncDecl:
			t.addDoc(decl)
		}
	}
	return nil
}

func (t *treeShape) addTypes(dir string, decl *ast.GenDecl) {
	for _, spec := range decl.Specs {
		if spec, ok := spec.(*ast.TypeSpec); ok {
			t.types++
			if t.typeNames[spec.Name.Name] == nil {
				t.typeNames[spec.Name.Name] = map[string]bool{}
			}
			t.typeNames[spec.Name.Name][dir] = true
		}
	}
}

func (t *treeShape) addDoc(decl *ast.FuncDecl) {
	text, named := strings.CutPrefix(decl.Doc.Text(), decl.Name.Name+" ")
	if decl.Doc == nil {
		return
	}
	t.docs++
	if !named {
		return
	}
	switch verb, _, _ := strings.Cut(strings.Join(strings.Fields(text), " "), " "); verb {
	case "is", "are":
		t.docsIs++
	case "returns", "reports":
		t.docsReturns++
	}
}

// commentLines counts the lines that contain a comment or a part of one.
func commentLines(fset *token.FileSet, file *ast.File) int {
	n := 0
	for _, group := range file.Comments {
		for _, c := range group.List {
			n += fset.Position(c.End()).Line - fset.Position(c.Pos()).Line + 1
		}
	}
	return n
}
