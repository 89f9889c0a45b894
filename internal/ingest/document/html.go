package document

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"graphd/internal/ingest/text"
)

// readHTML returns the main text of a page, with the title as its first paragraph.
func readHTML(s string) (Document, error) {
	if strings.TrimSpace(s) == "" {
		return Document{}, withHint(ErrEmpty, "leave it out")
	}
	page, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return Document{}, withHint(fmt.Errorf("%w: %w", ErrMalformed, err), "check that it is HTML")
	}
	meta := pageMetadata(page)
	prune(page)
	paragraphs := mainParagraphs(page, &meta)
	if len(paragraphs) == 0 {
		return Document{}, withHint(ErrNoText, "scripts may load its text: save the page as text")
	}
	if title := meta.Title; title != "" && !strings.EqualFold(title, paragraphs[0]) {
		paragraphs = slices.Insert(paragraphs, 0, title)
	}
	t := text.Normalize(strings.Join(paragraphs, "\n\n"))
	return Document{Text: t, Meta: meta}, nil
}

// mainParagraphs returns the paragraphs of the article that the readability algorithm finds, or those of the whole body if
// it finds none. It completes the metadata with those of the algorithm.
func mainParagraphs(page *html.Node, meta *Metadata) []string {
	article, err := readability.FromDocument(page, nil)
	if err == nil {
		complete(meta, article)
		if article.Node != nil {
			if found := paragraphsOf(article.Node); len(found) > 0 {
				return found
			}
		}
	}
	return paragraphsOf(page)
}

// complete sets the missing fields of meta from the article that the readability algorithm found.
func complete(meta *Metadata, article readability.Article) {
	if meta.Title == "" {
		meta.Title = oneLine(article.Title())
	}
	const longestByline = 80 // bytes, chosen by hand; longer ones describe the author
	if byline := oneLine(article.Byline()); len(meta.Authors) == 0 && byline != "" && len(byline) <= longestByline {
		meta.Authors = splitByline(byline)
	}
	if meta.Publisher == "" {
		meta.Publisher = oneLine(article.SiteName())
	}
	if meta.Language == "" {
		meta.Language = oneLine(article.Language())
	}
}

// splitByline returns the names in "By Ann Lee, Bo Ray and Cy Day".
func splitByline(byline string) []string {
	if rest, ok := cutPrefixFold(byline, "by "); ok {
		byline = rest
	}
	var authors []string
	for part := range strings.SplitSeq(strings.ReplaceAll(byline, " and ", ", "), ",") {
		if part = oneLine(part); part != "" {
			authors = append(authors, part)
		}
	}
	return authors
}

// cutPrefixFold does what strings.CutPrefix does, ignoring case.
func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

//go:embed boilerplate.txt
var boilerplateFile string

// boilerplate holds the words in a class or id that mark elements around an article.
var boilerplate = strings.Fields(boilerplateFile)

// longestBoilerplate is the maximum length in bytes of the text of an element that is removed because of its class. It
// is also at most half of the text of the page: a longer element may be the article. Chosen by hand.
const longestBoilerplate = 2000

// prune removes elements that are not part of an article.
func prune(page *html.Node) {
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

// isBoilerplate reports whether the class or id of an element marks boilerplate, and its text is not too long.
func isBoilerplate(n *html.Node, longest int) bool {
	switch n.DataAtom {
	case atom.Html, atom.Head, atom.Body, atom.Article, atom.Main:
		return false
	}
	for _, word := range strings.Fields(strings.ToLower(attribute(n, "class") + " " + attribute(n, "id"))) {
		if slices.Contains(boilerplate, word) || slices.Contains(boilerplate, firstPart(word)) {
			return textLen(n, longest) <= longest
		}
	}
	return false
}

// firstPart returns the part of a word before "-" or "_": newsletter of newsletter-signup.
func firstPart(word string) string {
	if i := strings.IndexAny(word, "-_"); i > 0 {
		return word[:i]
	}
	return word
}

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

// attribute returns the value of an attribute; "" if the element does not have it.
func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Namespace == "" && a.Key == name {
			return a.Val
		}
	}
	return ""
}
