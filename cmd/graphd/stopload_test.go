package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// streamQuads writes n quads. Quads with different prefixes are different.
func streamQuads(t *testing.T, w io.Writer, prefix string, n int) {
	t.Helper()
	for i := range n {
		if _, err := fmt.Fprintf(w, "<urn:%s:s%d> <urn:p%d> \"%d\" <urn:g> .\n", prefix, i/10, i%10, i); err != nil {
			t.Fatal(err)
		}
	}
}

// graphd runs the program and returns its output. If the program fails, the test fails.
func graphd(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "graphd", args...).CombinedOutput()
	if err != nil {
		t.Errorf("graphd %s: %v\n%s", args, err, out)
	}
	return string(out)
}

// TestStoppedLoadLeavesTheStoreAsItWas interrupts and kills a load after it has sorted some quads, while it waits for more.
func TestStoppedLoadLeavesTheStoreAsItWas(t *testing.T) {
	data := filepath.Join(t.TempDir(), "store")
	first := filepath.Join(t.TempDir(), "first.nq")
	f, err := os.Create(first)
	if err != nil {
		t.Fatal(err)
	}
	streamQuads(t, f, "kept", 100)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	graphd(t, "load", "--data", data, first)
	before := graphd(t, "dump", "--data", data)
	for _, signal := range []os.Signal{os.Interrupt, os.Kill} {
		command := exec.CommandContext(t.Context(), "graphd", "load", "-", "--data", data)
		var errs bytes.Buffer
		command.Stderr = &errs
		in, err := command.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		streamQuads(t, in, "new", 100_000)
		waitFor(t, filepath.Join(data, "load"))
		if err := command.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		var ended *exec.ExitError
		if err := command.Wait(); !errors.As(err, &ended) {
			t.Fatalf("%v: ended with %v", signal, err)
		}
		if signal == os.Interrupt && (ended.ExitCode() != exitFailed || !strings.Contains(errs.String(), "graphd: stopped")) {
			t.Errorf("exit code %d; standard error:\n%s", ended.ExitCode(), &errs)
		}
		graphd(t, "load", "--data", data, first) // opening the store for writing removes the temporary files
		if _, err := os.Stat(filepath.Join(data, "load")); err == nil {
			t.Errorf("%v: temporary files remain", signal)
		}
		if after := graphd(t, "dump", "--data", data); after != before {
			t.Errorf("%v: the store has changed", signal)
		}
		graphd(t, "check", "--data", data)
	}
}

// waitFor waits until a file exists.
func waitFor(t *testing.T, file string) {
	t.Helper()
	for range 1000 {
		if _, err := os.Stat(file); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("no %s", file)
}

// TestBrokenGzip checks that compressed files that are truncated, damaged or followed by garbage are reported and not
// loaded.
func TestBrokenGzip(t *testing.T) {
	var whole bytes.Buffer
	packed := gzip.NewWriter(&whole)
	streamQuads(t, packed, "packed", 60_000)
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Clone(whole.Bytes())
	damaged[len(damaged)-6] ^= 1 // in the checksum
	for name, content := range map[string][]byte{
		"cut.nq.gz": whole.Bytes()[:whole.Len()/2], "begun.nq.gz": whole.Bytes()[:5], "sum.nq.gz": damaged, "more.nq.gz": append(bytes.Clone(whole.Bytes()), "more"...),
	} {
		file, data := filepath.Join(t.TempDir(), name), filepath.Join(t.TempDir(), "store")
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.CommandContext(t.Context(), "graphd", "load", "--data", data, file).CombinedOutput()
		if err == nil || !strings.Contains(string(out), name+": ") || !strings.Contains(string(out), "download or compress it again") {
			t.Errorf("%s: %v, %s", name, err, out)
		}
		if held := graphd(t, "stats", "--data", data); !strings.Contains(held, "quads      0\n") {
			t.Errorf("%s: %s", name, held)
		}
	}
}
