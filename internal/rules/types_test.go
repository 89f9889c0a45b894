package rules

import (
	"fmt"
	"go/ast"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTypeNames(t *testing.T) {
	report(t, "type names", without(readNames(t, "types.txt"), typeNameFindings(moduleFiles(t))))
}

func TestTypeNameExceptionsNeeded(t *testing.T) {
	reportUnneeded(t, "type names", "types.txt", readNames(t, "types.txt"), typeNameFindings(moduleFiles(t)))
}

// typeNameFindings returns the names of types that more than one package declares, exported or not, at the top level or
// in a function. Tests may name their types as they like.
func typeNameFindings(files []*sourceFile) []finding {
	declaredIn := map[string]map[string]bool{}
	for _, f := range files {
		if f.isTest() {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			if spec, ok := n.(*ast.TypeSpec); ok {
				if declaredIn[spec.Name.Name] == nil {
					declaredIn[spec.Name.Name] = map[string]bool{}
				}
				declaredIn[spec.Name.Name][f.dir()] = true
			}
			return true
		})
	}
	var findings []finding
	for _, name := range slices.Sorted(maps.Keys(declaredIn)) {
		if dirs := declaredIn[name]; len(dirs) > 1 {
			findings = append(findings, finding{name, fmt.Sprintf(
				"type %s is declared in %s; rename all but one, or name it in internal/rules/types.txt with the reason",
				name, strings.Join(slices.Sorted(maps.Keys(dirs)), " and "))})
		}
	}
	return findings
}

func TestTypeNamesFindsPlantedViolation(t *testing.T) {
	found := typeNameFindings(planted(t, map[string]string{
		"a/a.go":      "package a; type Page struct{}; type alone int; func f() { type local int }",
		"a/b.go":      "package a; type other struct{}",
		"b/b.go":      "package b; type Page int; type local int",
		"b/b_test.go": "package b; type alone int",
	}))
	want := []finding{
		{"Page", "type Page is declared in a and b; rename all but one, or name it in internal/rules/types.txt with the reason"},
		{"local", "type local is declared in a and b; rename all but one, or name it in internal/rules/types.txt with the reason"},
	}
	if diff := cmp.Diff(want, found, cmp.AllowUnexported(finding{})); diff != "" {
		t.Error(diff)
	}
}
