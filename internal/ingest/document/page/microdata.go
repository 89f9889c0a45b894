package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Items returns the items of schema.org that elements of a page describe and that are not values of others, as JSON-LD would: the type in "@type",
// each property under its name, and several values of a property as a list.
func Items(page *html.Node) []any {
	var items []any
	for n := range page.Descendants() {
		if n.Type == html.ElementNode && hasAttribute(n, "itemscope") && Attribute(n, "itemprop") == "" {
			items = append(items, microdataItem(n))
		}
	}
	return items
}

// microdataItem returns the item that an element describes.
func microdataItem(root *html.Node) map[string]any {
	item := map[string]any{"@type": itemType(root)}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || ownerOf(n, root) != root {
			continue
		}
		for _, name := range strings.Fields(Attribute(n, "itemprop")) {
			if hasAttribute(n, "itemscope") {
				addProperty(item, name, microdataItem(n))
			} else if value := propertyValue(n); value != "" {
				addProperty(item, name, value)
			}
		}
	}
	return item
}

// ownerOf returns the innermost element around n that describes an item; root if there is none below root.
func ownerOf(n, root *html.Node) *html.Node {
	for a := range n.Ancestors() {
		if a == root || a.Type == html.ElementNode && hasAttribute(a, "itemscope") {
			return a
		}
	}
	return root
}

// itemType returns the type of an item without the address of the vocabulary: "NewsArticle".
func itemType(n *html.Node) string {
	t := strings.TrimRight(strings.TrimSpace(Attribute(n, "itemtype")), "/")
	return t[strings.LastIndex(t, "/")+1:]
}

// propertyValue returns the value that an element gives for its property.
func propertyValue(n *html.Node) string {
	switch n.DataAtom {
	case atom.Meta:
		return oneLine(Attribute(n, "content"))
	case atom.A, atom.Link:
		// A link is the value if it has no text, or else what it shows: <a itemprop="author" href="/jane">Jane Doe</a>.
		return first(Text(n), strings.TrimSpace(Attribute(n, "href")))
	case atom.Time:
		return first(strings.TrimSpace(Attribute(n, "datetime")), Text(n))
	}
	return first(oneLine(Attribute(n, "content")), Text(n))
}

// addProperty adds a value of a property; a second one makes a list.
func addProperty(item map[string]any, name string, value any) {
	switch known := item[name].(type) {
	case nil:
		item[name] = value
	case []any:
		item[name] = append(known, value)
	default:
		item[name] = []any{known, value}
	}
}
