package mql

import (
	"strings"

	"graphd/internal/graph/query/qlang"
)

// shortNames expands the short names in a template and restores them in its answers.
type shortNames struct {
	prefixes map[string]string
	original map[string]string // expanded key → key as written in the template
}

// expand returns a copy of a template with every short name expanded.
func (n shortNames) expand(template any) any {
	switch t := template.(type) {
	case string:
		return n.node(t)
	case []any:
		out := make([]any, len(t))
		for i, item := range t {
			out[i] = n.expand(item)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(t))
		for key, item := range t {
			expanded := n.key(key)
			n.original[expanded] = key
			out[expanded] = n.expand(item)
		}
		return out
	}
	return template
}

// node expands "actor:x" and "<actor:x>".
func (n shortNames) node(text string) string {
	inner := text
	if strings.HasPrefix(text, "<") && strings.HasSuffix(text, ">") {
		inner = text[1 : len(text)-1]
	}
	if iri, ok := qlang.Expand(n.prefixes, inner); ok {
		return iri.String()
	}
	return text
}

// key expands the predicate in a key: "g:said", "!g:source" (reversed), "@2:g:said" (a second field with the same
// predicate).
func (n shortNames) key(key string) string {
	mark, predicate := "", key
	if strings.HasPrefix(key, "@") {
		if at, rest, ok := strings.Cut(key, ":"); ok {
			mark, predicate = at+":", rest
		}
	}
	if rest, reversed := strings.CutPrefix(predicate, "!"); reversed {
		mark, predicate = mark+"!", rest
	}
	return mark + n.node(predicate)
}

// restore returns a copy of a row with its keys as they are in the template.
func (n shortNames) restore(row any) any {
	switch r := row.(type) {
	case []any:
		out := make([]any, len(r))
		for i, item := range r {
			out[i] = n.restore(item)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(r))
		for key, item := range r {
			if original, ok := n.original[key]; ok {
				key = original
			}
			out[key] = n.restore(item)
		}
		return out
	}
	return row
}
