package entity_test

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"graphd/internal/ingest/entity"
)

func TestKey(t *testing.T) {
	for name, want := range map[string]string{
		"Dominic Raab":                      "dominic-raab",
		"The Intelligence & Security Panel": "intelligence-and-security-panel",
		"Prime Minister’s Office":           "prime-ministers-office",
		"François Hollande":                 "francois-hollande",
		"Recep Tayyip Erdoğan":              "recep-tayyip-erdogan",
		"Łukasz Øster-Straße":               "lukasz-oster-strasse",
		"Владимир Путин":                    "vladimir-putin",
		"U.S. Senate":                       "us-senate",
		"No. 10":                            "no-10",
		"習近平":                               "習近平",
		"“—”":                               "",
	} {
		if got := entity.Key(name); got != want {
			t.Errorf("Key(%q) = %q, want %q", name, got, want)
		}
	}
}

// TestKeyIsSlug checks that a key consists of letters, digits and single hyphens, and is its own key.
func TestKeyIsSlug(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.String().Draw(t, "name")
		key := entity.Key(name)
		for _, r := range key {
			if r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				t.Fatalf("Key(%q) = %q has %q", name, key, r)
			}
		}
		if strings.HasPrefix(key, "-") || strings.HasSuffix(key, "-") || strings.Contains(key, "--") {
			t.Fatalf("Key(%q) = %q has a stray hyphen", name, key)
		}
		if again := entity.Key(key); again != strings.TrimPrefix(key, "the-") {
			t.Fatalf("Key(%q) = %q, whose key is %q", name, key, again)
		}
	})
}
