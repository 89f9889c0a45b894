package term

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

func TestProgressLines(t *testing.T) {
	var logged []string
	begun := time.Date(2024, 5, 13, 12, 0, 0, 0, time.UTC)
	lines := func(total int64) *progressLines {
		return &progressLines{
			logf:   func(format string, args ...any) { logged = append(logged, fmt.Sprintf(format, args...)) },
			action: "loading a.nq", amount: func(n int64) string { return fmt.Sprint(n, " MB") }, total: total, begun: begun, logged: begun,
		}
	}
	at := func(seconds int) time.Time { return begun.Add(time.Duration(seconds) * time.Second) }
	known, unknown := lines(100), lines(-1)
	known.set(3, at(3))
	known.set(10, at(10))
	known.set(12, at(12))
	known.set(40, at(20))
	known.set(101, at(40)) // a file that grew meanwhile
	unknown.set(7, at(11))
	want := []string{
		"loading a.nq: 10 MB of 100 MB, about 1m30s left",
		"loading a.nq: 40 MB of 100 MB, about 30s left",
		"loading a.nq: 101 MB of 100 MB, about 0s left",
		"loading a.nq: 7 MB",
	}
	if !slices.Equal(logged, want) {
		t.Errorf("%q, want %q", logged, want)
	}
}
