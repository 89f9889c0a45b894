// Package page reads parts of web pages: the paragraphs below an element, the items that microdata describe, and which elements and
// paragraphs do not belong to the article.
package page

import (
	"strings"

	"golang.org/x/net/html"

	"graphd/internal/ingest/text"
)

// textLen returns the length in bytes of the text below n without scripts and styles. It stops counting above limit.
func textLen(n *html.Node, limit int) int {
	length := 0
	for d := range n.Descendants() {
		if d.Type == html.TextNode && roleOf(d.Parent) != hidden {
			length += len(d.Data)
		}
		if length > limit {
			break
		}
	}
	return length
}

// Attribute returns the value of an attribute; "" if the element does not have it.
func Attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Namespace == "" && a.Key == name {
			return a.Val
		}
	}
	return ""
}

// hasAttribute reports whether an element has an attribute, with or without a value.
func hasAttribute(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Namespace == "" && a.Key == name {
			return true
		}
	}
	return false
}

// Text returns the text of an element on one line.
func Text(n *html.Node) string { return oneLine(strings.Join(Paragraphs(n), " ")) }

// oneLine returns s in normal form on one line, with single spaces and without spaces at the ends.
func oneLine(s string) string { return strings.Join(strings.Fields(text.Normalize(s).String()), " ") }

// first returns the first string that is not empty.
func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
