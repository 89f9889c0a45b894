package document

import (
	"fmt"
	"slices"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"graphd/internal/ingest/text"
)

// readHTML reads the main text of a page, with the title as its first paragraph.
func readHTML(s string) (Document, error) {
	if strings.TrimSpace(s) == "" {
		return Document{}, hinted(ErrEmpty, "leave it out")
	}
	page, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return Document{}, hinted(fmt.Errorf("%w: %w", ErrMalformed, err), "check that it is HTML")
	}
	meta := pageMetadata(page)
	prune(page)
	paragraphs := mainParagraphs(page, &meta)
	if len(paragraphs) == 0 {
		return Document{}, hinted(ErrNoText, "its text may be loaded by a script: save the page as text")
	}
	if title := meta.Title; title != "" && !strings.EqualFold(title, paragraphs[0]) {
		paragraphs = slices.Insert(paragraphs, 0, title)
	}
	t := text.Normalize(strings.Join(paragraphs, "\n\n"))
	return Document{Text: t, Meta: meta}, nil
}

// mainParagraphs are the paragraphs of the article that the readability algorithm finds; of the whole body where it
// finds none. It completes the metadata from what the algorithm sees.
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

func complete(meta *Metadata, article readability.Article) {
	if meta.Title == "" {
		meta.Title = line(article.Title())
	}
	const longestByline = 80 // longer ones are about the author
	if byline := line(article.Byline()); len(meta.Authors) == 0 && byline != "" && len(byline) <= longestByline {
		meta.Authors = splitByline(byline)
	}
	if meta.Publisher == "" {
		meta.Publisher = line(article.SiteName())
	}
	if meta.Language == "" {
		meta.Language = line(article.Language())
	}
}

// splitByline is the names of "By Ann Lee, Bo Ray and Cy Day".
func splitByline(byline string) []string {
	if rest, ok := cutPrefixFold(byline, "by "); ok {
		byline = rest
	}
	var authors []string
	for part := range strings.SplitSeq(strings.ReplaceAll(byline, " and ", ", "), ",") {
		if part = line(part); part != "" {
			authors = append(authors, part)
		}
	}
	return authors
}

func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// furniture are the words in a class or id that mark what stands round an article.
var furniture = []string{
	"newsletter", "signup", "sign-up", "subscribe", "advert", "ad-slot", "advertisement", "promo", "share", "social-share", "sharing",
	"related", "recommended", "cookie", "cookie-banner", "cookie-consent", "author-box", "author-bio", "skip-link", "comments", "breadcrumbs", "breadcrumb",
}

// longestFurniture is how many bytes of text what is pruned by its class may hold, and no more than half of the
// page's: more may be the article itself.
const longestFurniture = 2000

// prune takes away what is never an article's text.
func prune(page *html.Node) {
	longest := min(longestFurniture, textLen(page, 2*longestFurniture)/2)
	var doomed []*html.Node
	for n := range page.Descendants() {
		if n.Type == html.ElementNode && (unread(n) || isFurniture(n, longest)) {
			doomed = append(doomed, n)
		}
	}
	for _, n := range doomed {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

func unread(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Noscript, atom.Template, atom.Nav, atom.Button, atom.Select, atom.Textarea, atom.Svg, atom.Iframe:
		return true
	case atom.Time:
		return n.Parent != nil && n.Parent.DataAtom != atom.P && n.Parent.DataAtom != atom.Li
	}
	return false
}

func isFurniture(n *html.Node, longest int) bool {
	switch n.DataAtom {
	case atom.Html, atom.Head, atom.Body, atom.Article, atom.Main:
		return false
	}
	for _, word := range strings.Fields(strings.ToLower(attribute(n, "class") + " " + attribute(n, "id"))) {
		if slices.Contains(furniture, word) || slices.Contains(furniture, firstPart(word)) {
			return textLen(n, longest) <= longest
		}
	}
	return false
}

// firstPart is newsletter of newsletter-signup.
func firstPart(word string) string {
	if i := strings.IndexAny(word, "-_"); i > 0 {
		return word[:i]
	}
	return word
}

// textLen is the number of bytes of text under n, scripts and styles aside; counting ends beyond limit.
func textLen(n *html.Node, limit int) int {
	length := 0
	for d := range n.Descendants() {
		if d.Type == html.TextNode && roleOf(d.Parent) != unseen {
			length += len(d.Data)
		}
		if length > limit {
			break
		}
	}
	return length
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Namespace == "" && a.Key == name {
			return a.Val
		}
	}
	return ""
}
