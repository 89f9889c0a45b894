package term

import (
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	long := strings.Repeat("word ", 40)
	for _, line := range strings.Split(wrap(long, "    "), "\n") {
		if len(line) > wrapWidth || !strings.HasPrefix(line, "    word") {
			t.Errorf("line of %d: %q", len(line), line)
		}
	}
	if got := wrap(strings.Repeat("é", 200), " "); got != " "+strings.Repeat("é", 200) {
		t.Errorf("a long word was broken: %q", got)
	}
}

func TestLineCounter(t *testing.T) {
	c := lineCounter{text: "one\ntwo\n\nfour"}
	for _, place := range [][2]int{{0, 1}, {4, 2}, {9, 4}, {2, 1}, {8, 3}} {
		if got := c.at(place[0]); got != place[1] {
			t.Errorf("byte %d is on line %d, want %d", place[0], got, place[1])
		}
	}
}
