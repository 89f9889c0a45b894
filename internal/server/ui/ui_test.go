package ui_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"graphd/internal/server/ui"
)

// TestModules runs the tests of the modules with Node.
func TestModules(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatal("node is not installed: the explorer's modules go untested")
	}
	if err != nil {
		t.Skip("SKIPPED: node is not installed, so the explorer's modules go untested; install Node 20 or later")
	}
	tests, err := filepath.Glob("tests/*.test.js")
	if err != nil || len(tests) == 0 {
		t.Fatalf("no tests of modules in tests/: %v", err)
	}
	out, err := exec.CommandContext(t.Context(), node, append([]string{"--test"}, tests...)...).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestOpenKnowsEveryTypeItHolds(t *testing.T) {
	for _, name := range []string{"index.html", "icon.svg", "app/main.js", "style/base.css", "console/console.js", "console/LICENSES.txt"} {
		file, ok := ui.Open(name)
		if !ok || len(file.Content) == 0 || file.MediaType == "" || !strings.HasPrefix(file.ETag, `W/"`) {
			t.Errorf("%s: %v, %q, %q, %d bytes", name, ok, file.MediaType, file.ETag, len(file.Content))
		}
	}
	for _, name := range []string{"", "app", "ui.go", "../doc.go", "tests/marks.test.js", "app/../index.html", "console/src/main.js"} {
		if _, ok := ui.Open(name); ok {
			t.Errorf("%q can be opened", name)
		}
	}
}

var reference = regexp.MustCompile(`(?:src|href)="(/[^"]*)"|from "(\./[^"]+)"`)

// TestReferences checks that every file to which the pages and modules refer exists, and that the pages contain no inline
// styles or scripts, which their policy forbids.
func TestReferences(t *testing.T) {
	var follow func(name string)
	seen := map[string]bool{}
	follow = func(name string) {
		if seen[name] {
			return
		}
		seen[name] = true
		file, ok := ui.Open(name)
		if !ok {
			t.Errorf("%s is named and not there", name)
		}
		for _, m := range reference.FindAllStringSubmatch(string(file.Content), -1) {
			if own, ok := strings.CutPrefix(m[1], ui.Path); ok {
				follow(own)
			} else if m[2] != "" {
				follow(filepath.ToSlash(filepath.Join(filepath.Dir(name), m[2])))
			}
		}
	}
	follow("index.html")
	follow("console/index.html")
	if len(seen) < 20 {
		t.Errorf("only %d files are reached from the page", len(seen))
	}
	for _, name := range []string{"index.html", "console/index.html"} {
		page, _ := ui.Open(name)
		for _, inline := range []string{"<style", "style=", "onclick", "<script>", "http://", "https://"} {
			if strings.Contains(string(page.Content), inline) {
				t.Errorf("%s has %q", name, inline)
			}
		}
	}
}

// TestConsoleIsBuilt checks that console.js was built from the current sources.
func TestConsoleIsBuilt(t *testing.T) {
	sources, err := filepath.Glob("console/src/*.js")
	if err != nil || len(sources) == 0 {
		t.Fatalf("no sources: %v", err)
	}
	sum := sha256.New()
	for _, name := range append(sources, "console/package-lock.json") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sum.Write(text)
	}
	built, _ := ui.Open("console/console.js")
	if want := fmt.Sprintf("// built from %x\n", sum.Sum(nil)); !strings.HasPrefix(string(built.Content), want) {
		t.Errorf("console.js is of other sources than console/src and its package-lock.json: run `make console`")
	}
	if len(built.Content) > 1_500_000 {
		t.Errorf("console.js has %d bytes", len(built.Content))
	}
}
