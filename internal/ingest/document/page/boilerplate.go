package page

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

//go:embed boilerplate.txt
var boilerplateFile string

// boilerplate holds what marks the parts of a page that do not belong to its article, by the kinds that boilerplate.txt lists.
var boilerplate = parseBoilerplate(boilerplateFile)

func parseBoilerplate(file string) map[string]map[string]bool {
	marks := map[string]map[string]bool{}
	for line := range strings.Lines(file) {
		kind, value, found := strings.Cut(strings.TrimSpace(line), "\t")
		if !found || strings.HasPrefix(line, "#") {
			continue
		}
		if marks[kind] == nil {
			marks[kind] = map[string]bool{}
		}
		for word := range strings.FieldsSeq(value) {
			marks[kind][word] = true
		}
	}
	return marks
}

// longestBoilerplate is the maximum length in bytes of the text of an element that is removed because of its class. It
// is also at most half of the text of the page: a longer element may be the article. Chosen by hand.
const longestBoilerplate = 2000

// Prune removes elements that are not part of an article.
func Prune(page *html.Node) {
	longest := min(longestBoilerplate, textLen(page, 2*longestBoilerplate)/2)
	var doomed []*html.Node
	for n := range page.Descendants() {
		if n.Type == html.ElementNode && (unread(n) || isBoilerplate(n, longest)) {
			doomed = append(doomed, n)
		}
	}
	for _, n := range doomed {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// unread reports whether the text of an element is never part of an article.
func unread(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Noscript, atom.Template, atom.Nav, atom.Button, atom.Select, atom.Textarea, atom.Svg, atom.Iframe:
		return true
	case atom.Time:
		return n.Parent != nil && n.Parent.DataAtom != atom.P && n.Parent.DataAtom != atom.Li
	}
	return false
}

// isBoilerplate reports whether the class or id of an element marks boilerplate, and its text is not too long. The id of a heading
// or section often comes from its words ("related-work"), so that only its first part counts.
func isBoilerplate(n *html.Node, longest int) bool {
	switch n.DataAtom {
	case atom.Html, atom.Head, atom.Body, atom.Article, atom.Main, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return false
	}
	marked := slices.ContainsFunc(strings.Fields(strings.ToLower(Attribute(n, "class"))), marksBoilerplate)
	if !marked {
		first, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(Attribute(n, "id")), "_", "-"), "-")
		marked = boilerplate["class"][first] || marksPair(Attribute(n, "id"))
	}
	return marked && textLen(n, longest) <= longest
}

// marksBoilerplate reports whether a part of a class, or two neighbouring parts, mark boilerplate: "related" in
// "story__related-links".
func marksBoilerplate(class string) bool {
	for part := range strings.FieldsFuncSeq(class, func(c rune) bool { return c == '-' || c == '_' }) {
		if boilerplate["class"][part] {
			return true
		}
	}
	return marksPair(class)
}

// marksPair reports whether two neighbouring parts of a class or id mark boilerplate.
func marksPair(class string) bool {
	parts := strings.FieldsFunc(strings.ToLower(class), func(c rune) bool { return c == '-' || c == '_' })
	for i := 1; i < len(parts); i++ {
		if boilerplate["class-pair"][parts[i-1]+"-"+parts[i]] {
			return true
		}
	}
	return false
}
