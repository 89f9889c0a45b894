package server_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"graphd/internal/server"
)

// ended is what a reply reports about its completeness, in any format.
type ended struct {
	status       int
	complete     string
	reason, next string
}

// endOf returns the completeness of a reply: of JSON from the object, of NDJSON from the last line, of CSV from the header,
// of a table from the last line and the header.
func endOf(t *testing.T, format string, a answer) ended {
	t.Helper()
	if a.status != http.StatusOK {
		var problem struct{ Error string }
		if err := json.Unmarshal([]byte(a.body), &problem); err != nil {
			t.Fatalf("%v: %s", err, a.body)
		}
		return ended{a.status, "false", problem.Error, ""}
	}
	lines := strings.Split(strings.TrimSpace(a.body), "\n")
	said := ended{a.status, a.header.Get("Graphd-Complete"), a.header.Get("Graphd-Reason"), a.header.Get("Graphd-Next")}
	record := a.body
	switch format {
	case "csv":
		return said
	case "table":
		last := lines[len(lines)-1]
		if !strings.HasSuffix(last, "; complete)") && !strings.Contains(last, "; incomplete: "+said.reason) || said.next != "" && !strings.Contains(last, said.next) {
			t.Errorf("the table ends in %q, the header says %+v", last, said)
		}
		return said
	case "ndjson":
		record = lines[len(lines)-1]
	}
	var end struct {
		Complete     *bool
		Reason, Next string
	}
	if err := json.Unmarshal([]byte(record), &end); err != nil || end.Complete == nil {
		t.Fatalf("%v: %s", err, record)
	}
	return ended{a.status, map[bool]string{true: "true", false: "false"}[*end.Complete], end.Reason, end.Next}
}

// TestCompletenessIsReported checks that a reply reports in every format whether its rows are complete, and why not,
// whatever ends the query. A query that fails after its first rows returns them if the format can report the failure, and
// an error otherwise.
func TestCompletenessIsReported(t *testing.T) {
	c := newClient(t, server.ServeLimits{Rows: 50})
	const rows = `for (var i = 0; i < 30; i++) g.emit(i); `
	for name, test := range map[string]struct {
		query, parameters string
		complete          string
		reason            string
		paged             bool
		status            int // in CSV and tables
	}{
		"all":            {rows, "", "true", "", false, 200},
		"none":           {`var nothing`, "", "true", "", false, 200},
		"just the limit": {rows, "&limit=30", "true", "", false, 200},
		"limit":          {rows, "&limit=29", "false", "limit of 29 rows", true, 200},
		"server's limit": {rows + rows, "&limit=-1", "false", "limit of 50 rows", true, 200},
		"time":           {rows + endless, "&timeout=100ms", "false", "ran out of time", false, 504},
		"memory":         {rows + `var a = []; for (;;) a.push({b: [a.length]})`, "&timeout=30s", "false", "memory", false, 422},
		"fault":          {rows + `g.nothing()`, "", "false", "line 1, column", false, 400},
	} {
		if raceEnabled && name == "memory" {
			continue // the race detector takes too much of its own
		}
		for _, format := range []string{"json", "ndjson", "csv", "table"} {
			got := c.do(http.MethodPost, "/api/v2/query?format="+format+test.parameters, test.query)
			status := test.status
			if format == "json" || format == "ndjson" {
				status = http.StatusOK
			}
			end := endOf(t, format, got)
			if end.status != status || end.complete != test.complete || !strings.Contains(end.reason, test.reason) || (end.reason == "") != (test.reason == "") || (end.next != "") != test.paged {
				t.Errorf("%s, %s: %+v in %s", name, format, end, got.body)
			}
			if rows := strings.Count(got.body, "\n"); status == http.StatusOK && name != "none" && rows < 29 {
				t.Errorf("%s, %s: the rows before the end are lost: %s", name, format, got.body)
			}
		}
	}
}

// TestRevokedSlotIsReported checks that a query whose slot is revoked after its first rows reports it after them.
func TestRevokedSlotIsReported(t *testing.T) {
	for format, status := range map[string]int{"json": 200, "ndjson": 200, "csv": 429, "table": 429} {
		c := newClient(t, server.ServeLimits{Concurrency: 1, Detached: 1, Wait: 10 * time.Second, Deadline: 20 * time.Second})
		leave := c.endlessly(t)
		last := make(chan answer, 1)
		eventually(t, "the first has its turn", func() bool { return strings.Contains(c.get("/metrics").body, "in_flight 2") })
		go func() { last <- c.do(http.MethodPost, "/api/v2/query?format="+format, "g.emit(1); "+endless) }()
		eventually(t, "so has the last", func() bool { return strings.Contains(c.get("/metrics").body, "in_flight 3") })
		if end := endOf(t, format, c.press(t, last)); end.status != status || end.complete != "false" || !strings.Contains(end.reason, "too many requests") {
			t.Errorf("%s: %+v", format, end)
		}
		leave()
	}
}
