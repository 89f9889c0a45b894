package document

import (
	"encoding/json"
	"slices"
	"strings"
)

const (
	mostKeywords   = 50 // of one document: more are no longer chosen
	longestKeyword = 80 // bytes; longer ones are sentences
)

// keywords is a list of them, or one text with commas between.
type keywords []string

func (k *keywords) UnmarshalJSON(data []byte) error {
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	*k = keywordsOf(v)
	return nil
}

// keywordsOf reads a text with commas or semicolons between keywords, a list of them, or schema.org's terms with names.
// What is neither is no keyword.
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

func splitKeywords(s string) []string {
	parts := strings.FieldsFunc(s, func(c rune) bool { return c == ',' || c == ';' })
	for i, part := range parts {
		parts[i] = unquote(part)
	}
	return parts
}

// distinct is the keywords each once, in any case, without those that are too long; the first of too many.
func distinct(stated []string) []string {
	var kept []string
	for _, k := range stated {
		k = line(k)
		known := slices.ContainsFunc(kept, func(other string) bool { return strings.EqualFold(other, k) })
		if k != "" && len(k) <= longestKeyword && !known && len(kept) < mostKeywords {
			kept = append(kept, k)
		}
	}
	return kept
}
