package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"graphd/internal/graph"
)

// streamed is the number of documents that streamDocuments writes. They have more bytes than a pipe and its reader can
// buffer, so that some documents are stored before the last one is written.
const streamed = 100

func streamDocuments(t *testing.T, w io.Writer) {
	t.Helper()
	filling := strings.Repeat(" ", 4000)
	for i := range streamed {
		if _, err := fmt.Fprintf(w, "{\"id\": \"%d\", \"text\": \"%s“It is number %d,” said Ada Quill.\"}\n", i, filling, i); err != nil {
			t.Fatal(err)
		}
	}
}

// stopIngest sends a signal to an ingest that waits for more documents. It returns its output and its exit error.
func stopIngest(t *testing.T, data string, signal os.Signal) (out, errs string, ended *exec.ExitError) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "graphd", "ingest", "-", "--data", data)
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	in, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	streamDocuments(t, in)
	if err := command.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	if err := command.Wait(); !errors.As(err, &ended) {
		t.Fatalf("ended with %v, want a failure; standard error:\n%s", err, &stderr)
	}
	return stdout.String(), stderr.String(), ended
}

var summary = regexp.MustCompile(`^(\d+) documents?: (\d+) added, (\d+) replaced, (\d+) unchanged, 0 failed\n`)

func counts(t *testing.T, out string) (all, added, replaced, unchanged int) {
	t.Helper()
	found := summary.FindStringSubmatch(out)
	if found == nil {
		t.Fatalf("no summary:\n%s", out)
	}
	var n [4]int
	for i := range n {
		var err error
		if n[i], err = strconv.Atoi(found[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	return n[0], n[1], n[2], n[3]
}

// checkWhole checks that the store is sound and holds some of the streamed documents completely: ingesting all of them
// again must add the missing ones and change none. It returns how many documents the store held.
func checkWhole(t *testing.T, data string) int {
	t.Helper()
	store, err := graph.Open(data, graph.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	report, err := store.Check(t.Context(), nil)
	if err != nil || report.Found > 0 {
		t.Errorf("check: %v, %v", report.Problems, err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	streamDocuments(t, &again)
	command := exec.CommandContext(t.Context(), "graphd", "ingest", "-", "--data", data)
	command.Stdin = &again
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	_, added, replaced, unchanged := counts(t, string(out))
	if unchanged == 0 || replaced != 0 || added+unchanged != streamed {
		t.Errorf("ingesting all documents again:\n%s", out)
	}
	return unchanged
}

func TestInterruptedIngestLeavesWholeDocuments(t *testing.T) {
	data := filepath.Join(t.TempDir(), "store")
	out, errs, ended := stopIngest(t, data, os.Interrupt)
	if ended.ExitCode() != exitFailed || !strings.Contains(errs, "graphd: stopped; ") {
		t.Errorf("exit code %d, want %d; standard error:\n%s", ended.ExitCode(), exitFailed, errs)
	}
	all, added, _, _ := counts(t, out)
	if held := checkWhole(t, data); all != added || added != held {
		t.Errorf("the summary counts %d of %d documents as added, the store holds %d", added, all, held)
	}
}

func TestKilledIngestLeavesWholeDocuments(t *testing.T) {
	data := filepath.Join(t.TempDir(), "store")
	_, _, ended := stopIngest(t, data, os.Kill)
	if status, ok := ended.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
		t.Errorf("ended with %v, want a kill", ended)
	}
	checkWhole(t, data)
}
