package query

import (
	"encoding/json"
	"errors"
	"strings"

	"graphd/internal/graph/query/gizmo"
)

// mqlNames expands the short names of an MQL template and gives them back to its answers.
type mqlNames struct {
	prefixes map[string]string
	given    map[string]string // key as expanded → key as given
}

func (n mqlNames) expand(template any) any {
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
			n.given[expanded] = key
			out[expanded] = n.expand(item)
		}
		return out
	}
	return template
}

// node expands "actor:x" and "<actor:x>".
func (n mqlNames) node(text string) string {
	inner := text
	if strings.HasPrefix(text, "<") && strings.HasSuffix(text, ">") {
		inner = text[1 : len(text)-1]
	}
	if iri, ok := gizmo.Expand(n.prefixes, inner); ok {
		return iri.String()
	}
	return text
}

// key expands the predicate of a key: "g:said", "!g:source" (reversed), "@2:g:said" (a second of the same).
func (n mqlNames) key(key string) string {
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

// restore puts the keys back as they were given.
func (n mqlNames) restore(row any) any {
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
			if given, ok := n.given[key]; ok {
				key = given
			}
			out[key] = n.restore(item)
		}
		return out
	}
	return row
}

// mqlFault places an error of the JSON parser.
func mqlFault(text string, err error) error {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return faulty(MQL, "%v", err)
	}
	line, column := lineColumn(text, int(syntax.Offset)-1)
	return &TextError{Language: MQL, Line: line, Column: column, Message: syntax.Error(), kind: ErrInvalid}
}

// lineColumn is the place of a byte offset; columns count bytes' characters from 1.
func lineColumn(text string, offset int) (line, column int) {
	before := text[:min(max(offset, 0), len(text))]
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, len([]rune(before[start:])) + 1
}
