package pebblestore

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"graphd/internal/graph/pebblestore/bulk"
)

// childEnv makes the test binary act as a second process that uses a store: its value is an action and a directory.
const childEnv = "PEBBLESTORE_TEST_CHILD"

// Actions of a child process. It prints the outcome.
const (
	childOpens         = "open"
	childOpensAsNobody = "open-as-nobody"
	childLoads         = "load" // loads N-Quads from standard input and prints a line for each step
)

func TestMain(m *testing.M) {
	what, dir, isChild := strings.Cut(os.Getenv(childEnv), " ")
	if !isChild {
		os.Exit(m.Run())
	}
	if what == childOpensAsNobody && os.Getuid() == 0 {
		if err := syscall.Setuid(65534); err != nil {
			panic(err)
		}
	}
	s, err := Open(dir, OpenOptions{CacheBytes: 1 << 20})
	if err == nil && what == childLoads {
		opts := bulk.LoadConfig{MemoryBytes: 64 << 10, BlockBytes: 4 << 10, Progress: func(p bulk.LoadStatus) { fmt.Println("step", p) }}
		_, err = s.Load(context.Background(), os.Stdin, opts)
	}
	if err == nil {
		err = s.Close()
	}
	fmt.Println("end", err)
}

func child(what, dir string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+what+" "+dir)
	return cmd
}

func runChild(t *testing.T, what, dir string) string {
	t.Helper()
	out, err := child(what, dir).CombinedOutput()
	if err != nil {
		t.Errorf("the child: %v", err)
	}
	return string(out)
}

// TestKilledLoad kills a loading process, later in each round, until one finishes. After each kill the store is
// unchanged and no files are left.
func TestKilledLoad(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir, OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	before := someQuads(100)
	apply(t, s, adds(distinct(before)...))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	quads := someQuads(6000)
	kills := 0
	for steps := 1; ; steps += 2 + steps/2 {
		ended := loadAndKill(t, dir, string(linesOf(quads...)), steps)
		s, err := Open(dir, OpenOptions{})
		if err != nil {
			t.Fatal(err)
		}
		verify(t, s)
		whole := int(must(s.Counters()).Quads) == len(distinct(quads))
		if want := distinct(before); !whole {
			expect(t, s, want...)
		}
		if _, err := os.Stat(dir + "/" + bulk.TempFolder); err == nil {
			t.Errorf("after %d steps files are left", steps)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if ended && !whole {
			t.Error("a load that ended is not there")
		}
		if whole {
			break
		}
		kills++
	}
	if kills < 4 {
		t.Errorf("only %d kills were in time", kills)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// loadAndKill runs a child that loads, and kills it after so many steps. It reports whether the child finished before
// that.
func loadAndKill(t *testing.T, dir, lines string, steps int) (ended bool) {
	t.Helper()
	cmd := child(childLoads, dir)
	cmd.Stdin = strings.NewReader(lines)
	out := must(cmd.StdoutPipe())
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for in := bufio.NewScanner(out); in.Scan(); {
		if ended = strings.HasPrefix(in.Text(), "end"); ended && in.Text() != "end <nil>" {
			t.Error(in.Text())
		}
		if steps--; steps == 0 {
			_ = cmd.Process.Kill()
		}
	}
	_, _ = io.Copy(io.Discard, out)
	_ = cmd.Wait()
	return ended
}
