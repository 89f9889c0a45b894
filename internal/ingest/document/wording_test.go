package document

import (
	"strings"
	"testing"
)

func TestJSONTypeErrorsDoNotMentionGo(t *testing.T) {
	for given, want := range map[string]string{
		`{"text": 1}`:                `field "text": malformed: a JSON number instead of a string`,
		`{"text": "a", "title": {}}`: `field "title": malformed: a JSON object instead of a string`,
		`[1]`:                        `malformed: a JSON array instead of an object`,
	} {
		_, err := readRecord([]byte(given))
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "Go") {
			t.Errorf("%s: %v, want %q", given, err, want)
		}
	}
}
