package date

import (
	"errors"
	"testing"
)

func TestParse(t *testing.T) {
	for given, want := range map[string]string{
		"2024":                            "2024",
		"2024-03":                         "2024-03",
		"March 2024":                      "2024-03",
		" 2024-03-05 ":                    "2024-03-05",
		"5 March 2024":                    "2024-03-05",
		"March 5, 2024":                   "2024-03-05",
		"20240305":                        "2024-03-05",
		"2024-03-05T17:42:00Z":            "2024-03-05T17:42:00Z",
		"2024-03-05T17:42:00.123+01:00":   "2024-03-05T17:42:00+01:00",
		"2024-03-05T17:42:00+0100":        "2024-03-05T17:42:00+01:00",
		"2024-03-05T17:42":                "2024-03-05T17:42:00Z",
		"2024-03-05 17:42:00":             "2024-03-05T17:42:00Z",
		"Tue, 05 Mar 2024 17:42:00 +0000": "2024-03-05T17:42:00Z",
	} {
		d, err := Parse(given)
		if err != nil || d.String() != want || d.IsZero() {
			t.Errorf("Parse(%q) = %v, %v; want %s", given, d, err, want)
		}
	}
	for _, given := range []string{"", "3/5/2024", "soon", "2024-13-01", "2024-02-30"} {
		if d, err := Parse(given); !errors.Is(err, ErrForm) || !d.IsZero() || d.String() != "" {
			t.Errorf("Parse(%q) = %v, %v; want ErrForm", given, d, err)
		}
	}
}
