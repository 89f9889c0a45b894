package document

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
)

// linkedData is the article among a page's JSON-LD, with the other nodes that it refers to.
type linkedData struct {
	article map[string]any
	byID    map[string]map[string]any
}

func readLinked(scripts []string) linkedData {
	l := linkedData{byID: map[string]map[string]any{}}
	for _, s := range scripts {
		var v any
		if json.Unmarshal([]byte(s), &v) == nil {
			l.collect(v)
		}
	}
	return l
}

// collect finds the nodes of a script: one, a list, or a graph. The first that is an article counts.
func (l *linkedData) collect(v any) {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			l.collect(one)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok {
			l.byID[id] = v
		}
		if l.article == nil && kindOf(v) != "" {
			l.article = v
		}
		if graph, ok := v["@graph"].([]any); ok {
			l.collect(graph)
		}
	}
}

// kindOf is the kind that a node's type, or one of its types, stands for.
func kindOf(node map[string]any) Kind {
	types, ok := node["@type"].([]any)
	if !ok {
		types = []any{node["@type"]}
	}
	for _, t := range types {
		if s, ok := t.(string); ok && kinds[strings.ToLower(s)] != "" {
			return kinds[strings.ToLower(s)]
		}
	}
	return ""
}

func (l linkedData) kind() Kind { return kindOf(l.article) }

func (l linkedData) text(field string) string {
	s, _ := l.article[field].(string)
	return line(html.UnescapeString(s))
}

// named is a field with references to other nodes resolved.
func (l linkedData) named(field string) any {
	if list, ok := l.article[field].([]any); ok {
		resolved := make([]any, len(list))
		for i, v := range list {
			resolved[i] = l.resolve(v)
		}
		return resolved
	}
	return l.resolve(l.article[field])
}

func (l linkedData) resolve(v any) any {
	node, ok := v.(map[string]any)
	if !ok || node["name"] != nil {
		return v
	}
	id, _ := node["@id"].(string)
	if known, ok := l.byID[id]; ok {
		return known
	}
	return v
}

func (l linkedData) name(field string) string {
	names, _ := namesOf(l.named(field))
	if len(names) == 0 {
		return ""
	}
	return names[0]
}
