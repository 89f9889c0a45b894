package document

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"graphd/internal/ingest/date"
)

// pageMetadata returns the metadata of a page, in order of preference from schema.org in JSON-LD, from Open Graph, Dublin
// Core and other meta elements, and from other elements.
func pageMetadata(page *html.Node) Metadata {
	h := readHead(page)
	linked := readLinked(h.scripts)
	meta := Metadata{
		Title:     first(linked.text("headline"), h.meta("og:title", "dcterms.title", "dc.title", "twitter:title"), h.heading),
		Publisher: first(linked.name("publisher"), h.meta("og:site_name", "dcterms.publisher", "dc.publisher", "citation_publisher")),
		Language:  first(h.language, linked.text("inLanguage"), h.meta("dcterms.language", "dc.language", "og:locale")),
		URL:       absoluteURL(first(h.canonical, h.meta("og:url"), linked.text("url"))),
		Kind:      first(linked.kind(), kinds[strings.ToLower(h.meta("og:type"))]),
		Issued:    firstDate(linked.text("datePublished"), h.meta(dateNames...), h.published),
	}
	if meta.Authors, _ = namesOf(linked.named("author")); len(meta.Authors) == 0 {
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
}

func readHead(page *html.Node) pageHead {
	h := pageHead{named: map[string][]string{}}
	for n := range page.Descendants() {
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
		h.language = oneLine(attribute(n, "lang"))
	case atom.Meta:
		name := strings.ToLower(first(attribute(n, "property"), attribute(n, "name"), attribute(n, "itemprop")))
		if content := oneLine(attribute(n, "content")); name != "" && content != "" {
			h.named[name] = append(h.named[name], content)
		}
	case atom.Link:
		if strings.EqualFold(attribute(n, "rel"), "canonical") {
			h.canonical = strings.TrimSpace(attribute(n, "href"))
		}
	case atom.Script:
		if n.FirstChild != nil && strings.Contains(strings.ToLower(attribute(n, "type")), "ld+json") {
			h.scripts = append(h.scripts, n.FirstChild.Data)
		}
	case atom.H1:
		h.headings++
		h.heading = elementText(n)
	case atom.Time:
		h.published = first(h.published, attribute(n, "datetime"))
	case atom.A:
		if strings.EqualFold(attribute(n, "rel"), "author") {
			h.writers = append(h.writers, elementText(n))
		}
	}
}

// elementText returns the text of an element on one line.
func elementText(n *html.Node) string { return oneLine(strings.Join(paragraphsOf(n), " ")) }

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
