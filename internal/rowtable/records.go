package rowtable

import (
	"maps"
	"slices"
	"strings"

	"graphd/internal/graph/vocab"
)

// records returns the lines of a table that a row makes: the row itself, or for an object of lists of objects, which is
// how Cayley's GraphQL-style language answers, one line for each object. Where the row has several lists, a column "field"
// names the list. A row that is not an object has the single column "value".
func records(row any) []map[string]any {
	object, ok := row.(map[string]any)
	switch {
	case !ok:
		return []map[string]any{{"value": row}}
	case len(object) == 0:
		return []map[string]any{object}
	}
	var found []map[string]any
	for _, field := range slices.Sorted(maps.Keys(object)) {
		list, ok := object[field].([]any)
		if !ok {
			return []map[string]any{object}
		}
		for _, item := range list {
			record, ok := item.(map[string]any)
			if !ok {
				return []map[string]any{object}
			}
			if len(object) > 1 {
				record = maps.Clone(record)
				record["field"] = field
			}
			found = append(found, record)
		}
	}
	return found
}

// isCompanion reports whether a column of record only repeats another one: saved queries give the name of a term in
// column C and its IRI in column C+vocab.IRISuffix.
func isCompanion(record map[string]any, column string) bool {
	named, ok := strings.CutSuffix(column, vocab.IRISuffix)
	if !ok {
		return false
	}
	name, ok := record[named]
	return ok && vocab.IsTermOf(record[column], name)
}
