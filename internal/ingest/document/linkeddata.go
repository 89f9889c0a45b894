package document

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
)

// pageLinkedData holds the article described in the JSON-LD of a page, and the nodes that it may refer to.
type pageLinkedData struct {
	article map[string]any
	byID    map[string]map[string]any
}

// readLinked parses the JSON-LD scripts of a page. Invalid scripts are ignored.
func readLinked(scripts []string) pageLinkedData {
	l := pageLinkedData{byID: map[string]map[string]any{}}
	for _, s := range scripts {
		var v any
		if json.Unmarshal([]byte(s), &v) == nil {
			l.collect(v)
		}
	}
	return l
}

// collect adds the nodes of a script, which is a node, a list or a graph. The article is the first node that is one.
func (l *pageLinkedData) collect(v any) {
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

// kindOf returns the kind of publication for the types of a node; "" if no type is one.
func kindOf(node map[string]any) PublicationKind {
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

func (l pageLinkedData) kind() PublicationKind { return kindOf(l.article) }

// text returns a string field of the article; "" if it is missing.
func (l pageLinkedData) text(field string) string {
	s, _ := l.article[field].(string)
	return oneLine(html.UnescapeString(s))
}

// named returns a field of the article with references to other nodes resolved.
func (l pageLinkedData) named(field string) any {
	if list, ok := l.article[field].([]any); ok {
		resolved := make([]any, len(list))
		for i, v := range list {
			resolved[i] = l.resolve(v)
		}
		return resolved
	}
	return l.resolve(l.article[field])
}

// resolve returns the node that a reference without a name refers to, or v itself.
func (l pageLinkedData) resolve(v any) any {
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

// name returns the first name in a field of the article.
func (l pageLinkedData) name(field string) string {
	names, _ := namesOf(l.named(field))
	if len(names) == 0 {
		return ""
	}
	return names[0]
}
