package document

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"graphd/internal/ingest/date"
	"graphd/internal/ingest/document/page"
)

// pageMetadata returns the metadata of a page, in order of preference from schema.org in JSON-LD or microdata, from Open Graph,
// Dublin Core and other meta elements, and from other elements.
func pageMetadata(tree *html.Node) Metadata {
	h := readHead(tree)
	linked := readLinked(h.scripts, h.canonical, page.Items(tree))
	meta := Metadata{
		Title:     first(linked.text("headline"), h.meta("og:title", "dcterms.title", "dc.title", "twitter:title"), h.heading),
		Publisher: first(linked.name("publisher"), h.meta("og:site_name", "dcterms.publisher", "dc.publisher", "citation_publisher"), h.terms["from"], h.siteName()),
		Language:  first(h.language, linked.text("inLanguage"), h.meta("dcterms.language", "dc.language", "og:locale")),
		URL:       firstURL(h.canonical, h.meta("og:url"), linked.text("url"), addressOf(linked.article["mainEntityOfPage"])),
		Kind:      first(linked.kind(), kinds[strings.ToLower(h.meta("og:type"))]),
		Issued:    firstDate(linked.text("datePublished"), h.meta(dateNames...), h.terms["published"], h.published),
	}
	if meta.Authors = linked.authors(); len(meta.Authors) == 0 {
		meta.Authors = h.authors()
	}
	meta.Keywords = keywordsOf(linked.named("keywords"))
	for _, name := range keywordNames {
		if len(meta.Keywords) == 0 {
			meta.Keywords = keywordsOf(strings.Join(h.named[name], ","))
		}
	}
	return meta
}

// dateNames and keywordNames list meta elements in order of preference.
var dateNames = []string{
	"article:published_time", "og:article:published_time", "dcterms.issued", "dcterms.date", "dc.date.issued", "dc.date",
	"citation_publication_date", "datepublished", "parsely-pub-date", "pubdate", "publish-date", "date",
}

var keywordNames = []string{"article:tag", "news_keywords", "parsely-tags", "dcterms.subject", "dc.subject", "keywords"}

// kinds holds the kinds of publication by the types of schema.org and Open Graph, in lower case.
var kinds = map[string]PublicationKind{
	"article": Article, "newsarticle": Article, "reportagenewsarticle": Article, "analysisnewsarticle": Article,
	"opinionnewsarticle": Article, "backgroundnewsarticle": Article, "blogposting": Article, "report": Report,
}

// first returns the first value that is not empty.
func first[S ~string](values ...S) S {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// firstURL returns the first string that is an absolute HTTP URL.
func firstURL(forms ...string) string {
	for _, s := range forms {
		if u := absoluteURL(s); u != "" {
			return u
		}
	}
	return ""
}

// firstDate returns the first string that is a date, parsed.
func firstDate(forms ...string) date.Date {
	for _, s := range forms {
		if d, err := date.Parse(s); err == nil {
			return d
		}
	}
	return date.Date{}
}

// A pageHead holds the metadata in the elements of a page.
type pageHead struct {
	named     map[string][]string // contents of the meta elements by name or property, in lower case
	scripts   []string            // JSON-LD
	canonical string
	language  string
	heading   string   // text of the h1, if there is only one
	published string   // datetime of the first time element
	writers   []string // texts of links with the relation author
	headings  int
	title     string            // of the window
	terms     map[string]string // what the first list of definitions says of each term, in lower case: "published"
}

func readHead(tree *html.Node) pageHead {
	h := pageHead{named: map[string][]string{}, terms: map[string]string{}}
	for n := range tree.Descendants() {
		if n.Type == html.ElementNode {
			h.read(n)
		}
	}
	if h.headings > 1 {
		h.heading = ""
	}
	return h
}

// read adds the metadata of one element.
func (h *pageHead) read(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		h.language = oneLine(page.Attribute(n, "lang"))
	case atom.Meta:
		name := strings.ToLower(first(page.Attribute(n, "property"), page.Attribute(n, "name"), page.Attribute(n, "itemprop")))
		if content := oneLine(page.Attribute(n, "content")); name != "" && content != "" {
			h.named[name] = append(h.named[name], content)
		}
	case atom.Link:
		if strings.EqualFold(page.Attribute(n, "rel"), "canonical") {
			h.canonical = strings.TrimSpace(page.Attribute(n, "href"))
		}
	case atom.Script:
		if n.FirstChild != nil && strings.Contains(strings.ToLower(page.Attribute(n, "type")), "ld+json") {
			h.scripts = append(h.scripts, n.FirstChild.Data)
		}
	case atom.Title:
		h.title = first(h.title, page.Text(n))
	case atom.Dt:
		h.readTerm(n)
	case atom.H1:
		h.headings++
		h.heading = page.Text(n)
	case atom.Time:
		h.published = first(h.published, page.Attribute(n, "datetime"))
	case atom.A:
		if strings.EqualFold(page.Attribute(n, "rel"), "author") {
			h.writers = append(h.writers, page.Text(n))
		}
	}
}

// readTerm adds the definition of a term: <dt>Published</dt><dd>1 June 2022</dd>.
func (h *pageHead) readTerm(n *html.Node) {
	term := strings.ToLower(strings.TrimRight(page.Text(n), ": "))
	d := n.NextSibling
	for d != nil && d.Type != html.ElementNode {
		d = d.NextSibling
	}
	if d == nil || d.DataAtom != atom.Dd || h.terms[term] != "" {
		return
	}
	h.terms[term] = page.Text(d)
	for link := range d.Descendants() {
		if link.DataAtom == atom.A {
			h.terms[term] = page.Text(link) // the first of several
			break
		}
	}
}

// siteName returns what the title of the window has after the heading of the page and a separator: "Bridge shut | The Courier".
func (h pageHead) siteName() string {
	rest, found := strings.CutPrefix(h.title, h.heading)
	if h.heading == "" || !found {
		return ""
	}
	for _, separator := range []string{" | ", " - ", " – ", " — ", " · ", " :: "} {
		if name, found := strings.CutPrefix(rest, separator); found && !strings.Contains(name, " - ") && !strings.ContainsAny(name, "|–—·") {
			return name
		}
	}
	return ""
}

// meta returns the first content of the first of the names that the page has.
func (h pageHead) meta(names ...string) string {
	for _, name := range names {
		if contents := h.named[name]; len(contents) > 0 {
			return contents[0]
		}
	}
	return ""
}

// authors returns the authors in the meta elements, or else in the links.
func (h pageHead) authors() []string {
	for _, name := range []string{"author", "citation_author", "article:author", "dcterms.creator", "dc.creator"} {
		var authors []string
		for _, content := range h.named[name] {
			if absoluteURL(content) == "" {
				authors = append(authors, splitByline(content)...)
			}
		}
		if len(authors) > 0 {
			return authors
		}
	}
	return h.writers
}
