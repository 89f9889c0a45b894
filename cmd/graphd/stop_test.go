package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"graphd/internal/graph"
)

// An interrupt in the middle of a batch leaves whole documents only, and the summary counts just those.
func TestInterruptLeavesWholeDocuments(t *testing.T) {
	data := filepath.Join(t.TempDir(), "store")
	command := exec.Command("graphd", "ingest", "-", "--data", data)
	var out, errs bytes.Buffer
	command.Stdout, command.Stderr = &out, &errs
	in, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	// More than the pipe and the reader can hold, so that some documents are stored when the last one is written.
	filling := strings.Repeat("The tide came in and went out. ", 60)
	for i := range 200 {
		if _, err := fmt.Fprintf(in, "{\"id\": \"%d\", \"text\": \"%s “It is number %d,” said Ada Quill.\"}\n", i, filling, i); err != nil {
			t.Fatal(err)
		}
	}
	if err := command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	var failed *exec.ExitError
	if err := command.Wait(); !errors.As(err, &failed) || failed.ExitCode() != 1 {
		t.Fatalf("ended with %v, want exit code 1; standard error:\n%s", err, &errs)
	}
	if !strings.Contains(errs.String(), "graphd: stopped; ") {
		t.Errorf("standard error does not say that it stopped:\n%s", &errs)
	}
	counts := regexp.MustCompile(`^(\d+) documents?: (\d+) added, 0 replaced, 0 unchanged, 0 failed\n`).FindStringSubmatch(out.String())
	if counts == nil || counts[1] != counts[2] || counts[2] == "0" {
		t.Fatalf("summary:\n%s", &out)
	}
	checkDocuments(t, data, counts[2])
}

func checkDocuments(t *testing.T, data, want string) {
	t.Helper()
	store, err := graph.Open(data, graph.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	held, err := store.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got := strconv.FormatUint(held.Documents, 10); got != want {
		t.Errorf("the store holds %s documents, the summary says %s", got, want)
	}
	report, err := store.Check(t.Context())
	if err != nil || report.Found > 0 {
		t.Errorf("check: %v, %v", report.Problems, err)
	}
}
