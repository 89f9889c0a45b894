package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// million is a query with a million rows on three thousand quads: a thousand paths from the root to the hub, and a
// thousand leaves of the hub.
const million = `g.V("<root>").out("<way>").out("<to>").out("<leaf>").all()`

const millionRows = 1_000_000

func loadMillion(t *testing.T, data string) {
	t.Helper()
	var quads strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&quads, "<root> <way> <way/%d> .\n<way/%d> <to> <hub> .\n<hub> <leaf> \"leaf %d of the hub\" .\n", i, i, i)
	}
	file := filepath.Join(t.TempDir(), "million.nq")
	if err := os.WriteFile(file, []byte(quads.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "graphd", "load", file, "--data", data).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// A servingProcess is a graphd server that runs as a separate process until the test ends.
type servingProcess struct {
	t       testing.TB
	process *os.Process
	url     string
}

func startServing(t testing.TB, data string) *servingProcess {
	t.Helper()
	command := exec.Command("graphd", "serve", "--data", data, "--listen", "127.0.0.1:0", "--log", "error", "--request-timeout", "10m")
	command.Stderr = t.Output()
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Signal(syscall.SIGTERM) // it may have ended
		if err := command.Wait(); err != nil {
			t.Errorf("the server exits with %v", err)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return &servingProcess{t, command.Process, strings.TrimSpace(strings.TrimPrefix(line, "graphd is at "))}
}

// memory returns a figure of /proc/PID/status in bytes: VmRSS is the resident memory, VmHWM its peak.
func (s *servingProcess) memory(figure string) (bytes int64) {
	s.t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Pid))
	if err != nil {
		s.t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), figure+":")
	if _, err := fmt.Sscanf(rest, "%d kB", &bytes); err != nil {
		s.t.Fatal(err)
	}
	return bytes << 10
}

// grows returns by how many bytes the resident memory of the process grows at most during work.
func (s *servingProcess) grows(work func()) int64 {
	s.t.Helper()
	if err := os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", s.process.Pid), []byte("5"), 0); err != nil {
		s.t.Skipf("SKIPPED: the memory of a process cannot be measured on this system: %v", err)
	}
	before := s.memory("VmRSS")
	work()
	return s.memory("VmHWM") - before
}

// answer requests the million rows, and returns the number of lines and the last line. It pauses reading once, midway.
func (s *servingProcess) answer(format, coding string, pause time.Duration) (lines int, last string) {
	s.t.Helper()
	target := s.url + "/api/v2/query?" + url.Values{"limit": {"-1"}, "format": {format}}.Encode()
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, target, strings.NewReader(million))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", coding)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	if got := response.Header.Get("Content-Encoding"); response.StatusCode != http.StatusOK || got != strings.TrimPrefix(coding, "identity") {
		s.t.Fatalf("%s, in %q", response.Status, got)
	}
	body := io.Reader(response.Body)
	if coding == "gzip" {
		if body, err = gzip.NewReader(body); err != nil {
			s.t.Fatal(err)
		}
	}
	rows := bufio.NewScanner(body)
	for ; rows.Scan(); lines++ {
		if last = rows.Text(); lines == millionRows/10 {
			time.Sleep(pause)
		}
	}
	if rows.Err() != nil {
		s.t.Fatal(rows.Err())
	}
	return lines, last
}

// TestMillionRows checks that a million rows take no more memory in the server than a few rows, in every format,
// compressed or not, and with a slow client.
func TestMillionRows(t *testing.T) {
	const most = 64 << 20
	data := t.TempDir()
	loadMillion(t, data)
	s := startServing(t, data)
	ask(t, "--server", s.url, "--limit", "300000", "--format", "ndjson") // bring the heap to its usual size
	for _, test := range []struct {
		format, coding string
		pause          time.Duration
		lines          int
		last           string
	}{
		{"ndjson", "identity", 0, millionRows + 1, `{"complete":true,"count":1000000}`},
		{"ndjson", "gzip", 0, millionRows + 1, `{"complete":true,"count":1000000}`},
		{"ndjson", "identity", 2 * time.Second, millionRows + 1, `{"complete":true,"count":1000000}`},
		{"json", "gzip", 0, millionRows + 1, `],"complete":true}`},
		{"csv", "identity", 0, millionRows + 1, "leaf "},
		{"table", "identity", 0, millionRows + 2, "(1000000 rows; complete)"},
	} {
		var lines int
		var last string
		begun := time.Now()
		grown := s.grows(func() { lines, last = s.answer(test.format, test.coding, test.pause) })
		t.Logf("%s, %s, %s pause: took %s, grew by %d MiB", test.format, test.coding, test.pause, time.Since(begun), grown>>20)
		if lines != test.lines || !strings.HasPrefix(last, test.last) {
			t.Errorf("%s: %d lines, the last one is %q", test.format, lines, last)
		}
		if grown > most {
			t.Errorf("%s, %s, %s pause: grew by %d MiB", test.format, test.coding, test.pause, grown>>20)
		}
	}
	t.Run("command line", func(t *testing.T) { askMillion(t, "--server", s.url) })
}

// askMillion checks that graphd query takes no more memory for a million rows than for one, from a server or a store.
func askMillion(t *testing.T, from ...string) {
	const most = 64 << 20
	_, alone := ask(t, append(from, "--limit", "1", "--format", "ndjson")...)
	for _, format := range []string{"ndjson", "csv"} {
		rows, memory := ask(t, append(from, "--limit", "0", "--format", format)...)
		t.Logf("%s %s: %d MiB, with one row %d MiB", from[0], format, memory>>20, alone>>20)
		if rows < millionRows || memory > alone+most {
			t.Errorf("%s %s: %d lines, %d MiB, with one row %d MiB", from[0], format, rows, memory>>20, alone>>20)
		}
	}
}

// ask runs graphd query, and returns the number of lines that it printed and its peak memory in bytes.
func ask(t *testing.T, args ...string) (lines int, memory int64) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "graphd", append([]string{"query", million, "--timeout", "10m"}, args...)...)
	var out lineTally
	var errs bytes.Buffer
	command.Stdout, command.Stderr = &out, &errs
	if err := command.Run(); err != nil {
		t.Fatalf("%v\n%s", err, &errs)
	}
	usage, ok := command.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		t.Skip("SKIPPED: the memory of a process is not known on this system")
	}
	return int(out), usage.Maxrss << 10
}

// A lineTally counts the lines that are written to it.
type lineTally int

// Write implements io.Writer.
func (c *lineTally) Write(b []byte) (int, error) {
	*c += lineTally(bytes.Count(b, []byte("\n")))
	return len(b), nil
}

func TestMillionRowsOfAStore(t *testing.T) {
	data := t.TempDir()
	loadMillion(t, data)
	askMillion(t, "--data", data)
}
