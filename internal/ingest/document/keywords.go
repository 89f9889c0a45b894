package document

import (
	"encoding/json"
	"slices"
	"strings"
)

const (
	maxKeywords   = 50 // of a document; chosen by hand: longer lists are generated
	maxKeywordLen = 80 // bytes; chosen by hand: longer ones are sentences
)

// A keywordList is a list of keywords in JSON, or a string with commas between them.
type keywordList []string

// UnmarshalJSON implements json.Unmarshaler.
func (k *keywordList) UnmarshalJSON(data []byte) error {
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	*k = keywordsOf(v)
	return nil
}

// keywordsOf returns the keywords in a JSON value: a string with commas or semicolons between them, a list of keywords, or
// an object with a field "name" as in schema.org. Other values have none.
func keywordsOf(v any) []string {
	switch v := v.(type) {
	case string:
		return distinct(splitKeywords(v))
	case map[string]any:
		return keywordsOf(v["name"])
	case []any:
		var all []string
		for _, one := range v {
			all = append(all, keywordsOf(one)...)
		}
		return distinct(all)
	}
	return nil
}

// splitKeywords splits a string at commas and semicolons.
func splitKeywords(s string) []string {
	parts := strings.FieldsFunc(s, func(c rune) bool { return c == ',' || c == ';' })
	for i, part := range parts {
		parts[i] = unquote(part)
	}
	return parts
}

// distinct returns the first maxKeywords keywords, without those that are too long, and without duplicates regardless of
// case.
func distinct(stated []string) []string {
	var kept []string
	for _, k := range stated {
		k = oneLine(k)
		known := slices.ContainsFunc(kept, func(other string) bool { return strings.EqualFold(other, k) })
		if k != "" && len(k) <= maxKeywordLen && !known && len(kept) < maxKeywords {
			kept = append(kept, k)
		}
	}
	return kept
}
