package server_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"graphd/internal/server"
)

// TestTranscripts replays testdata/transcripts. Each file holds the requests of one client (lines "> ", with the body on
// lines "| ") and the replies. The store holds testdata/bridge.nq.
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/transcripts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := play(bridged(t, server.ServeLimits{}), string(want))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if d := cmp.Diff(string(want), got); d != "" {
				t.Error(d)
			}
		})
	}
}

// play asks what the script's lines ask and writes the script with the answers that came.
func play(c *client, script string) string {
	var out strings.Builder
	for _, block := range strings.Split(script, "\n\n") {
		var asked, body []string
		for line := range strings.Lines(block) {
			line = strings.TrimSuffix(line, "\n")
			if text, ok := strings.CutPrefix(line, "> "); ok {
				asked = append(asked, text)
			} else if text, ok := strings.CutPrefix(line, "| "); ok {
				body = append(body, text)
			} else if text, ok := strings.CutPrefix(line, "# "); ok {
				fmt.Fprintf(&out, "# %s\n", text)
			}
		}
		if len(asked) == 0 {
			continue
		}
		for _, line := range asked {
			fmt.Fprintf(&out, "> %s\n", line)
		}
		for _, line := range body {
			fmt.Fprintf(&out, "| %s\n", line)
		}
		method, path, _ := strings.Cut(asked[0], " ")
		header := []string{"X-Request-Id", "test"}
		for _, line := range asked[1:] {
			name, value, _ := strings.Cut(line, ": ")
			header = append(header, name, value)
		}
		a := c.do(method, path, strings.Join(body, "\n"), header...)
		fmt.Fprintf(&out, "< %d %s\n", a.status, a.header.Get("Content-Type"))
		for _, name := range []string{"Link", "Location", "Allow", "Graphd-Complete"} {
			if value := a.header.Get(name); value != "" {
				fmt.Fprintf(&out, "< %s: %s\n", name, value)
			}
		}
		fmt.Fprintf(&out, "%s\n\n", readable(a))
	}
	return strings.TrimSuffix(out.String(), "\n")
}

var (
	pairs  = regexp.MustCompile(`\[\s+(\d+),\s+(\d+)\s+\]`)
	tokens = regexp.MustCompile(`"next": ?"[A-Z2-7]{8}\.\w+\.[\w-]+\.`) // of cursors: no two are the same
)

// readable indents JSON, with each span on one line.
func readable(a answer) string {
	text := tokens.ReplaceAllString(strings.TrimSpace(a.body), `"next":"*.`)
	var b bytes.Buffer
	if strings.Contains(a.header.Get("Content-Type"), "json") && json.Indent(&b, []byte(text), "", "  ") == nil {
		return pairs.ReplaceAllString(b.String(), "[$1, $2]")
	}
	return strings.ReplaceAll(text, "\n\n", "\n")
}
