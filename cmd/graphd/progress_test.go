package main

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

func TestProgressInLines(t *testing.T) {
	var told []string
	begun := time.Date(2024, 5, 13, 12, 0, 0, 0, time.UTC)
	lines := func(total int64) *progressLines {
		return &progressLines{
			tell:  func(format string, args ...any) { told = append(told, fmt.Sprintf(format, args...)) },
			doing: "loading a.nq", amount: func(n int64) string { return fmt.Sprint(n, " MB") }, total: total, begun: begun, told: begun, every: lineEvery,
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
	if !slices.Equal(told, want) {
		t.Errorf("%q, want %q", told, want)
	}
}
