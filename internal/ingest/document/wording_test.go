package document

import (
	"strings"
	"testing"
)

func TestWrongJSONTypeIsToldWithoutGo(t *testing.T) {
	for given, want := range map[string]string{
		`{"text": 1}`:                `field "text": malformed: a JSON number where a text is wanted`,
		`{"text": "a", "title": {}}`: `field "title": malformed: a JSON object where a text is wanted`,
		`[1]`:                        `malformed: a JSON array where an object is wanted`,
	} {
		_, err := readRecord([]byte(given))
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "Go") {
			t.Errorf("%s: %v, want %q", given, err, want)
		}
	}
}
