package rules

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A finding is a violation of a rule. The key names it in the rule's list of exceptions.
type finding struct{ key, text string }

// report fails the test with the findings of a rule when they are more than allowances.txt allows the rule.
func report(t *testing.T, rule string, findings []finding) {
	t.Helper()
	allowed := allowances(t)[rule]
	if len(findings) > allowed {
		t.Errorf("%s: %d findings, and internal/rules/allowances.txt allows %d", rule, len(findings), allowed)
	} else {
		t.Logf("%s: %d findings of %d allowed", rule, len(findings), allowed)
	}
	list := t.Log
	if len(findings) > allowed {
		list = t.Error
	}
	if allowed == 0 || *under != "" {
		for _, f := range findings {
			if *under == "." || strings.HasPrefix(f.text, *under) {
				list(f.text)
			}
		}
	} else if len(findings) > allowed {
		t.Error("go test ./internal/rules -under DIR lists those in the files whose path begins with DIR; all with -under .")
	}
}

// reportUnneeded fails the test when a rule has an exception or an allowance that it no longer needs.
func reportUnneeded(t *testing.T, rule, file string, exceptions map[string]bool, findings []finding) {
	t.Helper()
	for _, key := range unneeded(exceptions, findings) {
		t.Errorf("the exception %q in internal/rules/%s is no longer needed; remove it", key, file)
	}
	if n, allowed := len(without(exceptions, findings)), allowances(t)[rule]; n < allowed {
		t.Errorf("%s: %d findings are left; lower the allowance in internal/rules/allowances.txt from %d", rule, n, allowed)
	}
}

// allowances reads how many findings each rule may still have.
func allowances(t *testing.T) map[string]int {
	t.Helper()
	allowed := map[string]int{}
	for _, row := range readRows(t, "allowances.txt", 2) {
		n, err := strconv.Atoi(row[1])
		if err != nil {
			t.Fatalf("internal/rules/allowances.txt: %v", err)
		}
		allowed[row[0]] = n
	}
	return allowed
}

// without returns the findings that are not among the exceptions.
func without(exceptions map[string]bool, findings []finding) []finding {
	return slices.DeleteFunc(slices.Clone(findings), func(f finding) bool { return exceptions[f.key] })
}

// unneeded returns the exceptions that except nothing, sorted.
func unneeded(exceptions map[string]bool, findings []finding) []string {
	left := maps.Clone(exceptions)
	for _, f := range findings {
		delete(left, f.key)
	}
	return slices.Sorted(maps.Keys(left))
}

func TestExceptions(t *testing.T) {
	found := []finding{{"a", "a:1"}, {"a", "a:2"}, {"b", "b:1"}}
	exceptions := map[string]bool{"a": true, "gone": true}
	if left := fmt.Sprint(without(exceptions, found)); left != "[{b b:1}]" {
		t.Errorf("findings that are left: %s", left)
	}
	if stale := fmt.Sprint(unneeded(exceptions, found)); stale != "[gone]" {
		t.Errorf("exceptions that are not needed: %s", stale)
	}
}
