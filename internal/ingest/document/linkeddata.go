package document

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
)

// pageLinkedData holds the article described in the JSON-LD or microdata of a page, and the nodes that it may refer to.
type pageLinkedData struct {
	canonical string // URL of the page, "" if unknown
	article   map[string]any
	byID      map[string]map[string]any
}

// readLinked reads the article that the JSON-LD of a page describes, or else its microdata. Invalid scripts are ignored.
func readLinked(scripts []string, canonical string, microdata []any) pageLinkedData {
	l := pageLinkedData{canonical: canonical, byID: map[string]map[string]any{}}
	for _, s := range scripts {
		var v any
		if json.Unmarshal([]byte(scriptBody(s)), &v) == nil {
			l.collect(v)
		}
	}
	if l.article == nil {
		l.collect(microdata)
	}
	return l
}

// scriptBody returns the JSON of a script without the marks of a comment or CDATA section around it, and with spaces instead of
// the control characters that JSON does not allow in strings.
func scriptBody(s string) string {
	s = strings.Map(func(c rune) rune {
		if c < ' ' {
			return ' '
		}
		return c
	}, s)
	for _, mark := range []string{"<!--", "//", "/*", "<![CDATA[", "*/"} {
		s = strings.TrimPrefix(strings.TrimSpace(s), mark)
	}
	for _, mark := range []string{"*/", "-->", "]]>", "/*", "//"} {
		s = strings.TrimSuffix(strings.TrimSpace(s), mark)
	}
	return strings.TrimRight(strings.TrimSpace(s), ";")
}

// collect adds the nodes of a script, which is a node, a list or a graph. The article is the one of this page, or else the first.
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
		if kindOf(v) != "" && (l.article == nil || !l.isPage(l.article) && l.isPage(v)) {
			l.article = v
		}
		l.collect(v["@graph"])
		l.collect(v["mainEntity"])
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

// isPage reports whether the address of a node is that of the page.
func (l pageLinkedData) isPage(node map[string]any) bool {
	return l.canonical != "" && (addressOf(node["mainEntityOfPage"]) == l.canonical || addressOf(node["url"]) == l.canonical)
}

// addressOf returns a URL, or the URL that identifies a node.
func addressOf(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case map[string]any:
		return first(addressOf(v["@id"]), addressOf(v["url"]))
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

// authors returns the names of the authors of the article. The name may be a whole by-line, "By Ann Lee and Bo Ray"; an address is
// none.
func (l pageLinkedData) authors() []string {
	names, _ := namesOf(l.named("author"))
	var authors []string
	for _, name := range names {
		if absoluteURL(name) == "" {
			authors = append(authors, withoutBy(name)...)
		}
	}
	return authors
}
