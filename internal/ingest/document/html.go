package document

import (
	"fmt"
	"slices"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"graphd/internal/ingest/document/page"
	"graphd/internal/ingest/imprint"
	"graphd/internal/ingest/text"
)

// readHTML returns the main text of a page, with the title as its first paragraph.
func readHTML(s string) (Document, error) {
	if strings.TrimSpace(s) == "" {
		return Document{}, withHint(ErrEmpty, "leave it out")
	}
	tree, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return Document{}, withHint(fmt.Errorf("%w: %w", ErrMalformed, err), "check that it is HTML")
	}
	meta := pageMetadata(tree)
	page.Prune(tree)
	paragraphs := slices.DeleteFunc(mainParagraphs(tree, &meta), imprint.IsBoilerplate)
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
func mainParagraphs(tree *html.Node, meta *Metadata) []string {
	article, err := readability.FromDocument(tree, nil)
	if err == nil {
		complete(meta, article)
		if article.Node != nil {
			if found := page.Paragraphs(article.Node); len(found) > 0 {
				return found
			}
		}
	}
	return page.Paragraphs(tree)
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

// splitByline returns the names in "By Ann Lee, Bo Ray and Cy Day". What else a by-line says, as in "By Ann Lee, Health Editor", is
// left out.
func splitByline(byline string) []string {
	if authors, ok := imprint.Authors(byline); ok {
		return authors
	}
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
