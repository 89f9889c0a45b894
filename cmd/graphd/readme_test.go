package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var updateReadme = flag.Bool("update", false, "rewrite the output of the examples in README.md")

const (
	readme       = "../../README.md"
	codeIndent   = "    "
	promptPrefix = codeIndent + "$ "
	listenDocs   = "127.0.0.1:8080" // the address of the server in the examples
)

// An example is a command of README.md with its output.
type example struct {
	command string // may have several lines
	output  string // all that it prints
	end     int    // number of the line after the output
	start   int    // number of the first line of the output
}

// TestReadme runs the examples of README.md in their order in a directory that has bin/graphd and docs/bridge.txt, and
// compares what they print. With -update it rewrites the output in README.md. Commands whose tools are not installed
// are skipped.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	dir := readmeDir(t)
	listen := ""
	var rewritten []string
	done := 0
	for _, e := range examples(lines) {
		got := e.output
		switch missing := missingTool(e.command); {
		case missing != "":
			t.Logf("SKIPPED: %s is not installed: %s", missing, e.command)
		case strings.HasPrefix(e.command, "bin/graphd serve "):
			got, listen = serveExample(t, dir, e.command)
		default:
			got = runExample(t, dir, strings.ReplaceAll(e.command, listenDocs, listen))
		}
		got = strings.TrimRight(got, "\n")
		if got != "" {
			got += "\n"
		}
		if diff := cmp.Diff(e.output, got); diff != "" && !*updateReadme {
			t.Errorf("%s prints something else than README.md shows (-update rewrites it):\n%s", e.command, diff)
		}
		rewritten = append(append(rewritten, lines[done:e.start]...), indented(got)...)
		done = e.end
	}
	if *updateReadme {
		rewritten = append(rewritten, lines[done:]...)
		if err := os.WriteFile(readme, []byte(strings.Join(rewritten, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// examples returns the examples among the lines. A command begins after a prompt and continues on lines that are
// indented further; its output is the rest of the block up to the next prompt, without empty lines at its end.
func examples(lines []string) []example {
	var found []example
	for i := 0; i < len(lines); i++ {
		command, ok := strings.CutPrefix(lines[i], promptPrefix)
		if !ok {
			continue
		}
		for strings.Count(command, "'")%2 == 1 { // a quoted argument goes on
			i++
			command += "\n" + strings.TrimPrefix(lines[i], codeIndent)
		}
		e := example{command: command, start: i + 1, end: i + 1}
		for j := i + 1; j < len(lines) && !strings.HasPrefix(lines[j], promptPrefix); j++ {
			if strings.HasPrefix(lines[j], codeIndent) {
				e.end = j + 1
			} else if lines[j] != "" {
				break
			}
		}
		for _, line := range lines[e.start:e.end] {
			e.output += strings.TrimPrefix(line, codeIndent) + "\n"
		}
		found = append(found, e)
		i = e.end - 1
	}
	return found
}

// indented returns the lines of an output as they are shown in README.md.
func indented(output string) []string {
	var lines []string
	for line := range strings.Lines(output) {
		line = strings.TrimSuffix(line, "\n")
		if line != "" {
			line = codeIndent + line
		}
		lines = append(lines, line)
	}
	return lines
}

// readmeDir creates a directory in which the examples can run.
func readmeDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	program, err := exec.LookPath("graphd")
	if err != nil {
		t.Fatal(err)
	}
	article, err := os.ReadFile("../../docs/bridge.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, sub := range []string{"bin", "docs"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(program, filepath.Join(dir, "bin", "graphd")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "docs", "bridge.txt"), article, 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// missingTool returns the first program of a pipeline that is not installed; "" if all are.
func missingTool(command string) string {
	for stage := range strings.SplitSeq(command, " | ") {
		name := strings.Fields(stage)[0]
		if _, err := exec.LookPath(name); err != nil && name != "bin/graphd" {
			return name
		}
	}
	if strings.Contains(command, "networkx") && exec.Command("python3", "-c", "import networkx").Run() != nil {
		return "networkx"
	}
	return ""
}

// runExample runs a command that must succeed, and returns all that it prints.
func runExample(t *testing.T, dir, command string) string {
	t.Helper()
	shell := exec.CommandContext(t.Context(), "sh", "-ec", command)
	shell.Dir = dir
	out, err := shell.CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s", command, err, out)
	}
	return string(out)
}

// serveExample starts a server that runs until the test ends. It returns what the server prints, with the address of
// README.md, and its real address, whose port is free.
func serveExample(t *testing.T, dir, command string) (output, listen string) {
	t.Helper()
	server := exec.Command("sh", "-c", "exec "+command+" --listen 127.0.0.1:0 --log error")
	server.Dir = dir
	server.Stderr = t.Output()
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Signal(syscall.SIGTERM) // it may have exited
		if err := server.Wait(); err != nil {
			t.Errorf("the server exits with %v", err)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Sscanf(line, "graphd is at http://%s", &listen); err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	return strings.ReplaceAll(line, listen, listenDocs), listen
}

func TestExamples(t *testing.T) {
	text := `Text:

    make run

    $ one 'two
        three'
    printed

    again

    $ silent
    $ last
    end

Text with $ sign.
    
    not printed`
	var got []string
	for _, e := range examples(strings.Split(text, "\n")) {
		got = append(got, e.command, e.output)
	}
	want := []string{"one 'two\n    three'", "printed\n\nagain\n", "silent", "", "last", "end\n"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
